// SPDX-License-Identifier: MPL-2.0
#include "bgrx_copy.h"

namespace pixelflux {

PixelView in_bgrx(const PixelView& picture, std::vector<std::uint8_t>& room) {
    if (picture.order == kBgrx) return picture;
    const std::size_t stride = row_bytes(picture.width);
    room.resize(picture_bytes({picture.width, picture.height}));
    for (int y = 0; y < picture.height; ++y) {
        to_bgrx(picture.order, picture.row(y), room.data() + static_cast<std::size_t>(y) * stride,
                static_cast<std::size_t>(picture.width));
    }
    return {room.data(), picture.width, picture.height, stride, kBgrx};
}

}  // namespace pixelflux
