// SPDX-License-Identifier: MPL-2.0
#include "synthetic_scroll.h"

#include "synthetic_page.h"

namespace pixelflux {

ScrollPicture::ScrollPicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)) {}

RowRun ScrollPicture::changed_rows(std::int64_t) const { return moving_; }

void ScrollPicture::draw_row(int y, std::int64_t step, std::uint8_t* out) const {
    const std::int64_t scrolled = contains(moving_, y) ? step * kGlyphHeight : 0;
    draw_page(seed_, region_.x, region_.y + y + scrolled, region_.width, out);
}

}  // namespace pixelflux
