// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace pixelflux {

constexpr int kBytesPerPixel = 4;

// The byte of a pixel's four in which each colour lies. The fourth byte means nothing.
struct PixelOrder {
    int blue = 0;
    int green = 1;
    int red = 2;
    friend bool operator==(const PixelOrder& a, const PixelOrder& b) {
        return a.blue == b.blue && a.green == b.green && a.red == b.red;
    }
    friend bool operator!=(const PixelOrder& a, const PixelOrder& b) { return !(a == b); }
};

// Blue, green, red, unused: the order of a captured picture.
constexpr PixelOrder kBgrx = {};

// The order of 32-bit pixels with these masks, whose lowest byte comes first or last. None if a
// colour has no byte of its own. Pure.
std::optional<PixelOrder> pixel_order_of(std::uint32_t red_mask, std::uint32_t green_mask,
                                         std::uint32_t blue_mask, bool lowest_first);

// Makes 8 bits of each colour of `count` pixels that have 10 bits of each, the highest two of their
// 32 meaning nothing: the lowest colour comes to the first byte. Pure.
void ten_to_eight_bits(std::uint8_t* pixels, std::size_t count);

// Writes `count` pixels of that order as kBgrx; the fourth byte stays as it is. `from` may be `to`.
void to_bgrx(const PixelOrder& order, const std::uint8_t* from, std::uint8_t* to,
             std::size_t count);

}  // namespace pixelflux
