// SPDX-License-Identifier: MPL-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

#include "error.h"
#include "geometry.h"
#include "watermark.h"

namespace {

[[noreturn]] void fail(const std::string& what) {
    std::cerr << what << std::endl;
    std::abort();
}

// A file that has a path but is on no disk.
class MemoryFile {
public:
    MemoryFile() : descriptor_(memfd_create("watermark", MFD_CLOEXEC)) {
        if (descriptor_ < 0) fail("memfd_create failed");
    }

    void write(const std::uint8_t* data, std::size_t size) {
        if (ftruncate(descriptor_, 0) != 0 ||
            pwrite(descriptor_, data, size, 0) != static_cast<ssize_t>(size))
            fail("the input could not be written");
    }

    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

private:
    int descriptor_;
};

}  // namespace

// Any file is a picture within the allowed size, its colours premultiplied, or is refused as the
// caller's mistake, with its path in the reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static MemoryFile file;
    file.write(data, size);
    std::shared_ptr<const pixelflux::OverlayImage> image;
    try {
        image = pixelflux::read_watermark(file.path());
    } catch (const pixelflux::Error& refused) {
        if (refused.code() != pixelflux::ErrorCode::kArgument)
            fail(std::string("refused as no argument: ") + refused.what());
        if (std::string(refused.what()).find(file.path()) == std::string::npos)
            fail(std::string("refused without the path: ") + refused.what());
        return 0;
    }
    const pixelflux::Size read = image->size;
    if (read.width < 1 || read.width > 4096 || read.height < 1 || read.height > 4096)
        fail("a picture of " + std::to_string(read.width) + "x" + std::to_string(read.height));
    const std::size_t bytes = static_cast<std::size_t>(read.width) *
                              static_cast<std::size_t>(read.height) * pixelflux::kBytesPerPixel;
    if (image->pixels.size() != bytes) fail("pixels and size differ");
    for (std::size_t i = 0; i < bytes; i += pixelflux::kBytesPerPixel) {
        const std::uint8_t alpha = image->pixels[i + 3];
        for (std::size_t channel = i; channel < i + 3; ++channel) {
            if (image->pixels[channel] > alpha) fail("a colour that is not premultiplied");
        }
    }
    return 0;
}
