// SPDX-License-Identifier: MPL-2.0
#include "bitrate_controller.h"

#include <algorithm>
#include <cmath>

namespace pixelflux {
namespace {

constexpr double kFinest = 1;
constexpr double kCoarsest = 45;
constexpr double kStepsPerDoubling = 6;

// How much a frame says about the next one's cost: less is steadier, more is faster.
constexpr double kWeightOfLast = 0.4;

// log2 of the bits of a macroblock at CRF 0 that moving pictures are never thought to be cheaper
// than: after a minute of plain areas a film must not come as a surprise. Scrolled text and video
// have 8 to 9.
constexpr double kCheapestMotion = 6.5;

// A debt, or what was left over, is made up for within so many frames.
constexpr double kFramesToPay = 10;

// A calm earns nothing beyond this: what was not sent then is not to be made up for.
constexpr double kLongestGapInFrames = 4;
constexpr double kMostOwedSeconds = 0.5;

Duration seconds(double value) {
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value));
}

double bits(std::int64_t macroblocks, double cost, double crf) {
    return static_cast<double>(macroblocks) * std::exp2(cost - crf / kStepsPerDoubling);
}

}  // namespace

void BitrateController::set_rate(int kbps, double fps, double vbv_multiplier) {
    bits_per_second_ = kbps * 1000.0;
    period_ = 1 / fps;
    vbv_multiplier_ = vbv_multiplier;
}

TimePoint BitrateController::ready() const {
    const double over = in_bucket_ - bits_per_second_ * period_ * vbv_multiplier_;
    return last_ + seconds(std::max(over, 0.0) / bits_per_second_);
}

double BitrateController::begin(TimePoint now, const FrameWork& work) {
    const double elapsed = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    in_bucket_ = std::max(0.0, in_bucket_ - bits_per_second_ * elapsed);
    const double counted = std::clamp(elapsed, 0.0, kLongestGapInFrames * period_);
    const double earned = bits_per_second_ * counted;
    const double bucket = bits_per_second_ * std::max(counted, period_) * vbv_multiplier_;
    // Even a frame that comes too early gets something: it must be sent.
    const double room = std::max(bucket - in_bucket_, bucket / 8);
    const double goal = std::clamp(earned - owed_ / kFramesToPay, std::min(earned / 4, room), room);
    const double most_owed = bits_per_second_ * kMostOwedSeconds;
    owed_ = std::clamp(owed_ - earned, -most_owed, most_owed);
    work_ = work;
    // What a still picture has already is not paid again.
    const double paid = bits(work.refined, refined_cost_, work.refined_from);
    crf_ = std::clamp(kStepsPerDoubling * std::log2((at_crf(0) + 1) / (goal + paid + 1)), kFinest,
                      kCoarsest);
    return crf_;
}

void BitrateController::spent(std::int64_t bits_sent) {
    const auto cost = static_cast<double>(bits_sent);
    in_bucket_ += cost;
    owed_ += cost;
    const double foreseen = at_crf(crf_) - bits(work_.refined, refined_cost_, work_.refined_from);
    const double error = kWeightOfLast * std::log2((cost + 1) / (std::max(foreseen, 0.0) + 1));
    if (work_.moved > 0) moved_cost_ = std::max(moved_cost_ + error, kCheapestMotion);
    if (work_.whole > 0) whole_cost_ += error;
    if (work_.refined > 0) refined_cost_ += error;
}

double BitrateController::at_crf(double crf) const {
    return bits(work_.moved, moved_cost_, crf) + bits(work_.whole, whole_cost_, crf) +
           bits(work_.refined, refined_cost_, crf);
}

}  // namespace pixelflux
