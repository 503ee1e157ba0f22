// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "geometry.h"

namespace pixelflux {

// A pixel's colour as red << 16 | green << 8 | blue, whatever its fourth byte and its alignment.
inline std::uint32_t color_at(const std::uint8_t* row, int x) {
    std::uint32_t pixel;
    std::memcpy(&pixel, row + static_cast<std::size_t>(x) * kBytesPerPixel, sizeof pixel);
    return pixel & 0xffffff;
}

}  // namespace pixelflux
