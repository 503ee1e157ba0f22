// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of convert_row_444_portable.
#include "color_convert_444.h"

#if defined(__x86_64__)

#include "color_convert_avx2.h"

namespace pixelflux::detail {
namespace {

PIXELFLUX_AVX2 inline void store_sixteen(std::uint8_t* to, Channels left, Channels right,
                                         __m256i weight, int offset) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to),
                     to_bytes(rounded<kCoefficientBits>(weighted(left, weight), offset),
                              rounded<kCoefficientBits>(weighted(right, weight), offset)));
}

}  // namespace

PIXELFLUX_AVX2 int convert_row_444_avx2(const I444Row& row, int width) {
    constexpr int kStep = 16;
    const __m256i y = weights(kFullYBlue, kFullYGreen, kFullYRed);
    const __m256i u = weights(kFullUBlue, kFullUGreen, kFullURed);
    const __m256i v = weights(kFullVBlue, kFullVGreen, kFullVRed);
    int x = 0;
    for (; x + kStep <= width; x += kStep) {
        const auto* const pixels = reinterpret_cast<const __m256i*>(
            row.pixels + static_cast<std::size_t>(x) * kBytesPerPixel);
        const Channels left = unpack(_mm256_loadu_si256(pixels));
        const Channels right = unpack(_mm256_loadu_si256(pixels + 1));
        store_sixteen(row.y + x, left, right, y, 0);
        store_sixteen(row.u + x, left, right, u, kChromaOffset);
        store_sixteen(row.v + x, left, right, v, kChromaOffset);
    }
    return x;
}

}  // namespace pixelflux::detail

#endif
