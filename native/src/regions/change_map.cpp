// SPDX-License-Identifier: MPL-2.0
#include "change_map.h"

#include <algorithm>
#include <cstring>

#include "picture_diff.h"

namespace pixelflux {

void ChangeMap::reset(const TileGrid& grid) {
    grid_ = grid;
    boxes_.assign(grid.count(), {});
    marked_.assign(grid.count(), 0);
    spans_.assign(static_cast<std::size_t>(grid.rows()), {});
}

void ChangeMap::set_changed(int column, int row, TileBox box) {
    boxes_[grid_.index(column, row)] = box;
    marked_[grid_.index(column, row)] = 0;
    if (is_empty(box)) return;
    Span& span = spans_[static_cast<std::size_t>(row)];
    if (span.first == span.last) {
        span = {column, column + 1};
    } else {
        span = {std::min(span.first, column), std::max(span.last, column + 1)};
    }
}

void ChangeMap::add(const Rect& area) {
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            const Rect part = intersection(area, grid_.area(column, row));
            set_changed(column, row, grid_.part(column, row, hull(changed(column, row), part)));
        }
    }
}

void ChangeMap::compare(const Rect& tiles, const std::vector<GrabbedArea>& grabbed,
                        const PixelView& kept) {
    mark(tiles, grabbed, kept, [](int, int) { return false; });
}

void ChangeMap::mark(const Rect& tiles, const std::vector<GrabbedArea>& grabbed,
                     const PixelView& kept, const Tiles& hopeful) {
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        const auto first = static_cast<std::ptrdiff_t>(grid_.index(tiles.x, row));
        std::fill_n(boxes_.begin() + first, tiles.width, TileBox{});
        std::fill_n(marked_.begin() + first, tiles.width, std::uint8_t{0});
    }
    for (const GrabbedArea& now : grabbed) {
        const Rect seen = intersection(now.area, grid_.area(tiles));
        const Rect touched = tiles_of(seen);
        for (int row = touched.y; row < bottom_of(touched); ++row)
            compare_row(row, seen, now, kept, hopeful);
    }
}

void ChangeMap::settle(const std::vector<GrabbedArea>& grabbed, const PixelView& kept) {
    for (int row = 0; row < grid_.rows(); ++row) {
        const Span span = changed_in(row);
        for (int column = span.first; column < span.last; ++column) {
            if (marked_[grid_.index(column, row)] == 0) continue;
            Rect box;
            for (const GrabbedArea& now : grabbed) {
                const Rect part = intersection(now.area, grid_.area(column, row));
                if (!is_empty(part)) box = hull(box, differing(part, now, kept));
            }
            set_changed(column, row, grid_.part(column, row, box));
        }
    }
}

// `seen`, as far as it lies in a row of tiles. Pixels are read row by row first, which memory likes
// best, and tile by tile where they differ.
void ChangeMap::compare_row(int row, const Rect& seen, const GrabbedArea& now,
                            const PixelView& kept, const Tiles& hopeful) {
    const Rect tiles = tiles_of(seen);
    const Rect rows = intersection(seen, grid_.area({tiles.x, row, tiles.width, 1}));
    const auto pair = [&](int y) -> RowPair {
        return {pixel_at(now, rows.x, y), pixel_at(kept, rows.x, y), rows.x % kTileWidth,
                rows.width};
    };
    // What differs all over, as a film does, mostly differs in its first row, in its last, and at
    // both sides of these: then nothing else needs to be read.
    const auto count = static_cast<std::size_t>(tiles.width);
    top_.resize(count);
    bottom_.resize(count);
    differs_.resize(count);
    differing_columns(pair(rows.y), top_.data());
    differing_columns(pair(bottom_of(rows) - 1), bottom_.data());
    for (std::size_t i = 0; i < count; ++i) differs_[i] = (top_[i] | bottom_[i]) != 0 ? 1 : 0;
    for (int y = rows.y + 1; y < bottom_of(rows) - 1; ++y) {
        if (std::memchr(differs_.data(), 0, count) == nullptr) break;
        mark_differing_tiles(pair(y), differs_.data());
    }
    for (int column = tiles.x; column < right_of(tiles); ++column) {
        const auto at = static_cast<std::size_t>(column - tiles.x);
        if (differs_[at] == 0) continue;
        const Rect part = intersection(rows, grid_.area(column, row));
        const std::uint32_t sides =
            1U << part.x % kTileWidth | 1U << (right_of(part) - 1) % kTileWidth;
        const bool all_over =
            top_[at] != 0 && bottom_[at] != 0 && ((top_[at] | bottom_[at]) & sides) == sides;
        const bool only_marked = marked_[grid_.index(column, row)] != 0 || hopeful(column, row);
        const Rect box = only_marked || all_over ? part : differing(part, now, kept);
        set_changed(column, row, grid_.part(column, row, hull(changed(column, row), box)));
        marked_[grid_.index(column, row)] = only_marked ? 1 : 0;
    }
}

// The box of what differs in `part` of a tile.
Rect ChangeMap::differing(const Rect& part, const GrabbedArea& now, const PixelView& kept) const {
    const TileBox box =
        differing_box({pixel_at(now, part.x, part.y), now.pixels.stride,
                       pixel_at(kept, part.x, part.y), kept.stride, part.width, part.height});
    return {part.x + box.left, part.y + box.top, box.right - box.left, box.bottom - box.top};
}

void ChangeMap::clear() {
    for (int row = 0; row < grid_.rows(); ++row) {
        Span& span = spans_[static_cast<std::size_t>(row)];
        const std::size_t first = grid_.index(span.first, row);
        std::fill_n(boxes_.begin() + static_cast<std::ptrdiff_t>(first), span.last - span.first,
                    TileBox{});
        std::fill_n(marked_.begin() + static_cast<std::ptrdiff_t>(first), span.last - span.first,
                    std::uint8_t{0});
        span = {};
    }
}

Rect ChangeMap::changed_box(const Rect& area) const {
    const Rect tiles = tiles_of(area);
    Rect box;
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        const Span span = changed_in(row);
        const int last = std::min(right_of(tiles), span.last);
        for (int column = std::max(tiles.x, span.first); column < last; ++column) {
            if (has_changed(column, row)) box = hull(box, changed(column, row));
        }
    }
    return intersection(box, area);
}

}  // namespace pixelflux
