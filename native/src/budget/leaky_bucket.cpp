// SPDX-License-Identifier: MPL-2.0
#include "leaky_bucket.h"

#include <algorithm>
#include <chrono>

namespace pixelflux {
namespace {

// A debt, or a surplus, is made up for within so many frames.
constexpr double kFramesToPay = 8;

// A calm earns no more than this, since what was not sent then is not to be made up for.
constexpr double kLongestGapInFrames = 4;
constexpr double kMostOwedSeconds = 0.5;

double seconds_of(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

void LeakyBucket::set_rate(int kbps, double fps, double vbv_multiplier) {
    const double before = bits_per_second_;
    bits_per_second_ = kbps * 1000.0;
    // What was sent at another rate is paid for in the time that it would have taken there: a lower
    // rate must not stop the picture.
    if (before > 0) {
        for (double* const bits : {&bucket_, &in_bucket_, &owed_})
            *bits *= bits_per_second_ / before;
    }
    period_ = 1 / fps;
    vbv_multiplier_ = vbv_multiplier;
}

TimePoint LeakyBucket::ready() const {
    const double over = in_bucket_ - bucket_;
    return looked_ + duration_of(std::max(over, 0.0) / bits_per_second_);
}

TimePoint LeakyBucket::empty() const {
    return looked_ + duration_of(in_bucket_ / bits_per_second_);
}

double LeakyBucket::begin(TimePoint now) {
    const double elapsed = seconds_of(now - last_);
    const double paying = std::clamp(seconds_of(ready() - last_), 0.0, elapsed);
    in_bucket_ = std::max(0.0, in_bucket_ - bits_per_second_ * seconds_of(now - looked_));
    looked_ = last_ = now;
    const double counted = std::min(elapsed - paying, kLongestGapInFrames * period_);
    const double earned = bits_per_second_ * std::max(counted, period_);
    bucket_ = earned * vbv_multiplier_;
    // Even a frame that comes too early gets something, since it must be sent.
    const double room = std::max(bucket_ - in_bucket_, bucket_ / 8);
    const double goal = std::clamp(earned - owed_ / kFramesToPay, std::min(earned / 4, room), room);
    const double most_owed = bits_per_second_ * kMostOwedSeconds;
    owed_ = std::clamp(owed_ - bits_per_second_ * (paying + counted), -most_owed, most_owed);
    return goal;
}

void LeakyBucket::spent(double bits) {
    in_bucket_ += bits;
    owed_ += bits;
}

void LeakyBucket::spent_beside(double bits, TimePoint now) {
    in_bucket_ = std::max(0.0, in_bucket_ - bits_per_second_ * seconds_of(now - looked_)) + bits;
    looked_ = now;
}

}  // namespace pixelflux
