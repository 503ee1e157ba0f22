// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "synthetic_pixel.h"

namespace pixelflux {

constexpr int kGlyphWidth = 8;
constexpr int kGlyphHeight = 16;

// One character of text. The bits of `glyph` are the strokes of a letter-like shape: 0 is blank,
// and two different numbers never look the same.
struct TextCell {
    std::uint8_t glyph = 0;
    Pixel ink;
    Pixel paper;
};

// Row 0..15 of a glyph, its leftmost pixel in bit 7, ink where the bit is set.
std::uint8_t glyph_row(std::uint8_t glyph, int row);

// Colours for text. Of different tones (0..3) no two colours are the same, whatever the hashes and
// whether ink or paper: text of one tone over text of another changes every pixel.
TextCell text_cell(std::uint8_t glyph, std::uint64_t hash, int tone);

// Writes `width` pixels of row 0..15 of a line of text, from pixel x >= 0 of the line on.
// `cell_at(column)` tells the TextCell whose left edge is at pixel column * kGlyphWidth.
template <class CellAt>
void draw_text(std::int64_t x, int row, int width, CellAt cell_at, std::uint8_t* out) {
    for (const std::int64_t end = x + width; x < end;) {
        const std::int64_t column = x / kGlyphWidth;
        const TextCell cell = cell_at(column);
        const Pixel colors[2] = {cell.paper, cell.ink};
        const unsigned bits = glyph_row(cell.glyph, row);
        const std::int64_t next = std::min(end, (column + 1) * kGlyphWidth);
        for (int shift = kGlyphWidth - 1 - static_cast<int>(x % kGlyphWidth); x < next;
             ++x, --shift)
            out = put(out, colors[bits >> shift & 1]);
    }
}

}  // namespace pixelflux
