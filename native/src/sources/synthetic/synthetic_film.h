// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_scroll.h"

namespace pixelflux {

// Text beside a film. The moving rows of the region's right third (rounded down) show draw_film of
// the source's pixel; all else is the scroll of synthetic_scroll.h by 16 pixels.
class FilmPicture : public SyntheticPicture {
public:
    FilmPicture(const Settings& settings, const Rect& region);

    Rect changed(std::int64_t step) const override { return text_.changed(step); }
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
    ScrollPicture text_;
};

// Writes `width` pixels of a film's picture at `step`, from x, y on to the right: the blocks of
// synthetic_shift.h, 2 pixels further to the left in each step, with grain of each step's own: up
// to 8 more or less of each colour.
void draw_film(std::uint64_t seed, int x, int y, std::int64_t step, int width, std::uint8_t* out);

}  // namespace pixelflux
