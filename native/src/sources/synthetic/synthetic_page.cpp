// SPDX-License-Identifier: MPL-2.0
#include "synthetic_page.h"

#include "synthetic_hash.h"

namespace pixelflux {
namespace {

constexpr std::int64_t kBlock = 64;
constexpr std::uint64_t kShortest = 15;
constexpr std::uint64_t kLengths = 48;
constexpr std::uint64_t kLettersPerSpace = 6;

}  // namespace

PageLine::PageLine(std::uint64_t seed, std::int64_t number)
    : hash_(mix(seed ^ static_cast<std::uint64_t>(number) * kDown)),
      tone_(static_cast<int>(number % kPageTones)) {}

TextCell PageLine::at(std::int64_t column, int tone) const {
    const std::uint64_t block = mix(hash_ ^ static_cast<std::uint64_t>(column / kBlock) * kAcross);
    const std::uint64_t place = static_cast<std::uint64_t>(column % kBlock);
    const std::uint64_t letter = mix(block + place * kAcross);
    const bool blank =
        place >= kShortest + block % kLengths || (letter >> 8) % (kLettersPerSpace + 1) == 0;
    return text_cell(blank ? std::uint8_t{0} : static_cast<std::uint8_t>(letter), block >> 32,
                     tone);
}

void draw_page(std::uint64_t seed, std::int64_t x, std::int64_t y, int width, std::uint8_t* out) {
    const PageLine line(seed, y / kGlyphHeight);
    draw_text(
        x, static_cast<int>(y % kGlyphHeight), width,
        [&](std::int64_t column) { return line.at(column); }, out);
}

}  // namespace pixelflux
