// SPDX-License-Identifier: MPL-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "error.h"
#include "settings_text.h"

namespace {

[[noreturn]] void fail(const std::string& what) {
    std::cerr << what << std::endl;
    std::abort();
}

}  // namespace

// Any text is settings that survive being written and read again, or is refused as the caller's
// mistake with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    pixelflux::Settings settings;
    try {
        settings = pixelflux::parse_settings(text);
    } catch (const pixelflux::Error& refused) {
        if (refused.code() != pixelflux::ErrorCode::kArgument)
            fail(std::string("refused as no argument: ") + refused.what());
        if (std::string_view(refused.what()).empty()) fail("refused without a reason");
        return 0;
    }
    const std::string written = pixelflux::describe_settings(settings);
    const std::string again = pixelflux::describe_settings(pixelflux::parse_settings(written));
    if (written != again) fail("written as\n" + written + "and then as\n" + again);
    return 0;
}
