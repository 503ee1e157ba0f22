// SPDX-License-Identifier: MPL-2.0
#include "color_convert.h"

#include <algorithm>

#include "processor.h"

namespace pixelflux {
namespace detail {
namespace {

std::uint8_t luma(const std::uint8_t* bgr) {
    const int sum = kYBlue * bgr[0] + kYGreen * bgr[1] + kYRed * bgr[2];
    return static_cast<std::uint8_t>(((sum + (1 << (kCoefficientBits - 1))) >> kCoefficientBits) +
                                     kLumaOffset);
}

// The sums are those of four pixels, so two bits more are shifted out.
std::uint8_t chroma(int blue, int green, int red, int blue_weight, int green_weight,
                    int red_weight) {
    constexpr int kShift = kCoefficientBits + 2;
    const int sum = blue_weight * blue + green_weight * green + red_weight * red;
    return static_cast<std::uint8_t>(((sum + (1 << (kShift - 1))) >> kShift) + kChromaOffset);
}

}  // namespace

void convert_rows_portable(const RowPair& rows, int first_column, int width) {
    for (int x = first_column; x < width; x += 2) {
        // The column after an odd last one is that one again.
        const int left = x * kBytesPerPixel;
        const int right = std::min(x + 1, width - 1) * kBytesPerPixel;
        const std::uint8_t* const pixels[4] = {rows.row0 + left, rows.row0 + right,
                                               rows.row1 + left, rows.row1 + right};
        rows.luma0[x] = luma(pixels[0]);
        rows.luma0[x + 1] = luma(pixels[1]);
        rows.luma1[x] = luma(pixels[2]);
        rows.luma1[x + 1] = luma(pixels[3]);
        int sum[3] = {};
        for (const std::uint8_t* pixel : pixels) {
            for (int channel = 0; channel < 3; ++channel) sum[channel] += pixel[channel];
        }
        rows.chroma[x] = chroma(sum[0], sum[1], sum[2], kUBlue, kUGreen, kURed);
        rows.chroma[x + 1] = chroma(sum[0], sum[1], sum[2], kVBlue, kVGreen, kVRed);
    }
}

int convert_rows_fast([[maybe_unused]] const RowPair& rows, [[maybe_unused]] int width) {
#if defined(__x86_64__)
    if (has_avx2()) return convert_rows_avx2(rows, width);
#elif defined(__aarch64__)
    return convert_rows_neon(rows, width);
#endif
    return 0;
}

}  // namespace detail

void convert_to_nv12(const PixelView& picture, int first, int last, const Nv12Planes& planes) {
    for (int y = first; y < last; y += 2) {
        const int below = std::min(y + 1, picture.height - 1);
        std::uint8_t* const luma0 = planes.y + static_cast<std::size_t>(y) * planes.y_stride;
        const detail::RowPair rows = {
            picture.row(y),
            picture.row(below),
            luma0,
            luma0 + planes.y_stride,
            planes.uv + static_cast<std::size_t>(y / 2) * planes.uv_stride,
            y + 4 <= last ? 2 * picture.stride : 0};
        const int converted = detail::convert_rows_fast(rows, picture.width);
        detail::convert_rows_portable(rows, converted, picture.width);
    }
}

}  // namespace pixelflux
