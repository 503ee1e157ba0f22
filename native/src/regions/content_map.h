// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "change_map.h"
#include "pixel_relations.h"
#include "tile_grid.h"

namespace pixelflux {

// What a part of a picture shows: text, lines and flat colours, of which every pixel counts, or
// something like a photo.
enum class Content : std::uint8_t { kUnknown, kExact, kPicture };

// What pixels alone say; kUnknown where they look like both, as dense text and photos can.
Content content_of(const PixelView& picture, const Rect& part);

// What each tile shows. It outlives what a tile shows for one frame, so that a place does not
// flicker between both. One thread at a time.
class ContentMap {
public:
    // Nothing is known of a picture that is cut like this.
    void reset(const TileGrid& grid);

    // Decides what is shown where `picture`, which is up to date, changed.
    void judge(const PixelView& picture, const ChangeMap& changes);

    // What the changed part of a tile shows; after `judge` only. Never unknown.
    Content changed(int column, int row) const { return changed_[grid_.index(column, row)]; }

    // What the tile shows, most of it, as far as it was judged.
    Content known(int column, int row) const { return known_[grid_.index(column, row)]; }

    // The pixels of `target` now are those that were (x, y) further left and up.
    void copy(const Rect& target, int x, int y);

private:
    Content from_neighbours(int column, int row, const ChangeMap& changes) const;

    TileGrid grid_;
    std::vector<Content> known_;
    std::vector<Content> changed_;
    std::vector<Content> copied_;
};

}  // namespace pixelflux
