// SPDX-License-Identifier: MPL-2.0
#include "copy_area.h"

#include <algorithm>
#include <cstring>

#include "picture_diff.h"

namespace pixelflux {
namespace {

// What differs in one row of tiles, collected row by row.
class TileRow {
public:
    explicit TileRow(const Rect& tiles)
        : tiles_(tiles), found_(static_cast<std::size_t>(tiles.width)) {}

    void add(const std::vector<std::uint32_t>& bits, int y) {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            if (bits[i] == 0) continue;
            Found& found = found_[i];
            found.bits |= bits[i];
            found.top = std::min(found.top, y);
            found.bottom = std::max(found.bottom, y + 1);
        }
    }

    void move_to(int row, ChangeMap& changes) {
        for (std::size_t i = 0; i < found_.size(); ++i) {
            Found& found = found_[i];
            const TileBox box =
                found.bits == 0 ? TileBox{} : detail::box_of(found.bits, found.top, found.bottom);
            changes.set_changed(tiles_.x + static_cast<int>(i), row, box);
            found = {};
        }
    }

private:
    struct Found {
        std::uint32_t bits = 0;
        int top = kTileHeight;
        int bottom = 0;
    };
    Rect tiles_;
    std::vector<Found> found_;
};

void prefetch(const std::uint8_t* bytes, std::size_t size) {
    for (std::size_t at = 0; at < size; at += 64) __builtin_prefetch(bytes + at);
}

// The tiles of `area` of which only a part belongs to it.
void compare_rim(const Rect& area, const std::vector<GrabbedArea>& grabbed, const PixelView& kept,
                 ChangeMap& changes) {
    const Rect tiles = tiles_of(area);
    const Rect pixels = changes.grid().area(tiles);
    if (area.y > pixels.y) changes.compare({tiles.x, tiles.y, tiles.width, 1}, grabbed, kept);
    if (bottom_of(area) < bottom_of(pixels))
        changes.compare({tiles.x, bottom_of(tiles) - 1, tiles.width, 1}, grabbed, kept);
    if (area.x > pixels.x) changes.compare({tiles.x, tiles.y, 1, tiles.height}, grabbed, kept);
    if (right_of(area) < right_of(pixels))
        changes.compare({right_of(tiles) - 1, tiles.y, 1, tiles.height}, grabbed, kept);
}

}  // namespace

void copy_area(const MutablePixelView& kept, const std::vector<GrabbedArea>& grabbed,
               std::size_t index, const Rect& target, Move by, ChangeMap& changes) {
    const GrabbedArea& now = grabbed[index];
    const Rect tiles = tiles_of(target);
    TileRow found(tiles);
    std::vector<std::uint32_t> bits(static_cast<std::size_t>(tiles.width));
    const bool upwards = by.y > 0;  // no row is written before it was read
    for (int count = 0; count < target.height; ++count) {
        const int y = upwards ? bottom_of(target) - 1 - count : target.y + count;
        std::uint8_t* const copied = pixel_at(kept, target.x, y);
        const int next = upwards ? y - 1 : y + 1;
        if (count + 1 < target.height) {
            prefetch(pixel_at(kept, target.x - by.x, next - by.y), row_bytes(target.width));
            prefetch(pixel_at(now, target.x, next), row_bytes(target.width));
        }
        std::memmove(copied, pixel_at(kept, target.x - by.x, y - by.y), row_bytes(target.width));
        // Most rows are the same. To see that writes nothing, so it need not wait for the copy.
        const std::uint8_t* const shown = pixel_at(now, target.x, y);
        if (!same_row(copied, shown, target.width) &&
            differing_columns({copied, shown, target.x % kTileWidth, target.width}, bits.data()))
            found.add(bits, y % kTileHeight);
        const bool last = upwards
                              ? y % kTileHeight == 0 || y == target.y
                              : y % kTileHeight == kTileHeight - 1 || y == bottom_of(target) - 1;
        if (last) found.move_to(y / kTileHeight, changes);
    }
    compare_rim(target, grabbed, kept, changes);
}

}  // namespace pixelflux
