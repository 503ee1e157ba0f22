// SPDX-License-Identifier: MPL-2.0
#include "synthetic_scroll.h"

#include "synthetic_page.h"

namespace pixelflux {
namespace {

// Lines that meet at one pixel in two steps are S / 16 apart, or one more where S is no multiple.
int tone_of(std::int64_t line, int pixels_per_step) {
    const int tones = pixels_per_step % kGlyphHeight == 0 ? 2 : 3;
    return static_cast<int>(line / (pixels_per_step / kGlyphHeight) % tones);
}

}  // namespace

ScrollPicture::ScrollPicture(const Settings& settings, const Rect& region, int pixels_per_step)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)),
      pixels_per_step_(pixels_per_step) {}

Rect ScrollPicture::changed(std::int64_t) const {
    return {0, moving_.y, region_.width, moving_.height};
}

void ScrollPicture::draw_row(const Columns& columns, int y, std::int64_t step,
                             std::uint8_t* out) const {
    const std::int64_t scrolled = contains(moving_, y) ? step * pixels_per_step_ : 0;
    const std::int64_t page_y = region_.y + y + scrolled;
    const std::int64_t number = page_y / kGlyphHeight;
    const int tone = tone_of(number, pixels_per_step_);
    const PageLine line(seed_, number);
    draw_text(
        region_.x + columns.x, static_cast<int>(page_y % kGlyphHeight), columns.width,
        [&](std::int64_t column) { return line.at(column, tone); }, out);
}

}  // namespace pixelflux
