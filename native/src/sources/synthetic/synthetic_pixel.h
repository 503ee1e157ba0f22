// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <cstring>

#include "geometry.h"

namespace pixelflux {

// One pixel in the order of PixelView.
struct Pixel {
    std::uint8_t blue = 0;
    std::uint8_t green = 0;
    std::uint8_t red = 0;
    std::uint8_t unused = 0;
};
static_assert(sizeof(Pixel) == kBytesPerPixel);

// Writes `pixel` to `out` and returns the place behind it.
inline std::uint8_t* put(std::uint8_t* out, const Pixel& pixel) {
    std::memcpy(out, &pixel, kBytesPerPixel);
    return out + kBytesPerPixel;
}

}  // namespace pixelflux
