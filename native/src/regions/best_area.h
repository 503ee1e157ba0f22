// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "change_map.h"
#include "move.h"

namespace pixelflux {

struct BestArea {
    Rect area;        // where a copy helps most
    float tiles = 0;  // about how many changed tiles it makes right; 0 if it does not help
};

// Looks for the rectangle within `within` and `now` to which a copy of what went by `by` makes the
// kept picture most like what was grabbed. It looks at some rows of each tile only, so the answer
// is a good guess. The source of the copy lies within the picture, too.
BestArea best_area(const PixelView& kept, const GrabbedArea& now, const Rect& within, Move by,
                   const ChangeMap& changes);

}  // namespace pixelflux
