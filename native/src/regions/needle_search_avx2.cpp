// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of scan_portable.
#include "needle_search.h"

#if defined(__x86_64__)

#include <immintrin.h>

#include "colours.h"

namespace pixelflux::detail {

__attribute__((target("avx2"))) int scan_avx2(const std::uint8_t* row, int width,
                                              const NeedleKeys& keys, std::vector<int>& columns) {
    constexpr int kLanes = 8;
    const __m256i colours = _mm256_set1_epi32(static_cast<int>(kColours));
    __m256i first[NeedleKeys::kMost];
    __m256i second[NeedleKeys::kMost];
    for (int i = 0; i < NeedleKeys::kMost; ++i) {
        // Of a needle too few, the last one again.
        const int key = i < keys.count ? i : keys.count - 1;
        first[i] = _mm256_set1_epi32(static_cast<int>(keys.first[key]));
        second[i] = _mm256_set1_epi32(static_cast<int>(keys.second[key]));
    }
    int x = 0;
    for (; x + kLanes + kNeedleLength <= width; x += kLanes) {
        const std::uint8_t* const at = row + row_bytes(x + NeedleKeys::kFirst);
        const __m256i left =
            _mm256_and_si256(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)), colours);
        const __m256i right = _mm256_and_si256(
            _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + row_bytes(NeedleKeys::kGap))),
            colours);
        __m256i any = _mm256_setzero_si256();
        for (int i = 0; i < NeedleKeys::kMost; ++i) {
            any = _mm256_or_si256(any, _mm256_and_si256(_mm256_cmpeq_epi32(left, first[i]),
                                                        _mm256_cmpeq_epi32(right, second[i])));
        }
        auto hits = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(any)));
        for (; hits != 0; hits &= hits - 1) columns.push_back(x + __builtin_ctz(hits));
    }
    return x;
}

}  // namespace pixelflux::detail

#endif
