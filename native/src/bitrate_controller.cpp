// SPDX-License-Identifier: MPL-2.0
#include "bitrate_controller.h"

#include <algorithm>
#include <cmath>

namespace pixelflux {
namespace {

constexpr double kFinest = 1;
constexpr double kCoarsest = 51;
constexpr double kStepsPerDoubling = 6;

// How much a frame says about the next one's cost: less is steadier, more is faster.
constexpr double kWeightOfLast = 0.3;

// A debt, or what was left over, is made up for within so many frames.
constexpr double kFramesToPay = 10;

// A calm earns nothing beyond this: what was not sent then is not to be made up for.
constexpr double kLongestGapInFrames = 4;
constexpr double kMostOwedSeconds = 0.5;

}  // namespace

void BitrateController::set_rate(int kbps, double fps, double vbv_multiplier) {
    bits_per_second_ = kbps * 1000.0;
    period_ = 1 / fps;
    vbv_multiplier_ = vbv_multiplier;
}

BitrateController::Budget BitrateController::begin(TimePoint now) {
    const double elapsed = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    in_bucket_ = std::max(0.0, in_bucket_ - bits_per_second_ * elapsed);
    const double counted = std::clamp(elapsed, 0.0, kLongestGapInFrames * period_);
    const double earned = bits_per_second_ * counted;
    goal_ = std::max(earned - owed_ / kFramesToPay, earned / 4);
    const double most_owed = bits_per_second_ * kMostOwedSeconds;
    owed_ = std::clamp(owed_ - earned, -most_owed, most_owed);
    const double bucket = bits_per_second_ * std::max(counted, period_) * vbv_multiplier_;
    // Even a frame that comes too early gets something: it must be sent.
    return {
        std::clamp(kStepsPerDoubling * (complexity_ - std::log2(goal_ + 1)), kFinest, kCoarsest),
        std::llround(std::max(bucket - in_bucket_, bucket / 8))};
}

void BitrateController::spent(std::int64_t bits, double crf, bool key_frames) {
    const auto cost = static_cast<double>(bits);
    in_bucket_ += cost;
    owed_ += cost;
    if (key_frames) return;
    const double seen = std::log2(std::max(cost, 1.0)) + crf / kStepsPerDoubling;
    complexity_ += kWeightOfLast * (seen - complexity_);
}

}  // namespace pixelflux
