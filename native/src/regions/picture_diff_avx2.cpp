// SPDX-License-Identifier: MPL-2.0
// The AVX2 forms of the comparisons. Compiled without global flags: each function names its own
// target, so that the library still starts on a processor without AVX2.
#include "picture_diff.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include "colours.h"

#define PIXELFLUX_AVX2 __attribute__((target("avx2")))

namespace pixelflux::detail {
namespace {

constexpr int kLanes = 8;

PIXELFLUX_AVX2 inline __m256i difference(const std::uint8_t* a, const std::uint8_t* b, int eight) {
    return _mm256_xor_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(a) + eight),
                            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b) + eight));
}

PIXELFLUX_AVX2 inline __m256i colours() { return _mm256_set1_epi32(static_cast<int>(kColours)); }

// Bit i: lane i has a colour that is not 0.
PIXELFLUX_AVX2 inline std::uint32_t lanes_not_zero(__m256i difference) {
    const __m256i same =
        _mm256_cmpeq_epi32(_mm256_and_si256(difference, colours()), _mm256_setzero_si256());
    return 0xffU ^ static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(same)));
}

PIXELFLUX_AVX2 inline std::uint32_t bits_of(__m256i first, __m256i second, __m256i third,
                                            __m256i fourth) {
    const __m256i any =
        _mm256_or_si256(_mm256_or_si256(first, second), _mm256_or_si256(third, fourth));
    if (_mm256_testz_si256(any, colours())) return 0;
    return lanes_not_zero(first) | lanes_not_zero(second) << 8 | lanes_not_zero(third) << 16 |
           lanes_not_zero(fourth) << 24;
}

PIXELFLUX_AVX2 inline std::uint32_t differing_32(const std::uint8_t* a, const std::uint8_t* b) {
    return bits_of(difference(a, b, 0), difference(a, b, 1), difference(a, b, 2),
                   difference(a, b, 3));
}

PIXELFLUX_AVX2 inline std::uint32_t differing(const std::uint8_t* a, const std::uint8_t* b,
                                              int width) {
    if (width == kTileWidth) return differing_32(a, b);
    std::uint32_t bits = 0;
    int x = 0;
    for (; x + kLanes <= width; x += kLanes)
        bits |= lanes_not_zero(difference(a, b, x / kLanes)) << x;
    if (x < width) {
        bits |= differing_pixels_portable(a + row_bytes(x), b + row_bytes(x), width - x) << x;
    }
    return bits;
}

}  // namespace

PIXELFLUX_AVX2 std::uint32_t differing_pixels_avx2(const std::uint8_t* a, const std::uint8_t* b,
                                                   int width) {
    return differing(a, b, width);
}

PIXELFLUX_AVX2 bool same_row_avx2(const std::uint8_t* a, const std::uint8_t* b, int width) {
    int x = 0;
    for (; x + kTileWidth <= width; x += kTileWidth) {
        if (differing_32(a + row_bytes(x), b + row_bytes(x)) != 0) return false;
    }
    for (; x + kLanes <= width; x += kLanes) {
        if (!_mm256_testz_si256(difference(a, b, x / kLanes), colours())) return false;
    }
    return same_row_portable(a + row_bytes(x), b + row_bytes(x), width - x);
}

PIXELFLUX_AVX2 TileBox differing_box_avx2(const TilePair& pair) {
    const std::uint8_t* a = pair.a;
    const std::uint8_t* b = pair.b;
    std::uint32_t bits = 0;
    int top = 0;
    for (; top < pair.height; ++top) {
        bits = differing(a, b, pair.width);
        if (bits != 0) break;
        a += pair.a_stride;
        b += pair.b_stride;
    }
    if (top == pair.height) return {};
    const auto row = [&](int y) PIXELFLUX_AVX2 {
        const auto at = static_cast<std::size_t>(y);
        return differing(pair.a + at * pair.a_stride, pair.b + at * pair.b_stride, pair.width);
    };
    int bottom = pair.height;
    for (; bottom > top + 1; --bottom) {
        const std::uint32_t last = row(bottom - 1);
        bits |= last;
        if (last != 0) break;
    }
    const std::uint32_t sides = 1U | 1U << (pair.width - 1);
    for (int y = top + 1; y < bottom - 1 && (bits & sides) != sides; ++y) bits |= row(y);
    return box_of(bits, top, bottom);
}

PIXELFLUX_AVX2 void mark_differing_tiles_avx2(const RowPair& row, std::uint8_t* differs) {
    const int last = tiles_in(row) - 1;
    for (const int index : {0, last}) {
        const RowPiece piece = piece_of(row, index);
        const std::size_t at = row_bytes(piece.at);
        if (differs[index] == 0 && differing(row.a + at, row.b + at, piece.width) != 0)
            differs[index] = 1;
    }
    const std::size_t at = row_bytes(kTileWidth - row.first);
    const std::uint8_t* a = row.a + at;
    const std::uint8_t* b = row.b + at;
    for (int index = 1; index < last; ++index) {
        if (differs[index] == 0 && differing_32(a, b) != 0) differs[index] = 1;
        a += row_bytes(kTileWidth);
        b += row_bytes(kTileWidth);
    }
}

PIXELFLUX_AVX2 bool differing_columns_avx2(const RowPair& row, std::uint32_t* bits) {
    const int last = tiles_in(row) - 1;
    std::uint32_t any = 0;
    for (const int index : {0, last}) {
        const RowPiece piece = piece_of(row, index);
        const std::size_t at = row_bytes(piece.at);
        bits[index] = differing(row.a + at, row.b + at, piece.width) << piece.shift;
        any |= bits[index];
    }
    const std::size_t at = row_bytes(kTileWidth - row.first);
    const std::uint8_t* a = row.a + at;
    const std::uint8_t* b = row.b + at;
    for (int index = 1; index < last; ++index) {
        bits[index] = differing_32(a, b);
        any |= bits[index];
        a += row_bytes(kTileWidth);
        b += row_bytes(kTileWidth);
    }
    return any != 0;
}

}  // namespace pixelflux::detail

#endif
