// SPDX-License-Identifier: MPL-2.0
#include "stream_cursor.h"

#include <algorithm>
#include <cstddef>

namespace pixelflux {
namespace {

// A larger one is none that a desktop shows.
constexpr std::uint32_t kLongestSide = 1024;

}  // namespace

std::shared_ptr<const CursorShape> shape_of(const CursorBitmap& bitmap) {
    const StreamFormat& format = bitmap.format;
    if (!format.order || format.width == 0 || format.height == 0 || format.width > kLongestSide ||
        format.height > kLongestSide)
        return nullptr;
    const Size size = {static_cast<int>(format.width), static_cast<int>(format.height)};
    const auto row = static_cast<std::int64_t>(row_bytes(size.width));
    const std::int64_t stride = bitmap.stride == 0 ? row : bitmap.stride;
    const std::int64_t has = static_cast<std::int64_t>(bitmap.bytes.size());
    if (stride < row || stride > has || stride * (size.height - 1) + row > has) return nullptr;

    auto image = std::make_shared<OverlayImage>();
    image->size = size;
    image->pixels.resize(picture_bytes(size));
    const PixelOrder& order = *format.order;
    const auto alpha_at = static_cast<std::size_t>(6 - order.blue - order.green - order.red);
    std::uint8_t* to = image->pixels.data();
    for (int y = 0; y < size.height; ++y) {
        const std::uint8_t* from = bitmap.bytes.data() + y * stride;
        for (int x = 0; x < size.width; ++x, from += kBytesPerPixel, to += kBytesPerPixel) {
            // Premultiplied, so that no colour is above its alpha.
            const std::uint8_t alpha = from[alpha_at];
            to[0] = std::min(from[order.blue], alpha);
            to[1] = std::min(from[order.green], alpha);
            to[2] = std::min(from[order.red], alpha);
            to[3] = alpha;
        }
    }
    auto shape = std::make_shared<CursorShape>();
    shape->image = std::move(image);
    shape->hotspot_x = std::clamp(bitmap.hotspot_x, 0, size.width - 1);
    shape->hotspot_y = std::clamp(bitmap.hotspot_y, 0, size.height - 1);
    return shape;
}

}  // namespace pixelflux
