// SPDX-License-Identifier: MPL-2.0
#include "pixel_order.h"

#include <cstring>

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

void ten_to_eight_bits(std::uint8_t* pixels, std::size_t count) {
    constexpr int kDropped = 2;
    constexpr int kBits = 10;
    for (; count > 0; --count, pixels += kBytesPerPixel) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, pixels, sizeof pixel);
        for (int colour = 0; colour < 3; ++colour)
            pixels[colour] = static_cast<std::uint8_t>(pixel >> (colour * kBits + kDropped));
    }
}

void to_bgrx(const PixelOrder& order, const std::uint8_t* from, std::uint8_t* to,
             std::size_t count) {
    for (; count > 0; --count, from += kBytesPerPixel, to += kBytesPerPixel) {
        const std::uint8_t blue = from[order.blue];
        const std::uint8_t green = from[order.green];
        const std::uint8_t red = from[order.red];
        to[0] = blue;
        to[1] = green;
        to[2] = red;
    }
}

}  // namespace pixelflux
