// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of scan_portable.
#include "needle_search.h"

#if defined(__x86_64__)

#include <algorithm>

#include <immintrin.h>

#include "colours.h"

#define PIXELFLUX_AVX2 __attribute__((target("avx2")))

namespace pixelflux::detail {
namespace {

constexpr int kLanes = 8;

PIXELFLUX_AVX2 inline __m256i colours_from(const std::uint8_t* pixels, int at) {
    return _mm256_and_si256(
        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pixels + row_bytes(at))),
        _mm256_set1_epi32(static_cast<int>(kColours)));
}

PIXELFLUX_AVX2 inline __m256i eight(std::uint32_t colour) {
    return _mm256_set1_epi32(static_cast<int>(colour));
}

// Bit i: all keys of a needle stand at the i-th column from here.
PIXELFLUX_AVX2 unsigned hits_of(const std::uint8_t* pixels, const NeedleKeys& keys, int needle) {
    __m256i all = _mm256_set1_epi32(-1);
    for (int key = 0; key < NeedleKeys::kCount; ++key) {
        all = _mm256_and_si256(all, _mm256_cmpeq_epi32(colours_from(pixels, NeedleKeys::kAt[key]),
                                                       eight(keys.colours[key][needle])));
    }
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(all)));
}

}  // namespace

PIXELFLUX_AVX2 int scan_avx2(const std::uint8_t* row, int width, const NeedleKeys& keys,
                             std::vector<NeedleHit>& hits) {
    __m256i first[NeedleKeys::kMost];
    __m256i second[NeedleKeys::kMost];
    for (int i = 0; i < NeedleKeys::kMost; ++i) {
        // In place of needles that there are not, the last one again.
        const int needle = std::min(i, keys.needles - 1);
        first[i] = eight(keys.colours[0][needle]);
        second[i] = eight(keys.colours[1][needle]);
    }
    int x = 0;
    for (; x + kLanes + kNeedleLength <= width; x += kLanes) {
        const std::uint8_t* const pixels = row + row_bytes(x);
        const __m256i left = colours_from(pixels, NeedleKeys::kAt[0]);
        const __m256i right = colours_from(pixels, NeedleKeys::kAt[1]);
        __m256i any = _mm256_setzero_si256();
        for (int i = 0; i < NeedleKeys::kMost; ++i) {
            any = _mm256_or_si256(any, _mm256_and_si256(_mm256_cmpeq_epi32(left, first[i]),
                                                        _mm256_cmpeq_epi32(right, second[i])));
        }
        if (_mm256_testz_si256(any, any)) continue;
        for (int needle = 0; needle < keys.needles; ++needle) {
            for (unsigned bits = hits_of(pixels, keys, needle); bits != 0; bits &= bits - 1)
                hits.push_back({x + __builtin_ctz(bits), needle});
        }
    }
    return x;
}

}  // namespace pixelflux::detail

#endif
