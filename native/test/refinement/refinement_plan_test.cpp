// SPDX-License-Identifier: MPL-2.0
#include "refinement_plan.h"

#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "rect.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kSize = {640, 320};  // 20 x 20 tiles
constexpr Rect kAll = {0, 0, 640, 320};
constexpr Duration kStill = milliseconds(100);
constexpr Duration kPause = milliseconds(10);
constexpr Duration kGathering = milliseconds(70);
constexpr std::int64_t kTile = 32 * 16;

using Areas = std::vector<Rect>;

struct RefinementPlanTest : testing::Test {
    RefinementPlanTest() {
        plan.reset(kSize);
        plan.set_pace(RefinementPlan::Pace{kStill, kPause, kGathering, 4 * kTile, 1000000});
    }

    // What a tile has lossy is what was written so.
    Areas take() {
        return plan.take(now, [&](int column, int row) {
            const auto known = lossy.find({column, row});
            if (known != lossy.end()) return known->second;
            return RefinementPlan::Lossy{TileGrid(kSize).area(column, row), false};
        });
    }
    // Goes on to when something is due, and takes it.
    Areas take_next() {
        while (plan.due() != kNever) {
            now = std::max(now, plan.due());
            const Areas areas = take();
            if (!areas.empty()) return areas;
        }
        return {};
    }

    RefinementPlan plan;
    TimePoint now = TimePoint{} + std::chrono::hours(1);
    std::map<std::pair<int, int>, RefinementPlan::Lossy> lossy;
};

std::int64_t pixels_of(const Areas& areas) {
    std::int64_t pixels = 0;
    for (const Rect& area : areas) pixels += area_of(area);
    return pixels;
}

TEST_F(RefinementPlanTest, NothingIsDueWhereNothingIsLossy) {
    EXPECT_EQ(plan.due(), kNever);
    plan.wrote_exactly(kAll, now);
    plan.copied({0, 0, 64, 64}, {64, 0, 64, 64}, now);
    EXPECT_EQ(plan.due(), kNever);
    EXPECT_TRUE(take().empty());
}

TEST_F(RefinementPlanTest, WhatStaysStillIsDue) {
    plan.wrote_lossy({32, 16, 32, 16}, now);
    EXPECT_EQ(plan.due(), now + kStill);
    now += kStill - milliseconds(1);
    EXPECT_TRUE(take().empty());
    now += milliseconds(1);
    EXPECT_EQ(take(), Areas({{32, 16, 32, 16}}));
    EXPECT_EQ(plan.due(), kNever);
}

TEST_F(RefinementPlanTest, AChangeCutsItShort) {
    const TimePoint start = now;
    plan.wrote_lossy(kAll, start);
    now += kStill;
    EXPECT_EQ(pixels_of(take()), 4 * kTile);
    now += milliseconds(50);
    plan.wrote_lossy(kAll, now);
    EXPECT_TRUE(take().empty());
    take_next();
    EXPECT_GE(now, start + kStill + milliseconds(50) + kStill);
}

TEST_F(RefinementPlanTest, ExactPixelsOnWhatIsLossyCountAsAChange) {
    plan.wrote_lossy({0, 0, 32, 16}, now);
    now += milliseconds(60);
    const TimePoint changed = now;
    plan.wrote_exactly({4, 4, 5, 5}, changed);
    EXPECT_EQ(take_next(), Areas({{0, 0, 32, 16}}));
    EXPECT_EQ(now, changed + kStill);
}

TEST_F(RefinementPlanTest, APieceIsNoLargerThanItMayBe) {
    plan.wrote_lossy(kAll, now);
    std::int64_t all = 0;
    while (true) {
        const Areas areas = take_next();
        if (areas.empty()) break;
        EXPECT_LE(pixels_of(areas), 4 * kTile);
        for (const Rect& area : areas) EXPECT_TRUE(contains(kAll, area));
        all += pixels_of(areas);
    }
    EXPECT_EQ(all, area_of(kAll));
}

TEST_F(RefinementPlanTest, ATileThatIsLargerThanAPieceGoesAlone) {
    plan.set_pace(RefinementPlan::Pace{kStill, kPause, kGathering, 1, 1000000});
    plan.wrote_lossy({0, 0, 64, 16}, now);
    EXPECT_EQ(take_next(), Areas({{0, 0, 32, 16}}));
    EXPECT_EQ(take_next(), Areas({{32, 0, 32, 16}}));
    EXPECT_TRUE(take_next().empty());
}

TEST_F(RefinementPlanTest, PiecesComeAtTheirPause) {
    plan.wrote_lossy(kAll, now);
    take_next();
    const TimePoint first = now;
    take_next();
    EXPECT_EQ(now, first + kPause);
}

TEST_F(RefinementPlanTest, WhatComesToRestBitByBitIsGathered) {
    for (int tile = 0; tile < 10; ++tile)
        plan.wrote_lossy({tile * 32, 0, 32, 16}, now + tile * milliseconds(10));
    EXPECT_EQ(take_next(), Areas({{0, 0, 32, 16}}));
    const TimePoint first = now;
    EXPECT_EQ(take_next(), Areas({{32, 0, 128, 16}}));
    EXPECT_EQ(now, first + kGathering);
    // There are more, and they are due.
    EXPECT_EQ(take_next(), Areas({{160, 0, 128, 16}}));
    EXPECT_EQ(now, first + kGathering + kPause);
}

TEST_F(RefinementPlanTest, BytesStretchThePause) {
    plan.wrote_lossy(kAll, now);
    take_next();
    const TimePoint first = now;
    plan.sent(250000);
    take_next();
    EXPECT_EQ(now, first + milliseconds(250));
    // A cheap one is not paid back.
    plan.sent(1);
    take_next();
    EXPECT_EQ(now, first + milliseconds(250) + kPause);
}

TEST_F(RefinementPlanTest, WithoutAPaceNothingIsDue) {
    plan.wrote_lossy(kAll, now);
    plan.set_pace({});
    EXPECT_EQ(plan.due(), kNever);
    EXPECT_TRUE(take().empty());
    plan.wrote_lossy({0, 0, 32, 16}, now);
    now += milliseconds(500);
    plan.set_pace(RefinementPlan::Pace{kStill, kPause, kGathering, 4 * kTile, 1000000});
    EXPECT_LE(plan.due(), now);
    EXPECT_FALSE(take().empty());
}

TEST_F(RefinementPlanTest, WhatMayBeTextComesFirst) {
    plan.wrote_lossy(kAll, now);
    lossy[{17, 18}] = {{17 * 32, 18 * 16, 32, 16}, true};
    lossy[{2, 9}] = {{2 * 32, 9 * 16 + 3, 20, 9}, true};
    const Areas first = take_next();
    ASSERT_GE(first.size(), 2u);
    for (const Rect& text : {lossy[{17, 18}].box, lossy[{2, 9}].box})
        EXPECT_NE(std::find(first.begin(), first.end(), text), first.end());
}

TEST_F(RefinementPlanTest, WhatIsStillLongerComesBefore) {
    plan.wrote_lossy({0, 0, 640, 16}, now);
    plan.wrote_lossy({0, 300, 128, 16}, now - milliseconds(5));
    now += kStill;
    const Areas first = take();
    for (const Rect& area : first) EXPECT_GE(area.y, 288);
}

// The top changes for ever, each time after it became exact, and the bottom is not starved.
TEST_F(RefinementPlanTest, WhatChangesAgainAndAgainStarvesNobody) {
    plan.wrote_lossy(kAll, now);
    std::int64_t bottom = 0;
    for (int piece = 0; piece < 400 && bottom < area_of({0, 160, 640, 160}); ++piece) {
        for (const Rect& area : take_next()) {
            if (area.y >= 160) bottom += area_of(area);
        }
        plan.wrote_lossy({0, 0, 640, 32}, now - kStill);
    }
    EXPECT_EQ(bottom, area_of({0, 160, 640, 160}));
}

TEST_F(RefinementPlanTest, PiecesArePartsOfBlocks) {
    plan.set_pace(RefinementPlan::Pace{kStill, kPause, kGathering, 64 * kTile, 1000000});
    plan.wrote_lossy(kAll, now);
    EXPECT_EQ(take_next(), Areas({{0, 0, 256, 128}}));
    EXPECT_EQ(take_next(), Areas({{256, 0, 256, 128}}));
}

TEST_F(RefinementPlanTest, WhatIsNotLossyAfterAllIsForgotten) {
    plan.wrote_lossy({0, 0, 32, 16}, now);
    lossy[{0, 0}] = {{}, false};
    EXPECT_TRUE(take_next().empty());
    EXPECT_EQ(plan.due(), kNever);
}

TEST_F(RefinementPlanTest, ACopyIsAsLossyAsWhatItCopies) {
    plan.wrote_lossy({0, 0, 64, 32}, now);
    plan.copied({320, 160, 64, 32}, {0, 0, 64, 32}, now);
    plan.copied({128, 0, 64, 32}, {256, 0, 64, 32}, now);
    Areas found;
    while (true) {
        const Areas areas = take_next();
        if (areas.empty()) break;
        found.insert(found.end(), areas.begin(), areas.end());
    }
    EXPECT_EQ(found, Areas({{0, 0, 64, 32}, {320, 160, 64, 32}}));
}

TEST_F(RefinementPlanTest, ACopyCountsAsAChange) {
    plan.wrote_lossy({0, 0, 32, 16}, now);
    now += milliseconds(50);
    const TimePoint moved = now;
    plan.copied({0, 0, 32, 16}, {320, 160, 32, 16}, moved);
    take_next();
    EXPECT_EQ(now, moved + kStill);
}

// How long `area` has to stay still before it comes.
Duration patience(RefinementPlanTest& test, const Rect& area) {
    const TimePoint written = test.now;
    test.plan.wrote_lossy(area, written);
    EXPECT_EQ(test.take_next(), Areas({area}));
    return test.now - written;
}

TEST_F(RefinementPlanTest, WhatWasInVainComesLaterUntilItLasts) {
    const Rect tile = {0, 0, 32, 16};
    EXPECT_EQ(patience(*this, tile), kStill);
    for (const int times : {2, 4, 8, 8}) {
        now += milliseconds(1500);
        EXPECT_EQ(patience(*this, tile), times * kStill);
    }
    now += milliseconds(2500);
    EXPECT_EQ(patience(*this, tile), kStill);
}

TEST_F(RefinementPlanTest, WhatRefreshesMadeLossyComesLaterAndLater) {
    const Rect tile = {0, 0, 32, 16};
    EXPECT_EQ(patience(*this, tile), kStill);
    for (int doubled = 1; doubled < 12; ++doubled) {
        now += std::chrono::seconds(60);
        const TimePoint repeated = now;
        plan.repeated_lossy(tile, repeated);
        // Another one, while it is lossy, changes nothing.
        plan.repeated_lossy(tile, repeated + milliseconds(1));
        EXPECT_EQ(take_next(), Areas({tile}));
        EXPECT_EQ(now - repeated, kStill * (1 << std::min(doubled, 8)));
    }
    // What the screen changes is not held back so long.
    now += std::chrono::seconds(60);
    EXPECT_EQ(patience(*this, tile), kStill);
}

TEST_F(RefinementPlanTest, AnotherPictureHasNothingLossy) {
    plan.wrote_lossy(kAll, now);
    plan.reset({64, 64});
    EXPECT_EQ(plan.due(), kNever);
    plan.wrote_lossy({32, 48, 32, 16}, now);
    EXPECT_LE(plan.due(), now + kStill);
}

// A tile is half a video's and half something else that was lossy before it.
TEST_F(RefinementPlanTest, WhatStandsStillBesideAVideoIsTakenWhileThatGoesOn) {
    const Rect video = {0, 0, 48, 32};
    const Rect beside = {48, 0, 16, 32};
    plan.wrote_lossy({0, 0, 64, 32}, now);
    for (const int row : {0, 1}) lossy[{1, row}] = {{48, 16 * row, 16, 16}, false, true};
    Areas taken;
    for (int frame = 0; frame < 100; ++frame) {
        now += milliseconds(20);
        plan.wrote_video(video, now + milliseconds(500));
        if (plan.due() > now) continue;
        for (const Rect& area : take()) {
            taken.push_back(area);
            for (const int row : {0, 1}) lossy[{1, row}] = {{}, false, true};
        }
    }
    EXPECT_EQ(taken, (Areas{beside}));

    lossy.clear();
    const TimePoint end = now;
    Areas after;
    while (plan.due() != kNever) {
        for (const Rect& area : take_next()) after.push_back(area);
    }
    EXPECT_EQ(pixels_of(after), 64 * 32);
    EXPECT_LE(now, end + milliseconds(500) + 2 * kStill);
}

}  // namespace
}  // namespace pixelflux
