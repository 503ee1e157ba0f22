// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// A window that moves over a still desktop, the blocks of synthetic_shift.h. The window is a third
// of the region wide (rounded down, at least one pixel) and as high as there are moving rows; it
// has a frame, a title bar and a page of text in it. It starts in the region's upper left corner
// and goes 8 pixels a step across and 4 down; the step that reaches an edge of the region is
// shorter where it has to be, and the next one goes back. A direction in which the window fills the
// region stays where it is. What changes is the rows of the old place and of the new one, each in
// at least one pixel.
class WindowPicture : public SyntheticPicture {
public:
    WindowPicture(const Settings& settings, const Rect& region);

    RowRun changed_rows(std::int64_t step) const override;
    void draw_row(int y, std::int64_t step, std::uint8_t* out) const override;

private:
    Rect place(std::int64_t step) const;
    void draw_window_row(int row, std::uint8_t* out) const;

    std::uint64_t seed_;
    Rect region_;
    Size window_;
};

}  // namespace pixelflux
