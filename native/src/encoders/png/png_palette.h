// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstdint>

namespace pixelflux {

// The colours of an image in the order in which they came, as long as they are few.
class PngPalette {
public:
    static constexpr int kMost = 256;

    void clear();

    // The place of a colour (24 bits). A new colour takes the next place. -1 if there is no place
    // left.
    int place_of(std::uint32_t color);

    int size() const { return size_; }
    std::uint32_t color(int place) const { return colors_[static_cast<std::size_t>(place)]; }

private:
    // A hash table with open addressing, at most a quarter full.
    static constexpr int kSlotBits = 10;
    static constexpr std::uint32_t kSlots = 1u << kSlotBits;
    static constexpr std::int16_t kFree = -1;

    std::array<std::uint32_t, kMost> colors_;
    std::array<std::int16_t, kSlots> places_;
    int size_ = 0;
};

}  // namespace pixelflux
