// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>

#include "change_map.h"
#include "move.h"

namespace pixelflux {

// Where to look for something that moved.
struct SearchPlace {
    const GrabbedArea* now;
    Rect box;  // within `now`: the rectangle that holds what changed
    // Whether a tile changed, and is worth a look.
    std::function<bool(int column, int row)> is_lively;
};

// How far what is shown in a place was scrolled up or down, or sideways: a guess from the hashes of
// rows (columns) of a few tiles. A Move of 0, 0 if nothing was found.
Move find_vertical_scroll(const PixelView& kept, const SearchPlace& place);
Move find_horizontal_scroll(const PixelView& kept, const SearchPlace& place);

}  // namespace pixelflux
