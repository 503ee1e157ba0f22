// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "geometry.h"

namespace pixelflux {

// Where a 4:2:0 picture of coded size (even width and height) goes: a plane of luma, and one of
// chroma in which blue and red difference alternate (NV12), half as high.
struct Nv12Planes {
    std::uint8_t* y = nullptr;
    std::size_t y_stride = 0;
    std::uint8_t* uv = nullptr;
    std::size_t uv_stride = 0;
};

constexpr int even(int side) { return side + (side & 1); }

// Converts rows `first` (even) up to `last` (even, or the picture's height) of `picture` to BT.601
// limited range (ITU-R BT.601-7, 2.5.3 and 2.5.4), correctly rounded from 15-bit coefficients;
// chroma is the mean of 2x2 pixels. An odd last column or row is repeated to fill the coded size.
// AVX2 is used where the processor has it, and NEON on ARM. Pure.
void convert_to_nv12(const PixelView& picture, int first, int last, const Nv12Planes& planes);

namespace detail {

// One pair of rows; every implementation gives the same bytes.
struct RowPair {
    const std::uint8_t* row0;
    const std::uint8_t* row1;
    std::uint8_t* luma0;
    std::uint8_t* luma1;
    std::uint8_t* chroma;
    std::size_t to_next = 0;  // bytes to the next pair's, which are fetched meanwhile; or none
};
void convert_rows_portable(const RowPair& rows, int first_column, int width);
// Convert as many leading columns as fit a step and return how many.
#if defined(__x86_64__)
int convert_rows_avx2(const RowPair& rows, int width);
#elif defined(__aarch64__)
int convert_rows_neon(const RowPair& rows, int width);
#endif
// Whichever of them this processor has; none converts nothing.
int convert_rows_fast(const RowPair& rows, int width);

// round(coefficient * 2^15) for one of blue, green, red.
constexpr int kCoefficientBits = 15;
constexpr int kYBlue = 3208, kYGreen = 16519, kYRed = 8414;
constexpr int kUBlue = 14392, kUGreen = -9535, kURed = -4857;
constexpr int kVBlue = -2340, kVGreen = -12052, kVRed = 14392;
constexpr int kLumaOffset = 16, kChromaOffset = 128;

}  // namespace detail
}  // namespace pixelflux
