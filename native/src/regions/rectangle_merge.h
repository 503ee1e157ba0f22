// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "change_map.h"
#include "content_map.h"
#include "lossy_map.h"

namespace pixelflux {

// Finds few rectangles that hold all that changed and shows `content`, which is not unknown. They
// may overlap. One of a picture covers nothing else, but what changed, too, or what a viewer has
// only nearly anyway. One of exact content covers no more than edges of photos.
class RectangleMerge {
public:
    RectangleMerge(Content content, const ChangeMap& changes, const ContentMap& contents,
                   const LossyMap& lossy);

    std::vector<Rect> rectangles();

private:
    bool is_member(int column, int row) const;
    bool may_cover(const Rect& area, const Rect& tiles) const;
    int end_of_run(int column, int row, Rect& run) const;
    Rect join_above(Rect run);
    bool is_worth_it(const Rect& joined, const Rect& above, const Rect& run) const;

    Content content_;
    const ChangeMap& changes_;
    const ContentMap& contents_;
    const LossyMap& lossy_;
    std::vector<Rect> open_;  // those that end a few rows of tiles above
};

}  // namespace pixelflux
