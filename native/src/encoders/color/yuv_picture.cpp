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

void YuvPicture::convert(const PixelView& picture, const BandSet& changed) {
    for (const BandRun& run : changed.runs()) {
        convert_rows(picture, run.first * kBandHeight,
                     std::min(run.last * kBandHeight, size_.height));
    }
}

void YuvPicture::convert_rows(const PixelView& picture, int first, int last) {
    const int count = last - first;
    const PixelView rows = in_bgrx(picture.rows(first, count), reordered_);
    const std::size_t stride = static_cast<std::size_t>(coded_.width);
    const std::size_t at = static_cast<std::size_t>(first) * stride;
    if (layout_ == YuvLayout::kI444)
        convert_to_i444(rows, 0, count, {plane(0) + at, plane(1) + at, plane(2) + at, stride});
    else
        convert_to_nv12(rows, 0, count, {plane(0) + at, stride, plane(1) + at / 2, stride});
}

}  // namespace pixelflux
