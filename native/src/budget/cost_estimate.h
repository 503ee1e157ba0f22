// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

namespace pixelflux {

// What a rectangle of some kind will cost, judged by what such rectangles cost lately: so many bits
// whatever its size, and so many for a pixel. 6 steps of quality double or halve the latter. Pure.
class CostEstimate {
public:
    // To begin with: log2 of the bits of a pixel at the finest quality.
    CostEstimate(double pixel_cost, double fixed_bits)
        : first_(pixel_cost), cost_(pixel_cost), fixed_(fixed_bits) {}

    // In bits, at so many steps below the finest quality.
    double of(std::int64_t pixels, double coarser) const {
        return fixed_ + of_pixels(pixels, coarser);
    }
    double of_pixels(std::int64_t pixels, double coarser) const;
    double fixed() const { return fixed_; }

    // So many rectangles were foreseen to cost that, and really did cost this.
    void learn(int rectangles, double foreseen, double real);

    // Nothing was learned in a frame that might have had some: slowly what is known is out of date.
    void doubt();

private:
    double first_;
    double cost_;
    double fixed_;
};

}  // namespace pixelflux
