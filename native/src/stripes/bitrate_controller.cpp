// SPDX-License-Identifier: MPL-2.0
#include "bitrate_controller.h"

#include <algorithm>
#include <cmath>

namespace pixelflux {
namespace {

constexpr double kStepsPerDoubling = 6;

// How much a frame says about the cost of the next one. A frame that cost more than foreseen counts
// more than one that cost less: too low a guess stops the picture, too high a guess only makes it a
// little coarser than it could be.
constexpr double kWeightOfDearer = 0.5;
constexpr double kWeightOfCheaper = 0.2;
constexpr double kMostError = 4;

// log2 of bits: a refinement that came out as nothing but skipped macroblocks says little.
constexpr double kCheapestRefinement = 5;

// The share of a frame in which something moves that is put aside while still stripes are coarse.
constexpr double kShareOfRefinement = 0.2;

double bits(std::int64_t macroblocks, double cost, double quantizer) {
    return static_cast<double>(macroblocks) * std::exp2(cost - quantizer / kStepsPerDoubling);
}

double correction(double foreseen, std::int64_t real) {
    const double error = std::clamp(std::log2((static_cast<double>(real) + 1) / (foreseen + 1)),
                                    -kMostError, kMostError);
    return error * (error > 0 ? kWeightOfDearer : kWeightOfCheaper);
}

}  // namespace

void BitrateController::begin(TimePoint now, bool refining) {
    goal_ = bucket_.begin(now);
    refining_ = refining;
    if (!refining) saved_ = 0;
    moved_ = whole_ = 0;
    foreseen_ = foreseen_refined_ = 0;
}

double BitrateController::quantizer_for(std::int64_t moved, std::int64_t whole) {
    moved_ = moved;
    whole_ = whole;
    const bool motion = moved + whole > 0;
    const double put_aside = refining_ ? goal_ * (motion ? kShareOfRefinement : 1) : 0;
    saved_ += put_aside;
    if (!motion) return kFinest;
    const auto at = [&](double quantizer) {
        return bits(moved, moved_cost_, quantizer) + bits(whole, whole_cost_, quantizer);
    };
    // A whole one, as encoders have them, so that what it costs is foreseen for what it will be.
    const double quantizer = std::round(std::clamp(
        kStepsPerDoubling * std::log2((at(0) + 1) / (goal_ - put_aside + 1)), kFinest, kCoarsest));
    foreseen_ = at(quantizer);
    return quantizer;
}

bool BitrateController::grant_refinement(std::int64_t macroblocks, double from, double to) {
    const double cost =
        bits(macroblocks, refined_cost_, to) - bits(macroblocks, refined_cost_, from);
    if (cost > saved_) return false;
    saved_ -= cost;
    foreseen_refined_ += cost;
    return true;
}

void BitrateController::spent(const Spent& sent) {
    bucket_.spent(static_cast<double>(sent.moved_or_whole + sent.refined));
    if (moved_ + whole_ > 0) {
        const double error = correction(foreseen_, sent.moved_or_whole);
        if (moved_ > 0) moved_cost_ += error;
        if (whole_ > 0) whole_cost_ += error;
    }
    if (foreseen_refined_ > 0) {
        saved_ += foreseen_refined_ - static_cast<double>(sent.refined);
        refined_cost_ = std::max(refined_cost_ + correction(foreseen_refined_, sent.refined),
                                 kCheapestRefinement);
    }
}

}  // namespace pixelflux
