// SPDX-License-Identifier: MPL-2.0
// The AVX2 form of relations_portable.
#include "pixel_relations.h"

#if defined(__x86_64__)

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

PIXELFLUX_AVX2 inline int count_of(__m256i lanes) {
    return __builtin_popcount(
        static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(lanes))));
}

}  // namespace

PIXELFLUX_AVX2 PixelRelations relations_avx2(const std::uint8_t* row, const std::uint8_t* above,
                                             int width) {
    constexpr int kLanes = 8;
    const __m256i colours = _mm256_set1_epi32(static_cast<int>(kColours));
    const __m256i soft_step = _mm256_set1_epi8(static_cast<char>(kSoftStep));
    PixelRelations found;
    for (int x = 1; x + kLanes <= width; x += kLanes) {
        const std::uint8_t* const at = row + row_bytes(x);
        const __m256i pixels = pixels_at(at);
        const __m256i left =
            _mm256_and_si256(absolute_difference(pixels, pixels_at(at - kBytesPerPixel)), colours);
        const __m256i upper =
            _mm256_and_si256(absolute_difference(pixels, pixels_at(above + row_bytes(x))), colours);
        const __m256i equal = _mm256_or_si256(is_zero(left), is_zero(upper));
        const __m256i near = _mm256_or_si256(is_zero(_mm256_subs_epu8(left, soft_step)),
                                             is_zero(_mm256_subs_epu8(upper, soft_step)));
        const int equals = count_of(equal);
        found.count += kLanes;
        found.equal += equals;
        found.soft += count_of(near) - equals;  // what is equal is near as well
    }
    return found;
}

}  // namespace pixelflux::detail

#endif
