// SPDX-License-Identifier: MPL-2.0
#include "kept_changes.h"

#include <algorithm>
#include <cstring>

#include "colours.h"
#include "rect.h"

namespace pixelflux {
namespace {

// Where so many tiles of the whole picture changed, taking it over costs more than adopting it.
constexpr std::size_t kAdoptedShare = 4;

}  // namespace

void take_over(const GrabbedArea& grabbed, const ChangeMap& changes, const MutablePixelView& kept) {
    const Rect tiles = tiles_of(grabbed.area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        const ChangeMap::Span span = changes.changed_in(row);
        const int last = std::min(right_of(tiles), span.last);
        for (int column = std::max(tiles.x, span.first); column < last; ++column) {
            const Rect part = intersection(changes.changed(column, row), grabbed.area);
            for (int y = part.y; y < bottom_of(part); ++y)
                std::memcpy(pixel_at(kept, part.x, y), pixel_at(grabbed, part.x, y),
                            row_bytes(part.width));
        }
    }
}

bool is_to_be_adopted(const std::vector<GrabbedArea>& grabbed, const ChangeMap& changes) {
    const TileGrid& grid = changes.grid();
    if (grabbed.size() != 1 || grabbed.front().area != whole_of(grid.size())) return false;
    std::size_t count = 0;
    for (int row = 0; row < grid.rows(); ++row) {
        const ChangeMap::Span span = changes.changed_in(row);
        for (int column = span.first; column < span.last; ++column)
            count += changes.has_changed(column, row) ? 1 : 0;
    }
    return count * kAdoptedShare >= grid.count();
}

}  // namespace pixelflux
