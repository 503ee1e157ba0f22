// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <cstring>

#include "geometry.h"

namespace pixelflux {

// A pixel's bytes as one number, of which only the bits of `kColours` mean anything: its fourth
// byte is anything.
constexpr std::uint32_t kColours =
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0x00ffffffU : 0xffffff00U;

inline std::uint32_t colours_at(const std::uint8_t* pixel) {
    std::uint32_t value = 0;
    std::memcpy(&value, pixel, sizeof value);
    return value & kColours;
}

inline const std::uint8_t* pixel_at(const PixelView& picture, int x, int y) {
    return picture.row(y) + row_bytes(x);
}

inline std::uint8_t* pixel_at(const MutablePixelView& picture, int x, int y) {
    return picture.row(y) + row_bytes(x);
}

}  // namespace pixelflux
