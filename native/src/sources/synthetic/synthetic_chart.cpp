// SPDX-License-Identifier: MPL-2.0
#include "synthetic_chart.h"

#include "synthetic_page.h"

namespace pixelflux {
namespace {

constexpr int kColumns = 512;
constexpr int kSectionRows = 64;
constexpr int kSections = 5;
constexpr int kBarColumns = 64;

constexpr Pixel kBlack = {0, 0, 0};
constexpr Pixel kRed = {0, 0, 255};
constexpr Pixel kBlue = {255, 0, 0};
constexpr Pixel kBars[kColumns / kBarColumns] = {
    {255, 255, 255}, {0, 255, 255}, {255, 255, 0}, {0, 255, 0}, {255, 0, 255}, kRed, kBlue, kBlack,
};

Pixel pixel_at(int section, int x) {
    if (section == 0) return kBars[x % kColumns / kBarColumns];
    if (section == 1) {
        const std::uint8_t grey = static_cast<std::uint8_t>(x % kColumns / 2);
        return {grey, grey, grey};
    }
    if (x % 2 == 0) return kBlack;
    return section == 2 ? kRed : kBlue;
}

}  // namespace

ChartPicture::ChartPicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)), region_(region) {}

void ChartPicture::draw_row(const Columns& columns, int y, std::int64_t, std::uint8_t* out) const {
    const int first = region_.x + columns.x;
    const int source_y = region_.y + y;
    const int section = source_y / kSectionRows % kSections;
    if (section == kSections - 1) {
        const PageLine line(seed_, source_y / kGlyphHeight);
        draw_text(
            first, source_y % kGlyphHeight, columns.width,
            [&](std::int64_t column) {
                return TextCell{line.at(column).glyph, kRed, kBlack};
            },
            out);
        return;
    }
    for (int x = first; x < first + columns.width; ++x) out = put(out, pixel_at(section, x));
}

}  // namespace pixelflux
