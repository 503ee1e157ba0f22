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

PIXELFLUX_AVX2 inline std::uint32_t copy_32(const RowCopy& row, std::size_t at) {
    const auto* const source = reinterpret_cast<const __m256i*>(row.source + at);
    const auto* const now = reinterpret_cast<const __m256i*>(row.now + at);
    auto* const target = reinterpret_cast<__m256i*>(row.target + at);
    const __m256i first = _mm256_loadu_si256(source);
    const __m256i second = _mm256_loadu_si256(source + 1);
    const __m256i third = _mm256_loadu_si256(source + 2);
    const __m256i fourth = _mm256_loadu_si256(source + 3);
    _mm256_storeu_si256(target, first);
    _mm256_storeu_si256(target + 1, second);
    _mm256_storeu_si256(target + 2, third);
    _mm256_storeu_si256(target + 3, fourth);
    return bits_of(_mm256_xor_si256(first, _mm256_loadu_si256(now)),
                   _mm256_xor_si256(second, _mm256_loadu_si256(now + 1)),
                   _mm256_xor_si256(third, _mm256_loadu_si256(now + 2)),
                   _mm256_xor_si256(fourth, _mm256_loadu_si256(now + 3)));
}

}  // namespace

PIXELFLUX_AVX2 std::uint32_t differing_pixels_avx2(const std::uint8_t* a, const std::uint8_t* b,
                                                   int width) {
    return differing(a, b, width);
}

PIXELFLUX_AVX2 bool same_row_avx2(const std::uint8_t* a, const std::uint8_t* b, int width) {
    int x = 0;
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

PIXELFLUX_AVX2 bool copy_and_compare_avx2(const RowCopy& row, std::uint32_t* bits) {
    const int tiles = tiles_in(row);
    std::uint32_t any = 0;
    for (int count = 0; count < tiles; ++count) {
        const int index = row.backwards ? tiles - 1 - count : count;
        const RowPiece piece = piece_of(row, index);
        bits[index] =
            piece.width == kTileWidth ? copy_32(row, row_bytes(piece.at)) : copy_piece(row, piece);
        any |= bits[index];
    }
    return any != 0;
}

}  // namespace pixelflux::detail

#endif
