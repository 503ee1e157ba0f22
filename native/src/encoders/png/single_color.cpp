// SPDX-License-Identifier: MPL-2.0
#include "single_color.h"

#include "colours.h"

namespace pixelflux {

std::optional<Rgb> single_color(const PixelView& pixels) {
    const std::uint32_t first = colours_at(pixels.data);
    for (int y = 0; y < pixels.height; ++y) {
        const std::uint8_t* const row = pixels.row(y);
        std::uint32_t others = 0;
        for (int x = 0; x < pixels.width; ++x) others |= colours_at(row + row_bytes(x)) ^ first;
        if (others != 0) return {};
    }
    return Rgb{static_cast<std::uint8_t>(first >> 16), static_cast<std::uint8_t>(first >> 8),
               static_cast<std::uint8_t>(first)};
}

}  // namespace pixelflux
