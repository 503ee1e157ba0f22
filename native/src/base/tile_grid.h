// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "rect.h"

namespace pixelflux {

// What is known of a picture is known by tile (docs/decisions/compare-with-kept-picture.md). A bit
// for each pixel of a tile's row fits 32 bits.
constexpr int kTileWidth = 32;
constexpr int kTileHeight = 16;

// A part of a tile, counted from the tile's corner; empty if `right` is 0.
struct TileBox {
    std::uint8_t left = 0;
    std::uint8_t top = 0;
    std::uint8_t right = 0;
    std::uint8_t bottom = 0;
};

constexpr bool is_empty(TileBox box) { return box.right == 0; }

// How a picture is cut into tiles; those of the last column and row may be smaller. A Rect that is
// called `tiles` counts tiles, any other one pixels.
class TileGrid {
public:
    TileGrid() = default;
    explicit TileGrid(Size size)
        : size_(size),
          columns_((size.width + kTileWidth - 1) / kTileWidth),
          rows_((size.height + kTileHeight - 1) / kTileHeight) {}

    Size size() const { return size_; }
    int columns() const { return columns_; }
    int rows() const { return rows_; }
    std::size_t count() const {
        return static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
    }
    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
               static_cast<std::size_t>(column);
    }

    // The pixels of a tile.
    Rect area(int column, int row) const {
        return intersection({column * kTileWidth, row * kTileHeight, kTileWidth, kTileHeight},
                            whole_of(size_));
    }
    Rect area(const Rect& tiles) const {
        return intersection({tiles.x * kTileWidth, tiles.y * kTileHeight, tiles.width * kTileWidth,
                             tiles.height * kTileHeight},
                            whole_of(size_));
    }

    // `part` of a tile, both ways. `pixels` lies within that tile or is empty.
    Rect area(int column, int row, TileBox part) const {
        return {column * kTileWidth + part.left, row * kTileHeight + part.top,
                part.right - part.left, part.bottom - part.top};
    }
    TileBox part(int column, int row, const Rect& pixels) const {
        if (is_empty(pixels)) return {};
        const int x = pixels.x - column * kTileWidth;
        const int y = pixels.y - row * kTileHeight;
        return {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y),
                static_cast<std::uint8_t>(x + pixels.width),
                static_cast<std::uint8_t>(y + pixels.height)};
    }

private:
    Size size_;
    int columns_ = 0;
    int rows_ = 0;
};

// The tiles that `pixels`, which lies within the picture, touches.
constexpr Rect tiles_of(const Rect& pixels) {
    if (is_empty(pixels)) return {};
    const int column = pixels.x / kTileWidth;
    const int row = pixels.y / kTileHeight;
    return {column, row, (right_of(pixels) + kTileWidth - 1) / kTileWidth - column,
            (bottom_of(pixels) + kTileHeight - 1) / kTileHeight - row};
}

}  // namespace pixelflux
