// SPDX-License-Identifier: MPL-2.0
#include "pushed_pixels.h"

#include <cstring>
#include <string>

#include "error.h"

namespace pixelflux {
namespace {

void require_side(const char* name, int side) {
    if (side >= 1 && side <= kLargestSide) return;
    throw Error(ErrorCode::kArgument, std::string(name) + ": " + std::to_string(side) +
                                          " is out of range, allowed 1.." +
                                          std::to_string(kLargestSide));
}

}  // namespace

void to_bgrx(const PushedFormat& format, const std::uint8_t* from, std::uint8_t* to, int count) {
    if (format.bytes == kBytesPerPixel && format.order == kBgrx) {
        std::memcpy(to, from, row_bytes(count));
        return;
    }
    const auto [blue, green, red] = format.order;
    for (int x = 0; x < count; ++x, from += format.bytes, to += kBytesPerPixel) {
        to[0] = from[blue];
        to[1] = from[green];
        to[2] = from[red];
        to[3] = 0;
    }
}

void require_pixels(Size size, const PushedFormat& format, std::int64_t stride,
                    std::int64_t bytes) {
    require_side("width", size.width);
    require_side("height", size.height);
    const std::int64_t row = std::int64_t{size.width} * format.bytes;
    if (stride < row) {
        throw Error(ErrorCode::kArgument,
                    "stride: " + std::to_string(stride) + " is out of range, allowed " +
                        std::to_string(row) + " bytes and more for " + std::to_string(size.width) +
                        " pixels of " + std::to_string(format.bytes) + " bytes");
    }
    // Neither product can overflow: a stride has 32 bits, and a side few.
    const std::int64_t needed = (size.height - 1) * stride + row;
    if (bytes < needed) {
        throw Error(ErrorCode::kArgument,
                    "pixels: the buffer has " + std::to_string(bytes) + " bytes left, and " +
                        std::to_string(size.width) + "x" + std::to_string(size.height) +
                        " pixels of " + std::to_string(format.bytes) + " bytes with a stride of " +
                        std::to_string(stride) + " are " + std::to_string(needed));
    }
}

}  // namespace pixelflux
