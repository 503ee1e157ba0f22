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
    clock.taken(at(0), at(0));
    EXPECT_EQ(clock.next(), at(10));
}

TEST(FrameClock, KeepsItsRhythmWhenAFrameIsALittleLate) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    clock.taken(at(13), at(13));
    EXPECT_EQ(clock.next(), at(20));
}

TEST(FrameClock, StartsAnewAfterAPauseInsteadOfCatchingUp) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    clock.taken(at(500), at(500));
    EXPECT_EQ(clock.next(), at(510));
}

TEST(FrameClock, TakesANewRateFromTheNextFrameOn) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    clock.set_fps(50);
    clock.taken(at(10), at(10));
    EXPECT_EQ(clock.next(), at(30));
}

TEST(FrameClock, AHigherRateDoesNotWaitOutTheOldPeriod) {
    FrameClock clock(0.01);
    clock.taken(at(0), at(0));
    EXPECT_EQ(clock.next(), at(100000));
    clock.set_fps(50);
    EXPECT_EQ(clock.next(), at(20));
    clock.set_fps(0.01);
    EXPECT_EQ(clock.next(), at(20));
    clock.set_fps(100);
    EXPECT_EQ(clock.next(), at(10));
}

TEST(FrameClock, TheFirstFramePassesAtOnceWhateverTheRateBecomes) {
    FrameClock clock(0.01);
    clock.set_fps(100);
    EXPECT_LT(clock.next(), at(0));
}

TEST(FrameClock, CountsThePeriodsOfACalmAsFrames) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    EXPECT_EQ(clock.frame(), 1);
    clock.taken(at(13), at(13));
    EXPECT_EQ(clock.frame(), 2);
    clock.taken(at(121), at(121));
    EXPECT_EQ(clock.frame(), 13);
}

TEST(FrameClock, CountsOneFrameWhereOnlyTheReaderWasLate) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    clock.taken(at(105), at(0));
    EXPECT_EQ(clock.frame(), 2);
}

TEST(FrameClock, CountsOnlyThePartOfTheTimeThatWasCalm) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    clock.taken(at(105), at(41));
    EXPECT_EQ(clock.frame(), 5);
}

TEST(FrameClock, KnowsWhenALaterFrameIsDue) {
    FrameClock clock(100);
    clock.taken(at(0), at(0));
    EXPECT_EQ(clock.time_of(2), at(10));
    EXPECT_EQ(clock.time_of(11), at(100));
    clock.taken(at(100), at(100));
    EXPECT_EQ(clock.frame(), 11);
    EXPECT_EQ(clock.time_of(std::int64_t{1} << 62), kNever);
}

}  // namespace
}  // namespace pixelflux
