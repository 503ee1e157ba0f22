// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "monotonic_time.h"
#include "tile_grid.h"

namespace pixelflux {

// Which tiles go on showing other pictures, since when, and on which text was written last. Every
// part that it is told lies within one tile and is not empty. One thread at a time; pure.
class TileHistory {
public:
    // A tile that shows nothing new for so long, but for text, begins anew.
    static constexpr Duration kLongestPause = std::chrono::milliseconds(250);

    void reset(const TileGrid& grid);

    const TileGrid& grid() const { return grid_; }

    void showed_picture(const Rect& part, TimePoint now);

    // Flat colours, as films have them too: they belong to a film that is there.
    void showed_flat(const Rect& part, TimePoint now);

    void showed_text(const Rect& part, TimePoint now);

    // What moved there may be text.
    void showed_move(const Rect& part, TimePoint now) { showed_text(part, now); }

    // Whether the tile has shown pictures for `least` or longer, and still does.
    bool goes_on(int column, int row, Duration least, TimePoint now) const;

    // What of the tile changed lately, in pixels of the picture.
    Rect moving(int column, int row) const;

    // Text that was written and that nothing else was written over since; empty if there is none.
    struct Text {
        Rect area;
        TimePoint written{};
    };
    Text text(int column, int row) const {
        const Tile& tile = tiles_[grid_.index(column, row)];
        if (is_empty(tile.text)) return {};
        return {grid_.area(column, row, tile.text), tile.written};
    }

private:
    struct Tile {
        TimePoint since{};
        TimePoint last{};
        TimePoint boxed{};    // since when `moving` is collected
        TimePoint written{};  // the text
        TileBox moving;       // empty: nothing goes on
        TileBox moved;        // the same, collected before
        TileBox text;
    };
    Tile& tile_of(const Rect& part);
    static void go_on(Tile& tile, TileBox box, TimePoint now);
    static void write_over_text(Tile& tile, TileBox box);

    TileGrid grid_;
    std::vector<Tile> tiles_;
};

}  // namespace pixelflux
