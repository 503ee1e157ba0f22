// SPDX-License-Identifier: MPL-2.0
// What frames alone make of the bucket is tested where it serves: bitrate_controller_test.cpp.
#include "leaky_bucket.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr TimePoint kStart{std::chrono::hours(1)};

// 1 Mbit/s at 50 frames a second: 20,000 bits a frame, of which 30,000 may come at once.
LeakyBucket bucket() {
    LeakyBucket bucket;
    bucket.set_rate(1000, 50, 1.5);
    bucket.begin(kStart - milliseconds(20));
    return bucket;
}

double seconds_from(TimePoint start, TimePoint time) {
    return std::chrono::duration<double>(time - start).count();
}

TEST(LeakyBucket, ItIsEmptyWhenTheRateHasPaidForAll) {
    LeakyBucket full = bucket();
    full.begin(kStart);
    full.spent(50000);
    EXPECT_NEAR(seconds_from(kStart, full.empty()), 0.05, 1e-6);
}

TEST(LeakyBucket, WhatIsSentBesideFramesIsPaidFor) {
    LeakyBucket full = bucket();
    full.begin(kStart);
    full.spent(10000);
    full.spent_beside(25000, kStart + milliseconds(5));
    EXPECT_NEAR(seconds_from(kStart, full.empty()), 0.035, 1e-6);
    // A calm before it earned nothing.
    full.spent_beside(10000, kStart + milliseconds(1000));
    EXPECT_NEAR(seconds_from(kStart, full.empty()), 1.01, 1e-6);
}

TEST(LeakyBucket, AFrameWaitsForWhatWasSentBesideOnlyWhereItOverfills) {
    LeakyBucket full = bucket();
    full.begin(kStart);
    full.spent_beside(30000, kStart + milliseconds(100));
    EXPECT_LE(full.ready(), kStart + milliseconds(100));
    full.spent_beside(10000, kStart + milliseconds(100));
    EXPECT_NEAR(seconds_from(kStart, full.ready()), 0.11, 1e-6);
}

TEST(LeakyBucket, AFrameHasLessAfterWhatWasSentBeside) {
    LeakyBucket full = bucket();
    LeakyBucket calm = bucket();
    for (LeakyBucket* const one : {&full, &calm}) one->begin(kStart);
    full.spent_beside(30000, kStart + milliseconds(15));
    EXPECT_LT(full.begin(kStart + milliseconds(20)), calm.begin(kStart + milliseconds(20)));
}

TEST(LeakyBucket, WhatWasSentAtAnotherRateIsPaidForInItsTime) {
    for (const int kbps : {10, 100000}) {
        LeakyBucket full = bucket();
        full.begin(kStart);
        full.spent(130000);
        const double ready = seconds_from(kStart, full.ready());
        EXPECT_NEAR(ready, 0.1, 1e-6);
        full.set_rate(kbps, 50, 1.5);
        EXPECT_NEAR(seconds_from(kStart, full.ready()), ready, 1e-6);
        EXPECT_NEAR(seconds_from(kStart, full.empty()), 0.13, 1e-6);
    }
}

TEST(LeakyBucket, WhatIsSentBesideIsNoDebtOfFrames) {
    LeakyBucket full = bucket();
    LeakyBucket calm = bucket();
    for (LeakyBucket* const one : {&full, &calm}) one->begin(kStart);
    for (int piece = 0; piece < 100; ++piece)
        full.spent_beside(20000, kStart + piece * milliseconds(20));
    const TimePoint later = kStart + milliseconds(2100);
    EXPECT_EQ(full.begin(later), calm.begin(later));
}

}  // namespace
}  // namespace pixelflux
