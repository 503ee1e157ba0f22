// SPDX-License-Identifier: MPL-2.0
#include "lent_pixels.h"

#include <cstring>

namespace pixelflux {

void take_over(const LentPixels& lent, const MutablePixelView& picture) {
    std::uint8_t* const corner = picture.row(lent.area.y) + lent.area.x * kBytesPerPixel;
    if (lent.data == corner && lent.order == kBgrx) return;
    const auto count = static_cast<std::size_t>(lent.area.width);
    for (int y = 0; y < lent.area.height; ++y) {
        const std::uint8_t* const from = lent.data + static_cast<std::size_t>(y) * lent.stride;
        std::uint8_t* const to = corner + static_cast<std::size_t>(y) * picture.stride;
        if (lent.order == kBgrx)
            std::memcpy(to, from, count * kBytesPerPixel);
        else
            to_bgrx(lent.order, from, to, count);
    }
}

}  // namespace pixelflux
