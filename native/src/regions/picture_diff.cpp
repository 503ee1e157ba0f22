// SPDX-License-Identifier: MPL-2.0
#include "picture_diff.h"

#include "colours.h"
#include "processor.h"

namespace pixelflux {
namespace detail {

std::uint32_t differing_pixels_portable(const std::uint8_t* a, const std::uint8_t* b, int width) {
    std::uint32_t bits = 0;
    for (int x = 0; x < width; ++x) {
        const std::uint32_t differs = colours_at(a) != colours_at(b) ? 1 : 0;
        bits |= differs << x;
        a += kBytesPerPixel;
        b += kBytesPerPixel;
    }
    return bits;
}

bool same_row_portable(const std::uint8_t* a, const std::uint8_t* b, int width) {
    for (int x = 0; x < width; ++x) {
        if (colours_at(a) != colours_at(b)) return false;
        a += kBytesPerPixel;
        b += kBytesPerPixel;
    }
    return true;
}

TileBox differing_box_portable(const TilePair& pair) {
    const auto row = [&](int y) {
        const auto at = static_cast<std::size_t>(y);
        return differing_pixels_portable(pair.a + at * pair.a_stride, pair.b + at * pair.b_stride,
                                         pair.width);
    };
    std::uint32_t bits = 0;
    int top = 0;
    while (top < pair.height && (bits = row(top)) == 0) ++top;
    if (top == pair.height) return {};
    int bottom = pair.height;
    for (; bottom > top + 1; --bottom) {
        const std::uint32_t last = row(bottom - 1);
        bits |= last;
        if (last != 0) break;
    }
    // What lies between matters only as long as it can make the box wider.
    const std::uint32_t sides = 1U | 1U << (pair.width - 1);
    for (int y = top + 1; y < bottom - 1 && (bits & sides) != sides; ++y) bits |= row(y);
    return box_of(bits, top, bottom);
}

void mark_differing_tiles_portable(const RowPair& row, std::uint8_t* differs) {
    const int tiles = tiles_in(row);
    for (int index = 0; index < tiles; ++index) {
        if (differs[index] != 0) continue;
        const RowPiece piece = piece_of(row, index);
        const std::size_t at = row_bytes(piece.at);
        differs[index] = same_row_portable(row.a + at, row.b + at, piece.width) ? 0 : 1;
    }
}

bool differing_columns_portable(const RowPair& row, std::uint32_t* bits) {
    const int tiles = tiles_in(row);
    std::uint32_t any = 0;
    for (int index = 0; index < tiles; ++index) {
        const RowPiece piece = piece_of(row, index);
        const std::size_t at = row_bytes(piece.at);
        bits[index] = differing_pixels_portable(row.a + at, row.b + at, piece.width) << piece.shift;
        any |= bits[index];
    }
    return any != 0;
}

}  // namespace detail

std::uint32_t differing_pixels(const std::uint8_t* a, const std::uint8_t* b, int width) {
#if defined(__x86_64__)
    if (has_avx2()) return detail::differing_pixels_avx2(a, b, width);
#endif
    return detail::differing_pixels_portable(a, b, width);
}

bool same_row(const std::uint8_t* a, const std::uint8_t* b, int width) {
#if defined(__x86_64__)
    if (has_avx2()) return detail::same_row_avx2(a, b, width);
#endif
    return detail::same_row_portable(a, b, width);
}

TileBox differing_box(const TilePair& pair) {
#if defined(__x86_64__)
    if (has_avx2()) return detail::differing_box_avx2(pair);
#endif
    return detail::differing_box_portable(pair);
}

void mark_differing_tiles(const RowPair& row, std::uint8_t* differs) {
#if defined(__x86_64__)
    if (has_avx2()) return detail::mark_differing_tiles_avx2(row, differs);
#endif
    detail::mark_differing_tiles_portable(row, differs);
}

bool differing_columns(const RowPair& row, std::uint32_t* bits) {
#if defined(__x86_64__)
    if (has_avx2()) return detail::differing_columns_avx2(row, bits);
#endif
    return detail::differing_columns_portable(row, bits);
}

}  // namespace pixelflux
