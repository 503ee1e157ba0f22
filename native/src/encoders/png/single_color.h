// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "geometry.h"

namespace pixelflux {

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    friend bool operator==(const Rgb& a, const Rgb& b) {
        return a.red == b.red && a.green == b.green && a.blue == b.blue;
    }
};

// The colour that all pixels have, if they have one in common; ignores a pixel's fourth byte. Stops
// at the first row that has another. At least 1x1 pixels. Pure.
std::optional<Rgb> single_color(const PixelView& pixels);

}  // namespace pixelflux
