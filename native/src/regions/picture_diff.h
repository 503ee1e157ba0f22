// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "geometry.h"
#include "tile_grid.h"

namespace pixelflux {

// Comparisons of pixels by colours alone; the fourth byte of a pixel never makes a difference.
// AVX2 is used where the processor has it. Pure.

// Of `width` pixels, at most kTileWidth: bit i is set where pixel i differs.
std::uint32_t differing_pixels(const std::uint8_t* a, const std::uint8_t* b, int width);

// Whether `width` pixels are the same.
bool same_row(const std::uint8_t* a, const std::uint8_t* b, int width);

// Two pictures' pixels of the same part of a tile.
struct TilePair {
    const std::uint8_t* a;
    std::size_t a_stride;
    const std::uint8_t* b;
    std::size_t b_stride;
    int width;   // 1 to kTileWidth
    int height;  // 1 to kTileHeight
};

// The smallest box that holds all that differs, counted from the part's corner.
TileBox differing_box(const TilePair& pair);

// A row of two pictures' pixels. It begins at column `first` of a tile.
struct RowPair {
    const std::uint8_t* a;
    const std::uint8_t* b;
    int first;  // 0 to kTileWidth - 1
    int width;
};

// Sets `differs` to 1 for each tile that the row touches in which it differs. Does not look where
// it is 1 already.
void mark_differing_tiles(const RowPair& row, std::uint8_t* differs);

// Sets `bits` for each tile that the row touches: bit i where the tile's column i differs. Returns
// whether anything differs.
bool differing_columns(const RowPair& row, std::uint32_t* bits);

namespace detail {

std::uint32_t differing_pixels_portable(const std::uint8_t* a, const std::uint8_t* b, int width);
bool same_row_portable(const std::uint8_t* a, const std::uint8_t* b, int width);
TileBox differing_box_portable(const TilePair& pair);
void mark_differing_tiles_portable(const RowPair& row, std::uint8_t* differs);
bool differing_columns_portable(const RowPair& row, std::uint32_t* bits);
#if defined(__x86_64__)
std::uint32_t differing_pixels_avx2(const std::uint8_t* a, const std::uint8_t* b, int width);
bool same_row_avx2(const std::uint8_t* a, const std::uint8_t* b, int width);
TileBox differing_box_avx2(const TilePair& pair);
void mark_differing_tiles_avx2(const RowPair& row, std::uint8_t* differs);
bool differing_columns_avx2(const RowPair& row, std::uint32_t* bits);
#endif

// The box of rows `top` to `bottom` that holds the columns of `bits`, which is not 0.
inline TileBox box_of(std::uint32_t bits, int top, int bottom) {
    return {static_cast<std::uint8_t>(__builtin_ctz(bits)), static_cast<std::uint8_t>(top),
            static_cast<std::uint8_t>(32 - __builtin_clz(bits)), static_cast<std::uint8_t>(bottom)};
}

// The part of a row that lies in the tile `index` of those that it touches.
struct RowPiece {
    int at;     // pixels from the row's begin
    int shift;  // columns from the tile's
    int width;
};
constexpr RowPiece piece_of(const RowPair& row, int index) {
    const int begin = index == 0 ? row.first : index * kTileWidth;
    const int end = index * kTileWidth + kTileWidth;
    const int last = row.first + row.width;
    return {begin - row.first, begin - index * kTileWidth, (end < last ? end : last) - begin};
}
constexpr int tiles_in(const RowPair& row) {
    return (row.first + row.width + kTileWidth - 1) / kTileWidth;
}

}  // namespace detail
}  // namespace pixelflux
