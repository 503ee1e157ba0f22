// SPDX-License-Identifier: MPL-2.0
#include "synthetic_text.h"

#include "rect.h"
#include "synthetic_hash.h"
#include "synthetic_page.h"

namespace pixelflux {
namespace {

// The characters typed over the page, and over those of the round before, in tones of their own.
TextCell typed_cell(std::uint64_t seed, std::int64_t line, std::int64_t column,
                    std::int64_t round) {
    const std::uint64_t hash =
        mix(mix(seed ^ static_cast<std::uint64_t>(round + 1) * kInTime) ^
            mix(static_cast<std::uint64_t>(line) * kDown + static_cast<std::uint64_t>(column)));
    return text_cell(static_cast<std::uint8_t>(hash), hash >> 8,
                     kPageTones + static_cast<int>(round % 2));
}

}  // namespace

TextPicture::TextPicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)),
      first_column_(region.x / kGlyphWidth),
      columns_((region.x + region.width - 1) / kGlyphWidth + 1 - first_column_),
      first_line_((region.y + moving_.y) / kGlyphHeight),
      lines_((region.y + moving_.y + moving_.height - 1) / kGlyphHeight + 1 - first_line_) {}

Rect TextPicture::changed(std::int64_t step) const {
    if (moving_.height == 0) return {};
    const int line = static_cast<int>(first_line_ + step / columns_ % lines_);
    const int column = static_cast<int>(first_column_ + step % columns_);
    return intersection({column * kGlyphWidth - region_.x, line * kGlyphHeight - region_.y,
                         kGlyphWidth, kGlyphHeight},
                        {0, moving_.y, region_.width, moving_.height});
}

void TextPicture::draw_row(const Columns& columns, int y, std::int64_t step,
                           std::uint8_t* out) const {
    const int page_x = region_.x + columns.x;
    const int page_y = region_.y + y;
    if (!contains(moving_, y)) {
        draw_page(seed_, page_x, page_y, columns.width, out);
        return;
    }
    const std::int64_t number = page_y / kGlyphHeight;
    const PageLine line(seed_, number);
    const auto cell_at = [&](std::int64_t column) {
        const std::int64_t since =
            step - ((number - first_line_) * columns_ + column - first_column_);
        if (since < 0) return line.at(column);
        return typed_cell(seed_, number, column, since / (columns_ * lines_));
    };
    draw_text(page_x, page_y % kGlyphHeight, columns.width, cell_at, out);
}

}  // namespace pixelflux
