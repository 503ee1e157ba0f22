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

std::uint8_t* YuvPicture::plane(int index) {
    const std::size_t luma = plane_size();
    if (layout_ != YuvLayout::kI420) return bytes_.data() + luma * static_cast<std::size_t>(index);
    return bytes_.data() + (index == 0 ? 0 : luma + luma / 4 * static_cast<std::size_t>(index - 1));
}

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
    } else if (layout_ == YuvLayout::kI420) {
        convert_to_i420(pixels, part.x, part.y);
    } else {
        convert_to_nv12(pixels, 0, part.height,
                        {plane(0) + at + x, stride, plane(1) + at / 2 + x, stride});
    }
}

// Band by band, so that the chroma that is taken apart is still in the cache.
void YuvPicture::convert_to_i420(const PixelView& pixels, int x, int y) {
    const auto width = static_cast<std::size_t>(even(pixels.width));
    const auto stride = static_cast<std::size_t>(coded_.width);
    chroma_.resize(width * kBandHeight / 2);
    for (int row = 0; row < pixels.height; row += kBandHeight) {
        const int rows = std::min(kBandHeight, pixels.height - row);
        const std::size_t at = static_cast<std::size_t>(y + row) * stride;
        convert_to_nv12(pixels.rows(row, rows), 0, rows,
                        {plane(0) + at + x, stride, chroma_.data(), width});
        for (int pair = 0; pair < even(rows) / 2; ++pair) {
            const std::uint8_t* const from =
                chroma_.data() + static_cast<std::size_t>(pair) * width;
            const std::size_t to = at / 4 + static_cast<std::size_t>(pair) * (stride / 2) +
                                   static_cast<std::size_t>(x / 2);
            std::uint8_t* const blue = plane(1) + to;
            std::uint8_t* const red = plane(2) + to;
            for (std::size_t i = 0; i < width / 2; ++i) {
                blue[i] = from[2 * i];
                red[i] = from[2 * i + 1];
            }
        }
    }
}

}  // namespace pixelflux
