// SPDX-License-Identifier: MPL-2.0
#include "cost_estimate.h"

#include <algorithm>
#include <cmath>

namespace pixelflux {
namespace {

constexpr double kStepsPerDoubling = 6;

// How much a frame says about the next one. Too low a guess stops the picture, too high a guess
// only makes it a little coarser than it could be.
constexpr double kWeightOfDearer = 0.5;
constexpr double kWeightOfCheaper = 0.2;
constexpr double kMostError = 4;

constexpr double kWeightOfDoubt = 0.02;

}  // namespace

double CostEstimate::of_pixels(std::int64_t pixels, double coarser) const {
    return static_cast<double>(pixels) * std::exp2(cost_ - coarser / kStepsPerDoubling);
}

void CostEstimate::learn(int rectangles, double foreseen, double real) {
    const double fixed = rectangles * fixed_;
    // Of a rectangle that cost less than the fixed part something is left, too.
    const auto variable = [&](double bits) { return std::max(bits - fixed, bits / 8) + 1; };
    const double error =
        std::clamp(std::log2(variable(real) / variable(foreseen)), -kMostError, kMostError);
    cost_ += error * (error > 0 ? kWeightOfDearer : kWeightOfCheaper);
}

void CostEstimate::doubt() { cost_ += (first_ - cost_) * kWeightOfDoubt; }

}  // namespace pixelflux
