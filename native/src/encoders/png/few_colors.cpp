// SPDX-License-Identifier: MPL-2.0
#include "few_colors.h"

#include <algorithm>

#include "colours.h"
#include "png_palette.h"

namespace pixelflux {
namespace {

constexpr int kFew = 16;

// Rows that tell enough.
constexpr int kRows = 16;

bool has_at_most(const PixelView& pixels, int most, int row_step) {
    PngPalette palette;
    palette.clear();
    std::uint32_t last = colours_at(pixels.data);
    palette.place_of(last);
    for (int y = 0; y < pixels.height; y += row_step) {
        const std::uint8_t* const row = pixels.row(y);
        for (int x = 0; x < pixels.width; ++x) {
            const std::uint32_t color = colours_at(row + row_bytes(x));
            if (color == last) continue;
            last = color;
            const int place = palette.place_of(color);
            if (place < 0 || place >= most) return false;
        }
    }
    return true;
}

}  // namespace

bool has_few_colors(const PixelView& pixels) { return has_at_most(pixels, kFew, 1); }

bool fits_palette(const PixelView& pixels) {
    return has_at_most(pixels, PngPalette::kMost, std::max(1, pixels.height / kRows));
}

}  // namespace pixelflux
