// SPDX-License-Identifier: MPL-2.0
#include "frame_clock.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

TimePoint at(int ms) { return TimePoint{} + std::chrono::hours(1) + milliseconds(ms); }

TEST(FrameClock, LetsTheFirstFramePassAtOnce) { EXPECT_LT(FrameClock(100).next(), at(0)); }

TEST(FrameClock, KeepsFramesAPeriodApart) {
    FrameClock clock(100);
    clock.taken(at(0));
    EXPECT_EQ(clock.next(), at(10));
}

TEST(FrameClock, KeepsItsRhythmWhenAFrameIsALittleLate) {
    FrameClock clock(100);
    clock.taken(at(0));
    clock.taken(at(13));
    EXPECT_EQ(clock.next(), at(20));
}

TEST(FrameClock, StartsAnewAfterAPauseInsteadOfCatchingUp) {
    FrameClock clock(100);
    clock.taken(at(0));
    clock.taken(at(500));
    EXPECT_EQ(clock.next(), at(510));
}

TEST(FrameClock, TakesANewRateFromTheNextFrameOn) {
    FrameClock clock(100);
    clock.taken(at(0));
    clock.set_fps(50);
    clock.taken(at(10));
    EXPECT_EQ(clock.next(), at(30));
}

}  // namespace
}  // namespace pixelflux
