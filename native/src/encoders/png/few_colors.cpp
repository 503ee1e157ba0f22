// SPDX-License-Identifier: MPL-2.0
#include "few_colors.h"

#include "colours.h"
#include "png_palette.h"

namespace pixelflux {

bool has_few_colors(const PixelView& pixels) {
    constexpr int kFew = 16;
    PngPalette palette;
    palette.clear();
    std::uint32_t last = colours_at(pixels.data);
    palette.place_of(last);
    for (int y = 0; y < pixels.height; ++y) {
        const std::uint8_t* const row = pixels.row(y);
        for (int x = 0; x < pixels.width; ++x) {
            const std::uint32_t color = colours_at(row + row_bytes(x));
            if (color == last) continue;
            last = color;
            if (palette.place_of(color) >= kFew) return false;
        }
    }
    return true;
}

}  // namespace pixelflux
