// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// A still chart that shows what an encoder does to colours; nothing of it ever moves. It repeats
// every 512 columns and 320 rows of the source, counted from the upper left corner; the rows are
//
//     0 ...  63  bars of 64 columns: white, yellow, cyan, green, magenta, red, blue, black
//    64 ... 127  a grey ramp from black to white, one shade for two columns
//   128 ... 191  red columns on black, one pixel wide: those with an odd X
//   192 ... 255  the same in blue
//   256 ... 319  four lines of red text on black, those that the page of synthetic_page.h has in
//                this place; the only part that depends on the seed
class ChartPicture : public SyntheticPicture {
public:
    ChartPicture(const Settings& settings, const Rect& region);

    Rect changed(std::int64_t) const override { return {}; }
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
};

}  // namespace pixelflux
