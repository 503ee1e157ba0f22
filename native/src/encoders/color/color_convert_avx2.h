// SPDX-License-Identifier: MPL-2.0
// What the AVX2 forms of the conversions share; for their files alone, and x86-64 only. Compiled
// without global flags: each function names its own target, so that the library still starts on a
// processor without AVX2.
#pragma once

#include <immintrin.h>

#define PIXELFLUX_AVX2 __attribute__((target("avx2")))

namespace pixelflux::detail {

// Eight pixels as 16-bit channels. Unpacking works within each half of the register: `low` holds
// pixels 0 1 | 4 5 and `high` 2 3 | 6 7, which _mm256_hadd_epi32 puts back into order.
struct Channels {
    __m256i low;
    __m256i high;
};

PIXELFLUX_AVX2 inline Channels unpack(__m256i pixels) {
    const __m256i zero = _mm256_setzero_si256();
    return {_mm256_unpacklo_epi8(pixels, zero), _mm256_unpackhi_epi8(pixels, zero)};
}

PIXELFLUX_AVX2 inline __m256i weights(int blue, int green, int red) {
    return _mm256_set1_epi64x((static_cast<long long>(red & 0xffff) << 32) |
                              (static_cast<long long>(green & 0xffff) << 16) | (blue & 0xffff));
}

// The weighted sum of each pixel's channels, as 32-bit integers in the pixels' order.
PIXELFLUX_AVX2 inline __m256i weighted(Channels channels, __m256i weight) {
    return _mm256_hadd_epi32(_mm256_madd_epi16(channels.low, weight),
                             _mm256_madd_epi16(channels.high, weight));
}

template <int kShift>
PIXELFLUX_AVX2 inline __m256i rounded(__m256i sum, int offset) {
    const __m256i half = _mm256_set1_epi32(1 << (kShift - 1));
    return _mm256_add_epi32(_mm256_srai_epi32(_mm256_add_epi32(sum, half), kShift),
                            _mm256_set1_epi32(offset));
}

// Two registers of eight 32-bit values each become 16 bytes in order, clamped to 0..255.
PIXELFLUX_AVX2 inline __m128i to_bytes(__m256i first, __m256i second) {
    const __m256i words = _mm256_permute4x64_epi64(_mm256_packus_epi32(first, second), 0xd8);
    return _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
}

}  // namespace pixelflux::detail
