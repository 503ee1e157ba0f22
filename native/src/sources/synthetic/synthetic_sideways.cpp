// SPDX-License-Identifier: MPL-2.0
#include "synthetic_sideways.h"

#include "synthetic_page.h"

namespace pixelflux {
namespace {

constexpr int kPixelsPerStep = 16;
constexpr int kColumnsPerStep = kPixelsPerStep / kGlyphWidth;

}  // namespace

SidewaysPicture::SidewaysPicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)) {}

Rect SidewaysPicture::changed(std::int64_t) const {
    return {0, moving_.y, region_.width, moving_.height};
}

void SidewaysPicture::draw_row(const Columns& columns, int y, std::int64_t step,
                               std::uint8_t* out) const {
    const int page_y = region_.y + y;
    const std::int64_t number = page_y / kGlyphHeight;
    const PageLine line(seed_, number);
    const std::int64_t scrolled = contains(moving_, y) ? step * kPixelsPerStep : 0;
    draw_text(
        region_.x + columns.x + scrolled, page_y % kGlyphHeight, columns.width,
        [&](std::int64_t column) {
            const std::int64_t tone = (number + column / kColumnsPerStep) % kPageTones;
            return line.at(column, static_cast<int>(tone));
        },
        out);
}

}  // namespace pixelflux
