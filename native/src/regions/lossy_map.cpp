// SPDX-License-Identifier: MPL-2.0
#include "lossy_map.h"

namespace pixelflux {
namespace {

// The smallest rectangle that holds what `hole` leaves of `rect`.
Rect without(const Rect& rect, const Rect& hole) {
    const Rect cut = intersection(rect, hole);
    if (is_empty(cut)) return rect;
    if (cut.width == rect.width) {
        const Rect above = {rect.x, rect.y, rect.width, cut.y - rect.y};
        const Rect below = {rect.x, bottom_of(cut), rect.width, bottom_of(rect) - bottom_of(cut)};
        return hull(above, below);
    }
    if (cut.height == rect.height) {
        const Rect before = {rect.x, rect.y, cut.x - rect.x, rect.height};
        const Rect after = {right_of(cut), rect.y, right_of(rect) - right_of(cut), rect.height};
        return hull(before, after);
    }
    return rect;
}

}  // namespace

void LossyMap::reset(const TileGrid& grid) {
    grid_ = grid;
    boxes_.assign(grid.count(), {});
}

void LossyMap::add(const LossyMap& other) {
    for (int row = 0; row < grid_.rows(); ++row) {
        for (int column = 0; column < grid_.columns(); ++column) {
            boxes_[grid_.index(column, row)] =
                grid_.part(column, row, hull(lossy(column, row), other.lossy(column, row)));
        }
    }
}

void LossyMap::sent_as_picture(const Rect& area) {
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        const Rect rows = grid_.area({tiles.x, row, tiles.width, 1});
        const bool high = area.y <= rows.y && bottom_of(rows) <= bottom_of(area);
        const TileBox all = {0, 0, kTileWidth, static_cast<std::uint8_t>(rows.height)};
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            TileBox& box = boxes_[grid_.index(column, row)];
            const int x = column * kTileWidth;
            // Of a film, most tiles lie within it.
            if (high && area.x <= x && x + kTileWidth <= right_of(area)) {
                box = all;
                continue;
            }
            const Rect part = intersection(area, grid_.area(column, row));
            box = grid_.part(column, row, hull(lossy(column, row), part));
        }
    }
}

void LossyMap::sent_exactly(const Rect& area) {
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            boxes_[grid_.index(column, row)] =
                grid_.part(column, row, without(lossy(column, row), area));
        }
    }
}

void LossyMap::copy(const Rect& target, Move by) {
    const Rect tiles = tiles_of(target);
    copied_.clear();
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            const Rect part = intersection(target, grid_.area(column, row));
            const Rect source = moved_by(part, reverse(by));
            const Rect from = tiles_of(source);
            Rect moved = without(lossy(column, row), target);
            for (int i = from.y; i < bottom_of(from); ++i) {
                for (int k = from.x; k < right_of(from); ++k) {
                    moved = hull(moved, moved_by(intersection(lossy(k, i), source), by));
                }
            }
            copied_.push_back(moved);
        }
    }
    auto next = copied_.begin();
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column)
            boxes_[grid_.index(column, row)] = grid_.part(column, row, *next++);
    }
}

}  // namespace pixelflux
