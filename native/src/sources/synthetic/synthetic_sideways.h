// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// The page of synthetic_page.h, whose moving rows scroll to the left by 16 pixels in each step and
// without an end: column X of the source shows column X + 16 n of the page. Every pixel of the
// moving rows changes in every step; for that, every other two characters of a line have the other
// one of the page's tones.
class SidewaysPicture : public SyntheticPicture {
public:
    SidewaysPicture(const Settings& settings, const Rect& region);

    Rect changed(std::int64_t step) const override;
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
};

}  // namespace pixelflux
