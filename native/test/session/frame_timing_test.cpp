// SPDX-License-Identifier: MPL-2.0
#include "frame_timing.h"

#include <gtest/gtest.h>

#include "scripted_source.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using Next = FrameTiming::Next;

constexpr double kFps = 50;
constexpr Duration kPeriod = milliseconds(20);

class SettlingSource : public ScriptedSource {
public:
    SettlingSource() : ScriptedSource({64, 64}) {}
    void settle(const WakeEvent&, Duration limit) override {
        EXPECT_EQ(limit, milliseconds(2));
        ++settled;
    }
    int settled = 0;
};

struct FrameTimingTest : testing::Test {
    SettlingSource source;
    WakeEvent wake;
    FrameTiming timing{kFps, source.time()};
    TimePoint start = timing.now();

    Next wait(Duration timeout) { return wait(timeout, kNever); }
    Next wait(Duration timeout, TimePoint due_at) { return wait(timeout, false, due_at); }
    Next wait(Duration timeout, bool due, TimePoint due_at) {
        FrameTiming::Outlook outlook;
        outlook.due = due;
        outlook.due_at = due_at;
        outlook.earliest = earliest;
        outlook.refinement_at = refinement_at;
        return timing.wait(source, wake, outlook, timing.now() + timeout);
    }
    void take() {
        Damage damage;
        source.take_changes(damage);
        timing.take();
    }
    TimePoint earliest{};
    TimePoint refinement_at = kNever;
};

TEST_F(FrameTimingTest, TheFirstFrameIsTakenAtOnce) {
    EXPECT_EQ(wait(milliseconds(100), true, kNever), Next::kTake);
    EXPECT_EQ(timing.now(), start);
    EXPECT_EQ(timing.take(), start);
    EXPECT_EQ(timing.clock().frame(), 1);
}

TEST_F(FrameTimingTest, WithoutNewsTheDeadlinePasses) {
    EXPECT_EQ(wait(milliseconds(100)), Next::kDeadline);
    EXPECT_EQ(timing.now(), start + milliseconds(100));
}

TEST_F(FrameTimingTest, AChangeWaitsUntilThePeriodIsOver) {
    take();
    source.touch(0, 1);
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
    EXPECT_EQ(timing.now(), start + kPeriod);
}

TEST_F(FrameTimingTest, WhatIsDueWaitsUntilThePeriodIsOver) {
    take();
    EXPECT_EQ(wait(milliseconds(100), true, kNever), Next::kTake);
    EXPECT_EQ(timing.now(), start + kPeriod);
}

TEST_F(FrameTimingTest, WhatWillBeDueIsTakenThen) {
    take();
    EXPECT_EQ(wait(milliseconds(100), start + milliseconds(70)), Next::kTake);
    EXPECT_EQ(timing.now(), start + milliseconds(70));
}

TEST_F(FrameTimingTest, AChangeThatComesTooLateStaysWithTheSource) {
    take();
    source.touch(0, 1);
    EXPECT_EQ(wait(milliseconds(5)), Next::kDeadline);
    EXPECT_EQ(timing.now(), start + milliseconds(5));
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
    EXPECT_EQ(timing.now(), start + kPeriod);
}

TEST_F(FrameTimingTest, TheBitRateIsWaitedFor) {
    take();
    source.touch(0, 1);
    earliest = start + milliseconds(50);
    EXPECT_EQ(wait(milliseconds(30)), Next::kDeadline);
    EXPECT_EQ(wait(milliseconds(30)), Next::kTake);
    EXPECT_EQ(timing.now(), earliest);
}

TEST_F(FrameTimingTest, AFasterRateCountsFromTheNextFrame) {
    timing.set_fps(100);
    take();
    EXPECT_EQ(wait(milliseconds(100), true, kNever), Next::kTake);
    EXPECT_EQ(timing.now(), start + milliseconds(10));
}

TEST_F(FrameTimingTest, ASignalLetsTheSessionLookAgain) {
    take();
    wake.signal();
    EXPECT_EQ(wait(milliseconds(100)), Next::kLookAgain);
    source.touch(0, 1);
    EXPECT_EQ(wait(milliseconds(100)), Next::kLookAgain);
    EXPECT_EQ(wait(milliseconds(10)), Next::kLookAgain);
    EXPECT_EQ(timing.now(), start);
    wake.reset();
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
}

TEST_F(FrameTimingTest, OnlyAChangeAfterACalmIsGivenTimeToSettle) {
    take();
    source.touch(0, 1);
    ASSERT_EQ(wait(milliseconds(100)), Next::kTake);
    take();
    EXPECT_EQ(source.settled, 0);  // the period was time enough
    ASSERT_EQ(wait(milliseconds(100)), Next::kDeadline);
    source.touch(0, 1);
    ASSERT_EQ(wait(milliseconds(100)), Next::kTake);
    EXPECT_EQ(source.settled, 1);
}

TEST_F(FrameTimingTest, WhatIsDueIsNotGivenTimeToSettle) {
    take();
    ASSERT_EQ(wait(milliseconds(100)), Next::kDeadline);
    source.touch(0, 1);
    EXPECT_EQ(wait(milliseconds(100), true, kNever), Next::kTake);
    EXPECT_EQ(wait(milliseconds(100), timing.now()), Next::kTake);
    EXPECT_EQ(source.settled, 0);
}

TEST_F(FrameTimingTest, FramesOfACalmAreCounted) {
    take();
    ASSERT_EQ(wait(milliseconds(200)), Next::kDeadline);
    source.touch(0, 1);
    ASSERT_EQ(wait(milliseconds(100)), Next::kTake);
    take();
    EXPECT_EQ(timing.clock().frame(), 1 + 200 / 20);
}

TEST_F(FrameTimingTest, APieceComesWhenItIsDueAndNothingChanges) {
    take();
    refinement_at = start + milliseconds(70);
    EXPECT_EQ(wait(milliseconds(100)), Next::kRefine);
    EXPECT_EQ(timing.now(), refinement_at);
    // It is no frame of the clock.
    source.touch(0, 1);
    refinement_at = kNever;
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
    EXPECT_EQ(timing.now(), start + milliseconds(70));
}

TEST_F(FrameTimingTest, APieceComesWhileAChangeWaitsForItsPeriod) {
    take();
    source.touch(0, 1);
    refinement_at = start + milliseconds(9);
    EXPECT_EQ(wait(milliseconds(100)), Next::kRefine);
    EXPECT_EQ(timing.now(), start + milliseconds(9));
    refinement_at = start;
    EXPECT_EQ(wait(milliseconds(100)), Next::kRefine);
    EXPECT_EQ(timing.now(), start + milliseconds(9));
    refinement_at = kNever;
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
    EXPECT_EQ(timing.now(), start + kPeriod);
}

TEST_F(FrameTimingTest, APieceGivesWayToAFrameThatWouldWaitForIt) {
    take();
    source.touch(0, 1);
    refinement_at = start + kPeriod - FrameTiming::kRefinementTime + milliseconds(1);
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
    EXPECT_EQ(timing.now(), start + kPeriod);
}

TEST_F(FrameTimingTest, APieceGivesWayToAChangeAndToWhatIsDue) {
    take();
    ASSERT_EQ(wait(milliseconds(100)), Next::kDeadline);
    refinement_at = start;
    source.touch(0, 1);
    EXPECT_EQ(wait(milliseconds(100)), Next::kTake);
    Damage damage;
    source.take_changes(damage);
    EXPECT_EQ(wait(milliseconds(100), timing.now()), Next::kTake);
    EXPECT_EQ(wait(milliseconds(100)), Next::kRefine);
}

TEST_F(FrameTimingTest, APieceThatIsDueAfterTheDeadlineDoesNotCome) {
    take();
    refinement_at = start + milliseconds(70);
    EXPECT_EQ(wait(milliseconds(50)), Next::kDeadline);
    EXPECT_EQ(timing.now(), start + milliseconds(50));
    source.touch(0, 1);
    take();
    source.touch(0, 1);
    EXPECT_EQ(wait(milliseconds(10)), Next::kDeadline);
    EXPECT_EQ(timing.now(), start + milliseconds(60));
}

TEST_F(FrameTimingTest, ASignalComesBeforeAPieceThatIsStillToCome) {
    take();
    refinement_at = start + milliseconds(70);
    wake.signal();
    EXPECT_EQ(wait(milliseconds(100)), Next::kLookAgain);
    EXPECT_EQ(timing.now(), start);
}

}  // namespace
}  // namespace pixelflux
