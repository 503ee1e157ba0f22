// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "move.h"
#include "tile_grid.h"

namespace pixelflux {

// Which pixels a viewer may have only nearly, since they were sent as a photo: a box for each tile,
// which may hold a few that it has exactly. One thread at a time.
class LossyMap {
public:
    // A viewer has every pixel of a picture that is cut like this.
    void reset(const TileGrid& grid);

    // What is lossy there, in a picture cut alike, is lossy here, too.
    void add(const LossyMap& other);

    void sent_as_picture(const Rect& area);
    void sent_exactly(const Rect& area);

    // The pixels of `target` now are those that went there by `by`.
    void copy(const Rect& target, Move by);

    // Of a tile, in pixels of the picture; empty if nothing.
    Rect lossy(int column, int row) const {
        return grid_.area(column, row, boxes_[grid_.index(column, row)]);
    }

private:
    TileGrid grid_;
    std::vector<TileBox> boxes_;
    std::vector<Rect> copied_;
};

}  // namespace pixelflux
