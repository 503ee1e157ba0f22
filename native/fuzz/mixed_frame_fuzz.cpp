// SPDX-License-Identifier: MPL-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

#include "error.h"
#include "mixed_frame.h"
#include "packet.h"
#include "rect.h"

namespace {

[[noreturn]] void fail(const std::string& what) {
    std::cerr << what << std::endl;
    std::abort();
}

class Collected final : public pixelflux::PacketSink {
public:
    std::vector<std::uint8_t> bytes;

    void write(const std::uint8_t* from, std::size_t size) override {
        bytes.insert(bytes.end(), from, from + size);
    }
};

}  // namespace

// Any bytes are a frame whose rectangles, and what they are copied from, lie within its picture,
// and that is written as it was read; or they are refused as the caller's mistake with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    pixelflux::MixedFrame frame;
    try {
        frame = pixelflux::read_mixed_frame(data, size);
    } catch (const pixelflux::Error& refused) {
        if (refused.code() != pixelflux::ErrorCode::kArgument)
            fail(std::string("refused as no argument: ") + refused.what());
        if (std::string(refused.what()).empty()) fail("refused without a reason");
        return 0;
    }
    const pixelflux::Rect picture = pixelflux::whole_of(frame.size);
    for (const pixelflux::MixedRectangle& rectangle : frame.rectangles) {
        const pixelflux::Rect& area = rectangle.area;
        if (pixelflux::is_empty(area) || !pixelflux::contains(picture, area))
            fail("a rectangle outside the picture");
        const pixelflux::Rect source = {rectangle.source_x, rectangle.source_y, area.width,
                                        area.height};
        if (rectangle.kind == pixelflux::RectangleKind::kCopy &&
            !pixelflux::contains(picture, source))
            fail("a copy from outside the picture");
        // AddressSanitizer looks at each of its bytes.
        volatile std::uint8_t sum = 0;
        for (std::size_t i = 0; i < rectangle.size; ++i)
            sum = static_cast<std::uint8_t>(sum + rectangle.data[i]);
    }
    Collected written;
    pixelflux::write_mixed_frame(frame, written);
    if (written.bytes.size() != size || std::memcmp(written.bytes.data(), data, size) != 0)
        fail("written otherwise than it was read");
    return 0;
}
