// SPDX-License-Identifier: MPL-2.0
#include "tile_history.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace pixelflux {
namespace {

// What a film leaves out of a tile for once or twice as long belongs to it no more.
constexpr Duration kCollected = std::chrono::milliseconds(500);

TileBox hull(TileBox a, TileBox b) {
    if (is_empty(a)) return b;
    if (is_empty(b)) return a;
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

int area_of(TileBox box) { return (box.right - box.left) * (box.bottom - box.top); }

// Whether `other` holds half of `box` or more.
bool mostly_in(TileBox box, TileBox other) {
    const int width = std::min(box.right, other.right) - std::max(box.left, other.left);
    const int height = std::min(box.bottom, other.bottom) - std::max(box.top, other.top);
    return width > 0 && height > 0 && 2 * width * height >= area_of(box);
}

}  // namespace

void TileHistory::reset(const TileGrid& grid) {
    grid_ = grid;
    tiles_.assign(grid.count(), {});
}

TileHistory::Tile& TileHistory::tile_of(const Rect& part) {
    return tiles_[grid_.index(part.x / kTileWidth, part.y / kTileHeight)];
}

void TileHistory::go_on(Tile& tile, TileBox box, TimePoint now) {
    if (is_empty(tile.moving) || now - tile.last > kLongestPause) {
        tile.since = tile.boxed = now;
        tile.moving = tile.moved = {};
    }
    if (now - tile.boxed > kCollected) {
        tile.boxed = now;
        tile.moved = std::exchange(tile.moving, {});
    }
    tile.moving = hull(tile.moving, box);
    tile.last = now;
}

void TileHistory::write_over_text(Tile& tile, TileBox box) {
    if (!is_empty(tile.text) && mostly_in(tile.text, box)) tile.text = {};
}

void TileHistory::showed_picture(const Rect& part, TimePoint now) {
    Tile& tile = tile_of(part);
    const TileBox box = grid_.part(part.x / kTileWidth, part.y / kTileHeight, part);
    go_on(tile, box, now);
    write_over_text(tile, box);
}

void TileHistory::showed_flat(const Rect& part, TimePoint now) {
    Tile& tile = tile_of(part);
    const TileBox box = grid_.part(part.x / kTileWidth, part.y / kTileHeight, part);
    if (!is_empty(tile.moving) && now - tile.last <= kLongestPause) go_on(tile, box, now);
    write_over_text(tile, box);
}

void TileHistory::showed_text(const Rect& part, TimePoint now) {
    Tile& tile = tile_of(part);
    const TileBox box = grid_.part(part.x / kTileWidth, part.y / kTileHeight, part);
    if (!is_empty(tile.moving) && mostly_in(hull(tile.moving, tile.moved), box))
        tile.moving = tile.moved = {};
    tile.text = hull(tile.text, box);
    tile.written = now;
}

bool TileHistory::goes_on(int column, int row, Duration least, TimePoint now) const {
    const Tile& tile = tiles_[grid_.index(column, row)];
    return !is_empty(tile.moving) && now - tile.last <= kLongestPause && now - tile.since >= least;
}

Rect TileHistory::moving(int column, int row) const {
    const Tile& tile = tiles_[grid_.index(column, row)];
    return grid_.area(column, row, hull(tile.moving, tile.moved));
}

}  // namespace pixelflux
