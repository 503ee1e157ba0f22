// SPDX-License-Identifier: MPL-2.0
#include "region_cut.h"

#include <algorithm>

#include "tile_grid.h"

namespace pixelflux {
namespace {

int rows_of_piece(const Rect& area, Region::Kind kind) {
    if (kind == Region::Kind::kPicture) {
        const int pieces = std::max(area.height / kPictureRegionHeight, 1);
        // Whole blocks of JPEG, of which the last piece can have fewer than the others.
        const int rows = area.height / pieces;
        return pieces == 1 ? area.height : rows / kTileHeight * kTileHeight;
    }
    const int rows = std::max(kExactRegionPixels / area.width, 1);
    return rows > kTileHeight ? rows / kTileHeight * kTileHeight : rows;
}

}  // namespace

void append_cut(const Rect& area, Region::Kind kind, std::vector<Region>& regions) {
    const int rows = rows_of_piece(area, kind);
    for (int y = area.y; y < bottom_of(area);) {
        int height = std::min(rows, bottom_of(area) - y);
        if (kind == Region::Kind::kPicture && bottom_of(area) - y < rows + kPictureRegionHeight)
            height = bottom_of(area) - y;
        regions.push_back({{area.x, y, area.width, height}, kind});
        y += height;
    }
}

}  // namespace pixelflux
