// SPDX-License-Identifier: MPL-2.0
#include "synthetic_glyph.h"

#include <array>
#include <cstddef>

namespace pixelflux {
namespace {

constexpr int kGlyphs = 256;

// Pixels that every stroke has to itself keep any two glyphs apart.
struct Stroke {
    int first_row;
    int last_row;
    std::uint8_t bits;
};
constexpr Stroke kStrokes[8] = {
    {2, 2, 0x3C},  {7, 7, 0x3C}, {12, 12, 0x3C}, {3, 6, 0x60},
    {8, 11, 0x60}, {3, 6, 0x06}, {8, 11, 0x06},  {4, 14, 0x18},
};

using Glyph = std::array<std::uint8_t, kGlyphHeight>;

constexpr std::array<Glyph, kGlyphs> make_font() {
    std::array<Glyph, kGlyphs> font{};
    for (std::size_t glyph = 0; glyph < font.size(); ++glyph) {
        for (std::size_t i = 0; i < 8; ++i) {
            if ((glyph >> i & 1) == 0) continue;
            for (int row = kStrokes[i].first_row; row <= kStrokes[i].last_row; ++row) {
                std::uint8_t& bits = font[glyph][static_cast<std::size_t>(row)];
                bits = static_cast<std::uint8_t>(bits | kStrokes[i].bits);
            }
        }
    }
    return font;
}

constexpr std::array<Glyph, kGlyphs> kFont = make_font();

// The two lowest bits of green are left for the tone.
constexpr Pixel kInks[8] = {{0, 0, 0},      {192, 48, 16}, {32, 32, 192}, {32, 112, 32},
                            {128, 32, 128}, {0, 96, 160},  {112, 96, 0},  {96, 80, 80}};
constexpr Pixel kPapers[4] = {{255, 255, 255}, {244, 244, 236}, {196, 248, 255}, {208, 252, 208}};

}  // namespace

std::uint8_t glyph_row(std::uint8_t glyph, int row) {
    return kFont[glyph][static_cast<std::size_t>(row)];
}

TextCell text_cell(std::uint8_t glyph, std::uint64_t hash, int tone) {
    TextCell cell{glyph, kInks[hash % 8], kPapers[tone]};
    cell.ink.green = static_cast<std::uint8_t>(cell.ink.green + tone);
    return cell;
}

}  // namespace pixelflux
