// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "color_convert.h"

namespace pixelflux {

// Where a 4:4:4 picture goes: one plane each of luma, blue difference and red difference (I444),
// all as large as the picture; `stride` bytes from one row to the next in each.
struct I444Planes {
    std::uint8_t* y = nullptr;
    std::uint8_t* u = nullptr;
    std::uint8_t* v = nullptr;
    std::size_t stride = 0;
};

// Converts rows `first` up to `last` (at most the picture's height) of `picture` to BT.601 full
// range (as JFIF does), correctly rounded from 15-bit coefficients; the chroma of pure blue or red,
// 255.5, becomes 255. Only the picture's own columns are written. AVX2 is used where the processor
// has it, and NEON on ARM. Pure.
void convert_to_i444(const PixelView& picture, int first, int last, const I444Planes& planes);

namespace detail {

// Every implementation gives the same bytes.
struct I444Row {
    const std::uint8_t* pixels;
    std::uint8_t* y;
    std::uint8_t* u;
    std::uint8_t* v;
};
void convert_row_444_portable(const I444Row& row, int first_column, int width);
// Convert as many leading columns as fit a step and return how many.
#if defined(__x86_64__)
int convert_row_444_avx2(const I444Row& row, int width);
#elif defined(__aarch64__)
int convert_row_444_neon(const I444Row& row, int width);
#endif
// Whichever of them this processor has; none converts nothing.
int convert_row_444_fast(const I444Row& row, int width);

// round(coefficient * 2^kCoefficientBits) for one of blue, green, red.
constexpr int kFullYBlue = 3736, kFullYGreen = 19235, kFullYRed = 9798;
constexpr int kFullUBlue = 16384, kFullUGreen = -10855, kFullURed = -5529;
constexpr int kFullVBlue = -2664, kFullVGreen = -13720, kFullVRed = 16384;

}  // namespace detail
}  // namespace pixelflux
