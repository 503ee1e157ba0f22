// SPDX-License-Identifier: MPL-2.0
#include "png_palette.h"

namespace pixelflux {

void PngPalette::clear() {
    places_.fill(kFree);
    size_ = 0;
}

int PngPalette::place_of(std::uint32_t color) {
    constexpr std::uint32_t kGoldenRatio = 0x9e3779b1;
    std::uint32_t slot = (color * kGoldenRatio) >> (32 - kSlotBits);
    for (; places_[slot] != kFree; slot = (slot + 1) % kSlots) {
        if (colors_[static_cast<std::size_t>(places_[slot])] == color) return places_[slot];
    }
    if (size_ == kMost) return -1;
    colors_[static_cast<std::size_t>(size_)] = color;
    places_[slot] = static_cast<std::int16_t>(size_);
    return size_++;
}

}  // namespace pixelflux
