// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of convert_rows_portable. Compiled without global flags: each function names its
// own target, so that the library still starts on a processor without AVX2.
#include "color_convert.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define PIXELFLUX_AVX2 __attribute__((target("avx2")))

namespace pixelflux::detail {
namespace {

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

// Two registers of eight 32-bit values each become 16 bytes in order.
PIXELFLUX_AVX2 inline __m128i to_bytes(__m256i first, __m256i second) {
    const __m256i words = _mm256_permute4x64_epi64(_mm256_packus_epi32(first, second), 0xd8);
    return _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
}

struct Eight {
    __m256i luma0;
    __m256i luma1;
    __m256i chroma;  // u v of four 2x2 squares
};

PIXELFLUX_AVX2 inline Eight convert_eight(const std::uint8_t* row0, const std::uint8_t* row1) {
    const Channels top = unpack(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(row0)));
    const Channels bottom = unpack(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(row1)));
    const __m256i y = weights(kYBlue, kYGreen, kYRed);
    const Channels both = {_mm256_add_epi16(top.low, bottom.low),
                           _mm256_add_epi16(top.high, bottom.high)};
    const __m256i u = weighted(both, weights(kUBlue, kUGreen, kURed));
    const __m256i v = weighted(both, weights(kVBlue, kVGreen, kVRed));
    // Adding neighbours gives u01 u23 v01 v23 | u45 u67 v45 v67; the shuffle pairs each u with its
    // v.
    const __m256i uv = _mm256_shuffle_epi32(_mm256_hadd_epi32(u, v), _MM_SHUFFLE(3, 1, 2, 0));
    return {rounded<kCoefficientBits>(weighted(top, y), kLumaOffset),
            rounded<kCoefficientBits>(weighted(bottom, y), kLumaOffset),
            rounded<kCoefficientBits + 2>(uv, kChromaOffset)};
}

}  // namespace

PIXELFLUX_AVX2 int convert_rows_avx2(const RowPair& rows, int width) {
    constexpr int kStep = 16;
    int x = 0;
    for (; x + kStep <= width; x += kStep) {
        const std::size_t at = static_cast<std::size_t>(x) * kBytesPerPixel;
        const Eight left = convert_eight(rows.row0 + at, rows.row1 + at);
        const Eight right = convert_eight(rows.row0 + at + 32, rows.row1 + at + 32);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(rows.luma0 + x),
                         to_bytes(left.luma0, right.luma0));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(rows.luma1 + x),
                         to_bytes(left.luma1, right.luma1));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(rows.chroma + x),
                         to_bytes(left.chroma, right.chroma));
    }
    return x;
}

}  // namespace pixelflux::detail

#endif
