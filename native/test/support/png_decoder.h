// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// What libpng makes of a PNG image, and what its header says.
struct DecodedPng {
    Size size;
    int bits = 0;        // a sample
    int color_type = 0;  // 2 RGB, 3 palette
    bool interlaced = false;
    bool alpha = false;
    std::vector<std::uint8_t> pixels;  // BGRX without gaps, X is 255
};

// Throws std::runtime_error, with libpng's words, if it is none.
DecodedPng decode_png(const std::uint8_t* data, std::size_t size);

}  // namespace pixelflux
