// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// The page of synthetic_page.h, whose line 0 begins at the source's upper left corner. The moving
// rows scroll up by one line, 16 pixels, in each step and without an end: row Y of the source shows
// row Y + 16 n of the page. Every pixel of the moving rows changes in every step.
class ScrollPicture : public SyntheticPicture {
public:
    ScrollPicture(const Settings& settings, const Rect& region);

    RowRun changed_rows(std::int64_t step) const override;
    void draw_row(int y, std::int64_t step, std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
};

}  // namespace pixelflux
