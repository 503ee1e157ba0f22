// SPDX-License-Identifier: MPL-2.0
#include "yuv_picture.h"

#include <algorithm>

#include "bgrx_copy.h"
#include "color_convert.h"
#include "color_convert_444.h"

namespace pixelflux {

YuvPicture::YuvPicture(Size size, YuvLayout layout)
    : size_(size),
      layout_(layout),
      coded_(layout == YuvLayout::kI444 ? size : Size{even(size.width), even(size.height)}),
      bytes_(layout == YuvLayout::kI444 ? plane_size() * 3 : plane_size() * 3 / 2) {}

std::size_t YuvPicture::plane_size() const {
    return static_cast<std::size_t>(coded_.width) * static_cast<std::size_t>(coded_.height);
}

void YuvPicture::convert(const PixelView& picture, const BandSet& changed, ColumnRun columns) {
    // Whole squares of pixels that share a colour.
    const int first = std::max(columns.first, 0);
    const int left = first - first % 2;
    const int right = columns.last < size_.width ? even(columns.last) : size_.width;
    if (left >= right) return;
    for (const BandRun& run : changed.runs()) {
        const int y = run.first * kBandHeight;
        const int end = std::min(run.last * kBandHeight, size_.height);
        convert_part(picture, {left, y, std::min(right, size_.width) - left, end - y});
    }
}

void YuvPicture::convert_part(const PixelView& picture, const Rect& part) {
    const PixelView pixels = in_bgrx(picture.part(part), reordered_);
    const std::size_t stride = static_cast<std::size_t>(coded_.width);
    const std::size_t x = static_cast<std::size_t>(part.x);
    const std::size_t at = static_cast<std::size_t>(part.y) * stride;
    if (layout_ == YuvLayout::kI444) {
        convert_to_i444(pixels, 0, part.height,
                        {plane(0) + at + x, plane(1) + at + x, plane(2) + at + x, stride});
    } else {
        convert_to_nv12(pixels, 0, part.height,
                        {plane(0) + at + x, stride, plane(1) + at / 2 + x, stride});
    }
}

}  // namespace pixelflux
