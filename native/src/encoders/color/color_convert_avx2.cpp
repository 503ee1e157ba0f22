// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of convert_rows_portable.
#include "color_convert.h"

#if defined(__x86_64__)

#include "color_convert_avx2.h"

namespace pixelflux::detail {
namespace {

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
        _mm_prefetch(reinterpret_cast<const char*>(rows.row0 + at + rows.to_next), _MM_HINT_T0);
        _mm_prefetch(reinterpret_cast<const char*>(rows.row1 + at + rows.to_next), _MM_HINT_T0);
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
