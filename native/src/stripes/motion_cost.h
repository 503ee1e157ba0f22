// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace pixelflux {

// How much coarser than a film the pictures of a row are to be that cost much more than a film
// does, such as text that jumps further than the encoder looks: nobody can read it meanwhile. It
// knows what the last pictures cost, so it is one picture late. Pure.
class MotionCost {
public:
    // Steps of the quantizer; 0 for what costs no more than a film with detail.
    double coarser() const {
        return std::min(kMost, kStepsPerDoubling * std::log2(std::max(bits_ / kBitsOfFilm, 1.0)));
    }

    // A picture at this quantizer took so many bits for `macroblocks` that moved.
    void sent(double bits, double macroblocks, double quantizer) {
        if (macroblocks <= 0) return;
        bits_ = (bits_ + bits / macroblocks * std::exp2((quantizer - kQuantizerOfFilm) / 6)) / 2;
    }

private:
    static constexpr double kQuantizerOfFilm = 28;
    static constexpr double kBitsOfFilm = 40;  // a macroblock at that, with much detail
    static constexpr double kStepsPerDoubling = 2.5;
    static constexpr double kMost = 9;

    double bits_ = 0;  // a macroblock lately, were it at the quantizer of a film
};

}  // namespace pixelflux
