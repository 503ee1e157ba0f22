// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// Somebody types: the still page of synthetic_page.h, over which each step writes one more
// character of 8x16 pixels, the first of them in step 0. The caret goes along the page's lines that
// the moving rows touch, over the characters that the region touches, from left to right, then to
// the next line, and after the last one begins again from the top with other characters. Nothing is
// drawn outside the moving rows, which may cut their first and last line. What changes in a step is
// every pixel of the character typed in it; without moving rows nothing does.
class TextPicture : public SyntheticPicture {
public:
    TextPicture(const Settings& settings, const Rect& region);

    Rect changed(std::int64_t step) const override;
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
    std::int64_t first_column_;
    std::int64_t columns_;
    std::int64_t first_line_;
    std::int64_t lines_;
};

}  // namespace pixelflux
