// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "geometry.h"

namespace pixelflux {

// A picture that owns its pixels, in the order kBgrx with a fourth byte of 255, rows without a gap.
class OwnPicture {
public:
    // Throws std::bad_alloc. Its pixels are undefined.
    explicit OwnPicture(Size size);

    Size size() const { return size_; }
    MutablePixelView pixels() const { return {pixels_.get(), size_.width, size_.height, stride()}; }

    // Takes `count` pixels of row y from column x on, and sets the fourth byte of each.
    void set_row(int x, int y, const std::uint8_t* from, int count);

    // The same picture in another size: the mean of the area that a pixel covers where it becomes
    // smaller, linear between neighbours where it becomes larger. Throws std::bad_alloc.
    OwnPicture scaled(Size to) const;

private:
    std::size_t stride() const { return row_bytes(size_.width); }

    Size size_;
    std::unique_ptr<std::uint8_t[]> pixels_;
};

// The size of a picture of which each side is multiplied by `factor`; no side becomes less than 1.
// Throws Error(kArgument) if one becomes larger than kLargestSide.
Size scaled_size(Size size, double factor);

}  // namespace pixelflux
