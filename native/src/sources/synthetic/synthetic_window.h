// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// A window that moves over still ground. It is a third of the region wide (rounded down, at least
// one pixel) and as high as there are moving rows, with a frame and a title bar. It starts in the
// region's upper left corner; the step that reaches an edge of the region is shorter where it has
// to be, and the next one goes back. A direction in which the window fills the region stays where
// it is. What changes lies in the smallest rectangle around the old place and the new one; every
// row that one of them has changes in at least one pixel.
class WindowPicture : public SyntheticPicture {
public:
    enum class Scene {
        // Over the blocks of synthetic_shift.h, 8 pixels a step across and 4 down; in the window
        // there is a page of text.
        kTextOverBlocks,
        // Over the page of synthetic_page.h, 13 pixels a step across and 7 down; in the window
        // there is a page of another text on the left and a photograph on the right: draw_film of
        // synthetic_film.h, which stands still.
        kPhotoOverPage,
    };

    WindowPicture(const Settings& settings, const Rect& region, Scene scene);

    Rect changed(std::int64_t step) const override;
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    Rect place(std::int64_t step) const;
    void draw_ground(const Columns& columns, int y, std::uint8_t* out) const;
    void draw_window_row(const Columns& columns, int row, std::uint8_t* out) const;
    void draw_contents(const Columns& columns, int row, std::uint8_t* out) const;

    Scene scene_;
    std::uint64_t seed_;
    Rect region_;
    Size window_;
};

}  // namespace pixelflux
