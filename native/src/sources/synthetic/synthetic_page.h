// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include "synthetic_glyph.h"

namespace pixelflux {

constexpr int kPageTones = 2;

// One line of an endless page of text, chosen by seed and number alone. The page is a listing:
// words on light paper, in columns 64 characters wide; each has, line by line, its own ink and
// length. The tone is the number's lowest bit, so that a line differs from the one above it in
// every pixel.
class PageLine {
public:
    PageLine(std::uint64_t seed, std::int64_t number);

    // The character at `column` (0, 1, ...) of the line.
    TextCell at(std::int64_t column) const { return at(column, tone_); }

    // The same in another tone (text_cell of synthetic_glyph.h).
    TextCell at(std::int64_t column, int tone) const;

private:
    std::uint64_t hash_;
    int tone_;
};

// Writes `width` pixels of the page whose line 0 has its upper left corner at 0, 0, from x, y on to
// the right.
void draw_page(std::uint64_t seed, std::int64_t x, std::int64_t y, int width, std::uint8_t* out);

}  // namespace pixelflux
