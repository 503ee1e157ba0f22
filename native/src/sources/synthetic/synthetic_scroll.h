// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// The page of synthetic_page.h, whose line 0 begins at the source's upper left corner. The moving
// rows scroll up by S = 16, 57 or 120 pixels in each step and without an end: row Y of the source
// shows row Y + S n of the page. Every pixel of the moving rows changes in every step; for that,
// lines have tones in place of the page's own: S / 16 lines (rounded down) one tone, the next ones
// another, two tones in turn where S is a multiple of 16, else three.
class ScrollPicture : public SyntheticPicture {
public:
    // `pixels_per_step` is S.
    ScrollPicture(const Settings& settings, const Rect& region, int pixels_per_step);

    Rect changed(std::int64_t step) const override;
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
    int pixels_per_step_;
};

}  // namespace pixelflux
