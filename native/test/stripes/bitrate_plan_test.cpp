// SPDX-License-Identifier: MPL-2.0
#include "bitrate_plan.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using Item = BitratePlan::Item;
using Kind = Item::Kind;

constexpr TimePoint kStart{std::chrono::hours(1)};
constexpr double kFinest = BitrateController::kFinest;

BitratePlan plan_of(int kbps) {
    BitratePlan plan;
    plan.set_rate(kbps, 60, 1.5);
    return plan;
}

Item item(Kind kind, std::int64_t macroblocks, double wanted, double shown) {
    Item item;
    item.kind = kind;
    item.macroblocks = macroblocks;
    item.wanted = wanted;
    item.shown = shown;
    return item;
}

std::vector<Item> fitted(int kbps, std::vector<Item> items, bool streaming = false) {
    plan_of(kbps).fit(items, kStart, streaming);
    return items;
}

TEST(BitratePlan, AllThatMovesHasOneQualityKeyFramesToo) {
    const auto items = fitted(1000, {item(Kind::kMoved, 400, 25, 0), item(Kind::kWhole, 900, 18, 0),
                                     item(Kind::kMoved, 10, 25, 0)});
    EXPECT_GT(items[0].quantizer, kFinest);
    for (const Item& it : items) {
        EXPECT_EQ(it.quantizer, items[0].quantizer);
        EXPECT_TRUE(it.sent);
    }
}

TEST(BitratePlan, MoreThatMovesIsCoarserWhateverItsKind) {
    const double few = fitted(1000, {item(Kind::kMoved, 400, 25, 0)})[0].quantizer;
    const double many = fitted(1000, {item(Kind::kMoved, 800, 25, 0)})[0].quantizer;
    EXPECT_GT(many, few);
    const auto with_key_frame =
        fitted(1000, {item(Kind::kMoved, 400, 25, 0), item(Kind::kWhole, 400, 25, 0)});
    EXPECT_GT(with_key_frame[0].quantizer, many);  // a macroblock of a key frame costs more
}

TEST(BitratePlan, WhatMovesKeepsItsCoarsestPartUntilAKeyFrame) {
    const auto items =
        fitted(1000, {item(Kind::kMoved, 40, 25, 44), item(Kind::kWhole, 40, 25, 44)});
    EXPECT_LT(items[0].quantizer, 44);
    EXPECT_EQ(items[0].shown, 44);
    EXPECT_EQ(items[1].shown, items[1].quantizer);
}

TEST(BitratePlan, CoarseIsWhatIsSeenCoarserThanItShouldBe) {
    const auto items = fitted(100'000, {item(Kind::kMoved, 1, 25, 0), item(Kind::kMoved, 1, 25, 26),
                                        item(Kind::kWhole, 1, 25, 26)});
    ASSERT_EQ(items[0].quantizer, kFinest);
    EXPECT_FALSE(items[0].coarse);
    EXPECT_TRUE(items[1].coarse);
    EXPECT_FALSE(items[2].coarse);
    EXPECT_TRUE(fitted(100, {item(Kind::kMoved, 4000, 25, 0)})[0].coarse);
}

TEST(BitratePlan, StillStripesBecomeTwoStepsFinerAtOnce) {
    const auto items =
        fitted(100'000, {item(Kind::kStill, 10, 25, 40), item(Kind::kStill, 10, 25, 26)});
    EXPECT_EQ(items[0].quantizer, 38);
    EXPECT_EQ(items[0].shown, 38);
    EXPECT_TRUE(items[0].sent);
    EXPECT_TRUE(items[0].coarse);
    EXPECT_EQ(items[1].shown, 25);  // no finer than wanted
    EXPECT_TRUE(items[1].sent);
    EXPECT_FALSE(items[1].coarse);
}

TEST(BitratePlan, TheCoarsestIsRefinedFirstAndTheOthersWait) {
    // Enough for one of them.
    const auto items =
        fitted(400, {item(Kind::kStill, 20'000, 25, 34), item(Kind::kStill, 20'000, 25, 36),
                     item(Kind::kStill, 20'000, 25, 35)});
    EXPECT_TRUE(items[1].sent);
    EXPECT_EQ(items[1].shown, 34);
    for (const int waiting : {0, 2}) {
        const Item& it = items[static_cast<std::size_t>(waiting)];
        EXPECT_FALSE(it.sent);
        EXPECT_TRUE(it.coarse);
    }
    EXPECT_EQ(items[0].shown, 34);
    EXPECT_EQ(items[2].shown, 35);
}

TEST(BitratePlan, ACheaperOneDoesNotOvertakeTheCoarsest) {
    const auto items =
        fitted(100, {item(Kind::kStill, 100'000, 25, 40), item(Kind::kStill, 1, 25, 30)});
    EXPECT_FALSE(items[0].sent);
    EXPECT_FALSE(items[1].sent);
}

TEST(BitratePlan, BitsForRefinementAreSavedUp) {
    BitratePlan plan = plan_of(400);
    std::vector<Item> items;
    int frames = 0;
    do {
        items = {item(Kind::kStill, 80'000, 25, 36)};
        plan.fit(items, kStart + frames++ * std::chrono::milliseconds(17), false);
    } while (!items[0].sent && frames < 100);
    EXPECT_GT(frames, 2);
    EXPECT_LT(frames, 100);
}

TEST(BitratePlan, WhatIsAsFineAsWantedIsNotSent) {
    const auto items = fitted(100'000, {item(Kind::kStill, 10, 25, 25)});
    EXPECT_FALSE(items[0].sent);
    EXPECT_FALSE(items[0].coarse);
}

TEST(BitratePlan, StreamingSendsEveryStripeAndMakesItAsFineAsItCan) {
    const auto items =
        fitted(400, {item(Kind::kStill, 20'000, 25, 36), item(Kind::kStill, 20'000, 25, 35)}, true);
    EXPECT_TRUE(items[0].sent);
    EXPECT_EQ(items[0].quantizer, 34);
    EXPECT_TRUE(items[1].sent);
    EXPECT_EQ(items[1].quantizer, 35);  // nothing was left for it
    const auto fine = fitted(100'000, {item(Kind::kStill, 10, 25, 20)}, true);
    EXPECT_EQ(fine[0].quantizer, 18);
    EXPECT_TRUE(fine[0].coarse);
}

TEST(BitratePlan, AFrameThatWasDearerThanTheRateMakesTheNextOneWait) {
    BitratePlan plan = plan_of(1000);
    std::vector<Item> items = {item(Kind::kWhole, 900, 25, 0)};
    plan.fit(items, kStart, false);
    BitrateController::Spent bits;
    bits.moved_or_whole = 1'000'000;
    plan.spent(bits);
    EXPECT_GT(plan.ready(), kStart + std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace pixelflux
