// SPDX-License-Identifier: MPL-2.0
#include "pixel_order.h"

#include "geometry.h"

namespace pixelflux {
namespace {

constexpr int kNone = -1;

int byte_of(std::uint32_t mask, bool lowest_first) {
    for (int byte = 0; byte < kBytesPerPixel; ++byte) {
        if (mask == 0xffu << (8 * byte)) return lowest_first ? byte : kBytesPerPixel - 1 - byte;
    }
    return kNone;
}

}  // namespace

std::optional<PixelOrder> pixel_order_of(std::uint32_t red_mask, std::uint32_t green_mask,
                                         std::uint32_t blue_mask, bool lowest_first) {
    const PixelOrder order = {byte_of(blue_mask, lowest_first), byte_of(green_mask, lowest_first),
                              byte_of(red_mask, lowest_first)};
    const bool apart =
        order.blue != order.green && order.green != order.red && order.red != order.blue;
    if (!apart || order.blue == kNone || order.green == kNone || order.red == kNone)
        return std::nullopt;
    return order;
}

void to_bgrx(const PixelOrder& order, std::uint8_t* pixels, std::size_t count) {
    for (std::uint8_t* pixel = pixels; count > 0; --count, pixel += kBytesPerPixel) {
        const std::uint8_t blue = pixel[order.blue];
        const std::uint8_t green = pixel[order.green];
        const std::uint8_t red = pixel[order.red];
        pixel[0] = blue;
        pixel[1] = green;
        pixel[2] = red;
    }
}

}  // namespace pixelflux
