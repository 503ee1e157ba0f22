// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "grabbed_area.h"
#include "tile_grid.h"

namespace pixelflux {

// Which pixels differ from those of the kept picture: a box for each tile. What it takes grows with
// the tiles that were compared, not with the picture. One thread at a time.
class ChangeMap {
public:
    // Nothing changed in a picture that is cut like this.
    void reset(const TileGrid& grid);

    const TileGrid& grid() const { return grid_; }

    // Forgets what changed in these tiles, and looks anew what of `grabbed` differs from `kept`
    // there.
    void compare(const Rect& tiles, const std::vector<GrabbedArea>& grabbed, const PixelView& kept);

    // As `compare`, but of tiles that are `hopeful`, what changed is taken for all that was
    // grabbed, until they are looked at anew or until `settle`: where a copy follows, nobody needs
    // to know more.
    using Tiles = std::function<bool(int column, int row)>;
    void mark(const Rect& tiles, const std::vector<GrabbedArea>& grabbed, const PixelView& kept,
              const Tiles& hopeful);

    // Looks at the tiles that are only marked, of the same `grabbed`.
    void settle(const std::vector<GrabbedArea>& grabbed, const PixelView& kept);

    // Takes it that all of `area` changed.
    void add(const Rect& area);

    // Forgets everything.
    void clear();

    // What changed of a tile, in pixels of the picture; empty if nothing.
    Rect changed(int column, int row) const {
        return grid_.area(column, row, boxes_[grid_.index(column, row)]);
    }
    bool has_changed(int column, int row) const {
        return !is_empty(boxes_[grid_.index(column, row)]);
    }
    void set_changed(int column, int row, TileBox box);

    // The columns of a row of tiles outside of which nothing changed: x and width.
    struct Span {
        int first = 0;
        int last = 0;  // the one after it
    };
    Span changed_in(int row) const { return spans_[static_cast<std::size_t>(row)]; }

    // The smallest rectangle that holds what changed within `area`.
    Rect changed_box(const Rect& area) const;

private:
    void compare_row(int row, const Rect& seen, const GrabbedArea& now, const PixelView& kept,
                     const Tiles& hopeful);
    Rect differing(const Rect& part, const GrabbedArea& now, const PixelView& kept) const;

    TileGrid grid_;
    std::vector<TileBox> boxes_;
    std::vector<std::uint8_t> marked_;  // whether a tile is only marked
    std::vector<Span> spans_;
    // Of a row of tiles: whether a tile differs, and in which columns of its first and last row.
    std::vector<std::uint8_t> differs_;
    std::vector<std::uint32_t> top_;
    std::vector<std::uint32_t> bottom_;
};

}  // namespace pixelflux
