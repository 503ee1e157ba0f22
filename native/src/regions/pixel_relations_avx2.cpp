// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of relations_portable.
#include "pixel_relations.h"

#if defined(__x86_64__)

#include <algorithm>

#include <immintrin.h>

#include "colours.h"

#define PIXELFLUX_AVX2 __attribute__((target("avx2")))

namespace pixelflux::detail {
namespace {

PIXELFLUX_AVX2 inline __m256i pixels_at(const std::uint8_t* pixels) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(pixels));
}

PIXELFLUX_AVX2 inline __m256i absolute_difference(__m256i a, __m256i b) {
    return _mm256_or_si256(_mm256_subs_epu8(a, b), _mm256_subs_epu8(b, a));
}

PIXELFLUX_AVX2 inline __m256i is_zero(__m256i lanes) {
    return _mm256_cmpeq_epi32(lanes, _mm256_setzero_si256());
}

PIXELFLUX_AVX2 inline unsigned bits_of(__m256i lanes) {
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes)));
}

}  // namespace

PIXELFLUX_AVX2 PixelRelations relations_avx2(const std::uint8_t* row, const std::uint8_t* above,
                                             int width) {
    constexpr int kLanes = 8;
    const __m256i colours = _mm256_set1_epi32(static_cast<int>(kColours));
    const __m256i soft_step = _mm256_set1_epi8(static_cast<char>(kSoftStep));
    PixelRelations found;
    if (width <= kLanes) return found;
    for (int next = 1; next < width; next += kLanes) {
        // The last step begins earlier, and leaves out what was counted.
        const int x = std::min(next, width - kLanes);
        const unsigned counted = 0xffU << (next - x) & 0xffU;
        const std::uint8_t* const at = row + row_bytes(x);
        const __m256i pixels = pixels_at(at);
        const __m256i left =
            _mm256_and_si256(absolute_difference(pixels, pixels_at(at - kBytesPerPixel)), colours);
        const __m256i upper =
            _mm256_and_si256(absolute_difference(pixels, pixels_at(above + row_bytes(x))), colours);
        const __m256i equal = _mm256_or_si256(is_zero(left), is_zero(upper));
        const __m256i near = _mm256_or_si256(is_zero(_mm256_subs_epu8(left, soft_step)),
                                             is_zero(_mm256_subs_epu8(upper, soft_step)));
        found.equal += __builtin_popcount(bits_of(equal) & counted);
        found.soft += __builtin_popcount(bits_of(near) & counted);
    }
    found.count = width - 1;
    found.soft -= found.equal;  // what is equal is near as well
    return found;
}

}  // namespace pixelflux::detail

#endif
