// SPDX-License-Identifier: MPL-2.0
#include "color_convert_444.h"

#include <algorithm>

#include "processor.h"

namespace pixelflux {
namespace detail {
namespace {

std::uint8_t weighted(const std::uint8_t* bgr, int blue, int green, int red, int offset) {
    const int sum = blue * bgr[0] + green * bgr[1] + red * bgr[2];
    const int value = ((sum + (1 << (kCoefficientBits - 1))) >> kCoefficientBits) + offset;
    return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

}  // namespace

void convert_row_444_portable(const I444Row& row, int first_column, int width) {
    for (int x = first_column; x < width; ++x) {
        const std::uint8_t* const bgr = row.pixels + static_cast<std::size_t>(x) * kBytesPerPixel;
        row.y[x] = weighted(bgr, kFullYBlue, kFullYGreen, kFullYRed, 0);
        row.u[x] = weighted(bgr, kFullUBlue, kFullUGreen, kFullURed, kChromaOffset);
        row.v[x] = weighted(bgr, kFullVBlue, kFullVGreen, kFullVRed, kChromaOffset);
    }
}

int convert_row_444_fast([[maybe_unused]] const I444Row& row, [[maybe_unused]] int width) {
#if defined(__x86_64__)
    if (has_avx2()) return convert_row_444_avx2(row, width);
#elif defined(__aarch64__)
    return convert_row_444_neon(row, width);
#endif
    return 0;
}

}  // namespace detail

void convert_to_i444(const PixelView& picture, int first, int last, const I444Planes& planes) {
    for (int y = first; y < last; ++y) {
        const std::size_t at = static_cast<std::size_t>(y) * planes.stride;
        const detail::I444Row row = {picture.row(y), planes.y + at, planes.u + at, planes.v + at};
        const int converted = detail::convert_row_444_fast(row, picture.width);
        detail::convert_row_444_portable(row, converted, picture.width);
    }
}

}  // namespace pixelflux
