// SPDX-License-Identifier: MPL-2.0
#include "refresh_log.h"

#include <limits>

#include <gtest/gtest.h>

#include "rect.h"

namespace pixelflux {
namespace {

constexpr std::int64_t kNoLimit = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kTile = 32 * 16;
constexpr std::uint64_t kEpoch = 7;

using Areas = std::vector<Rect>;
using Base = std::optional<std::uint64_t>;

// 4 x 3 tiles, the last ones of one column and one row, all written by frame 10.
RefreshLog begun() {
    RefreshLog log;
    log.reset({97, 33}, kEpoch);
    log.wrote_everything(10);
    EXPECT_FALSE(log.take(10, kNoLimit).has_value());
    return log;
}

RefreshRequest since(std::uint64_t frame, std::uint64_t epoch = kEpoch) {
    return {WholeAsOf{epoch, frame}};
}

TEST(RefreshLog, HasNothingToSayBeforeSomebodyAsks) {
    RefreshLog log = begun();
    EXPECT_FALSE(log.pending());
    log.wrote({0, 0, 50, 20}, 11);
    EXPECT_FALSE(log.take(11, kNoLimit).has_value());
}

TEST(RefreshLog, GivesTheTilesThatWereWrittenSince) {
    RefreshLog log = begun();
    log.wrote({31, 15, 2, 2}, 11);
    log.take(11, kNoLimit);
    log.wrote({96, 32, 1, 1}, 12);
    log.take(12, kNoLimit);
    for (const std::uint64_t base : {10u, 11u, 12u}) {
        log.request(since(base));
        EXPECT_TRUE(log.pending());
        const std::uint64_t frame = 13 + base - 10;
        const auto part = log.take(frame, kNoLimit);
        ASSERT_TRUE(part.has_value());
        EXPECT_EQ(part->base, Base{base});
        EXPECT_EQ(part->start, frame);
        EXPECT_TRUE(part->last);
        EXPECT_EQ(part->areas, base == 10   ? (Areas{{0, 0, 64, 32}, {96, 32, 1, 1}})
                               : base == 11 ? (Areas{{96, 32, 1, 1}})
                                            : Areas{});
        EXPECT_FALSE(log.pending());
    }
}

TEST(RefreshLog, HasWhatTheFrameItselfWrote) {
    RefreshLog log = begun();
    log.request(since(10));
    log.wrote({32, 0, 32, 16}, 11);
    EXPECT_EQ(log.take(11, kNoLimit)->areas, (Areas{{32, 0, 32, 16}}));
}

TEST(RefreshLog, GivesEverythingForABaseThatItDoesNotKnow) {
    struct Row {
        std::uint64_t epoch;
        Base base;
    };
    for (const Row& row : {Row{kEpoch, {}}, Row{kEpoch, 11}, Row{kEpoch, 1000}, Row{kEpoch, 9},
                           Row{kEpoch, 0}, Row{kEpoch - 1, 10}, Row{kEpoch + 1, 10}}) {
        RefreshLog log = begun();
        log.request(row.base ? since(*row.base, row.epoch) : RefreshRequest{});
        const auto part = log.take(11, kNoLimit);
        ASSERT_TRUE(part.has_value());
        EXPECT_EQ(part->base, Base{});
        EXPECT_EQ(part->areas, (Areas{{0, 0, 97, 33}}));
        EXPECT_TRUE(part->last);
    }
    RefreshLog log = begun();
    log.wrote({0, 0, 1, 1}, 11);
    log.request(since(11));  // which is not made yet
    EXPECT_EQ(log.take(11, kNoLimit)->base, Base{});
}

TEST(RefreshLog, JoinsRequestsToTheOldestBase) {
    RefreshLog log = begun();
    for (std::uint64_t frame = 11; frame < 14; ++frame) {
        log.wrote({static_cast<int>(frame - 11) * 32, 0, 32, 16}, frame);
        log.take(frame, kNoLimit);
    }
    log.request(since(12));
    log.request(since(11));
    log.request(since(13));
    auto part = log.take(14, kNoLimit);
    EXPECT_EQ(part->base, Base{11});
    EXPECT_EQ(part->areas, (Areas{{32, 0, 64, 16}}));
    EXPECT_FALSE(log.take(15, kNoLimit).has_value());
    log.request(since(12));
    log.request({});
    log.request(since(13));
    EXPECT_EQ(log.take(16, kNoLimit)->base, Base{});
}

TEST(RefreshLog, WhatIsLateComesWithTheLastPartAlone) {
    const Areas late = {{30, 0, 4, 20}};  // of four tiles
    RefreshLog log = begun();
    log.request({});
    auto part = log.take(11, 2 * kTile + 20, late);
    EXPECT_EQ(part->areas, (Areas{{64, 0, 33, 16}, {64, 16, 32, 16}}));
    EXPECT_FALSE(part->last);
    log.wrote({30, 0, 4, 20}, 12);
    part = log.take(12, 1000, late);
    EXPECT_TRUE(part->last);
    EXPECT_EQ(part->areas, (Areas{{0, 0, 64, 32}, {96, 16, 1, 16}, {0, 32, 97, 1}}));
}

TEST(RefreshLog, WhatIsLateAndDidNotChangeIsLeftOut) {
    RefreshLog log = begun();
    log.request(since(10));
    log.wrote({96, 32, 1, 1}, 11);
    const auto part = log.take(11, kNoLimit, {{0, 0, 64, 32}});
    EXPECT_EQ(part->areas, (Areas{{96, 32, 1, 1}}));
    EXPECT_TRUE(part->last);
}

TEST(RefreshLog, IsSplitByAreaAndTheLastPartHasWhatWasWrittenMeanwhile) {
    RefreshLog log = begun();
    log.request({});
    auto part = log.take(11, 5 * kTile);
    ASSERT_TRUE(part.has_value());
    EXPECT_EQ(part->areas, (Areas{{0, 0, 97, 16}, {0, 16, 32, 16}}));
    EXPECT_FALSE(part->last);
    EXPECT_TRUE(log.pending());

    log.request(since(11));         // waits for the next one
    log.wrote({0, 0, 1, 1}, 12);    // had its turn
    log.wrote({64, 16, 1, 1}, 12);  // has its turn in this part
    part = log.take(12, 2 * kTile + 16);
    EXPECT_EQ(part->areas, (Areas{{32, 16, 65, 16}}));
    EXPECT_EQ(part->start, 11u);
    EXPECT_FALSE(part->last);

    log.wrote({40, 16, 1, 1}, 13);
    part = log.take(13, 1);  // at least one tile
    EXPECT_EQ(part->areas, (Areas{{0, 32, 32, 1}}));
    EXPECT_FALSE(part->last);

    part = log.take(14, 1000);
    EXPECT_EQ(part->areas, (Areas{{0, 0, 32, 16}, {32, 16, 32, 16}, {32, 32, 65, 1}}));
    EXPECT_EQ(part->base, Base{});
    EXPECT_EQ(part->start, 11u);
    EXPECT_TRUE(part->last);

    part = log.take(15, kNoLimit);
    EXPECT_EQ(part->base, Base{11});
    EXPECT_EQ(part->start, 15u);
    EXPECT_EQ(part->areas, (Areas{{0, 0, 32, 16}, {32, 16, 64, 16}}));
    EXPECT_FALSE(log.pending());
}

TEST(RefreshLog, HasNoAreaTwice) {
    RefreshLog log;
    log.reset({320, 160}, kEpoch);
    log.wrote_everything(0);
    log.take(0, kNoLimit);
    const Areas written = {{0, 0, 64, 48},   {64, 16, 64, 48},  {0, 64, 128, 16}, {160, 0, 32, 160},
                           {224, 0, 32, 16}, {256, 16, 32, 16}, {224, 32, 96, 64}};
    std::int64_t pixels = 0;
    for (const Rect& area : written) {
        log.wrote(area, 1);
        pixels += area_of(area);
    }
    log.take(1, kNoLimit);
    log.request(since(0));
    const auto part = log.take(2, kNoLimit);
    for (std::size_t i = 0; i < part->areas.size(); ++i) {
        pixels -= area_of(part->areas[i]);
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_TRUE(is_empty(intersection(part->areas[i], part->areas[j])));
        }
    }
    EXPECT_EQ(pixels, 0);
}

TEST(RefreshLog, OwesNothingAfterAFrameThatWroteEverythingOrAnEpochThatBegins) {
    for (const bool under_way : {false, true}) {
        RefreshLog log = begun();
        log.request(since(10));
        log.request({});
        if (under_way) log.take(11, kTile);
        EXPECT_TRUE(log.pending());
        RefreshLog other = log;
        log.wrote_everything(12);
        EXPECT_FALSE(log.pending());
        EXPECT_FALSE(log.take(12, kNoLimit).has_value());
        other.reset({32, 32}, kEpoch + 1);
        EXPECT_FALSE(other.pending());
        other.wrote_everything(12);
        EXPECT_FALSE(other.take(12, kNoLimit).has_value());
        other.request(since(12, kEpoch + 1));
        EXPECT_EQ(other.take(13, kNoLimit)->base, Base{12});
    }
}

TEST(RefreshLog, BeginsAnewAfterAFrameThatWasNotMade) {
    RefreshLog log = begun();
    log.wrote({0, 0, 97, 16}, 11);
    log.take(11, kNoLimit);
    log.request(since(10));
    log.take(12, kTile);
    log.request(since(11));
    log.take(13, kTile);
    log.take_back();
    EXPECT_TRUE(log.pending());
    const auto part = log.take(14, kNoLimit);
    EXPECT_EQ(part->base, Base{10});
    EXPECT_EQ(part->start, 14u);
    EXPECT_EQ(part->areas, (Areas{{0, 0, 97, 16}}));
    EXPECT_TRUE(part->last);
    log.take_back();  // also after the last part
    EXPECT_EQ(log.take(15, kNoLimit)->base, Base{10});
    EXPECT_FALSE(log.take(16, kNoLimit).has_value());
    log.take_back();  // nothing was taken
    EXPECT_FALSE(log.pending());
}

TEST(RefreshLog, TakesAreasThatReachBeyondThePicture) {
    RefreshLog log = begun();
    log.wrote({-5, -5, 6, 6}, 11);
    log.wrote({96, 20, 1000, 1000}, 11);
    log.wrote({200, 0, 5, 5}, 11);
    log.wrote({0, 0, 0, 5}, 11);
    log.take(11, kNoLimit);
    log.request(since(10));
    EXPECT_EQ(log.take(12, kNoLimit)->areas, (Areas{{0, 0, 32, 16}, {96, 16, 1, 17}}));
}

RefreshRequest slow(std::uint64_t frame, std::int64_t most_bytes) {
    RefreshRequest request = since(frame);
    request.most_bytes = most_bytes;
    return request;
}

TEST(RefreshLog, KeepsTheFewestBytesThatSomebodyAskedFor) {
    RefreshLog log = begun();
    log.wrote({0, 0, 97, 33}, 11);
    log.take(11, kNoLimit);
    log.request(slow(10, 4000));
    log.request(slow(11, 2000));
    log.request(slow(11, 3000));
    for (std::uint64_t frame = 13; frame < 15; ++frame) {  // also of a later part
        const auto part = log.take(frame, 6 * kTile);
        EXPECT_EQ(part->base, Base{10});
        EXPECT_EQ(part->most_bytes, 2000);
    }
    log.take_back();
    EXPECT_EQ(log.take(15, kNoLimit)->most_bytes, 2000);
}

TEST(RefreshLog, IsOfAnySizeWhereSomebodyHasNotAskedForLess) {
    constexpr std::int64_t kAny = RefreshRequest::kAnySize;
    RefreshLog log = begun();
    log.request(slow(10, 2000));
    log.request(since(10));
    EXPECT_EQ(log.take(11, kNoLimit)->most_bytes, kAny);
    log.request(slow(10, 2000));
    log.request({});
    EXPECT_EQ(log.take(12, kNoLimit)->most_bytes, kAny);
    // Of whom this epoch knows nothing.
    RefreshRequest other = slow(10, 2000);
    other.reader->epoch = kEpoch + 1;
    log.request(other);
    auto part = log.take(13, kNoLimit);
    EXPECT_EQ(part->base, Base{});
    EXPECT_EQ(part->most_bytes, 2000);
    log.wrote({0, 0, 1, 1}, 14);
    log.request(slow(14, 2000));  // a frame that is being made
    part = log.take(14, kNoLimit);
    EXPECT_EQ(part->base, Base{});
    EXPECT_EQ(part->most_bytes, 2000);
}

RefreshRequest again(std::uint64_t frame, const Areas& areas) {
    RefreshRequest request = slow(frame, 1000);
    request.again = areas;
    return request;
}

TEST(RefreshLog, HasWhatSomebodyAsksForAgainApart) {
    RefreshLog log = begun();
    log.wrote({0, 0, 64, 32}, 11);
    log.take(11, kNoLimit);
    log.request(again(10, {{40, 3, 50, 4}, {96, 32, 1, 1}}));
    const auto part = log.take(12, kNoLimit);
    EXPECT_EQ(part->base, Base{10});
    EXPECT_EQ(part->areas, (Areas{{0, 0, 32, 16}, {0, 16, 64, 16}}));
    EXPECT_EQ(part->exact, (Areas{{32, 0, 64, 16}, {96, 32, 1, 1}}));
    EXPECT_TRUE(part->last);
    EXPECT_FALSE(log.pending());
    // Once: the next one has nothing of it.
    log.request(slow(12, 1000));
    const auto next = log.take(13, kNoLimit);
    EXPECT_EQ(next->areas, Areas{});
    EXPECT_EQ(next->exact, Areas{});
}

TEST(RefreshLog, HasAgainWhatTwoReadersAskedFor) {
    RefreshLog log = begun();
    log.request(again(10, {{0, 0, 32, 16}}));
    log.request(again(10, {{0, 16, 64, 16}, {0, 0, 1, 1}}));
    EXPECT_EQ(log.take(11, kNoLimit)->exact, (Areas{{0, 0, 32, 16}, {0, 16, 64, 16}}));
}

TEST(RefreshLog, HasAgainNothingThatIsEmptyOrOutside) {
    RefreshLog log = begun();
    log.request(again(10, {{5, 5, 0, 3}, {97, 0, 10, 10}, {0, 33, 5, 5}, {-9, -9, 9, 9}}));
    EXPECT_EQ(log.take(11, kNoLimit)->exact, Areas{});
    log.request(again(11, {{-5, -5, 1000, 1000}}));
    EXPECT_EQ(log.take(12, kNoLimit)->exact, (Areas{{0, 0, 97, 33}}));
}

TEST(RefreshLog, OfEverythingItIsApartToo) {
    RefreshLog log = begun();
    log.request({});
    log.request(again(10, {{0, 0, 97, 16}}));
    const auto part = log.take(11, kNoLimit);
    EXPECT_EQ(part->areas, (Areas{{0, 16, 97, 17}}));
    EXPECT_EQ(part->exact, (Areas{{0, 0, 97, 16}}));
}

TEST(RefreshLog, WhatIsAskedForAgainIsSplitLikeTheRest) {
    RefreshLog log = begun();
    log.request(again(10, {{0, 0, 96, 16}}));
    auto part = log.take(11, 2 * kTile);
    EXPECT_EQ(part->exact, (Areas{{0, 0, 64, 16}}));
    EXPECT_FALSE(part->last);
    // Another request waits; what was written where this one had been is exact there again.
    log.request(again(10, {{0, 16, 32, 16}}));
    log.wrote({32, 0, 1, 17}, 12);
    part = log.take(12, 2 * kTile);
    EXPECT_EQ(part->exact, (Areas{{32, 0, 64, 16}}));
    EXPECT_EQ(part->areas, (Areas{{32, 16, 32, 16}}));
    EXPECT_TRUE(part->last);
    part = log.take(13, kNoLimit);
    EXPECT_EQ(part->exact, (Areas{{0, 16, 32, 16}}));
    EXPECT_EQ(part->areas, (Areas{{32, 0, 32, 32}}));
}

TEST(RefreshLog, AfterAFrameThatWasNotMadeItIsAskedForAsBefore) {
    RefreshLog log = begun();
    log.request(again(10, {{0, 0, 96, 16}}));
    log.take(11, kTile);
    log.request(again(11, {{0, 16, 32, 16}}));
    log.take(12, kTile);
    log.take_back();
    const auto part = log.take(13, kNoLimit);
    EXPECT_EQ(part->base, Base{10});
    EXPECT_EQ(part->most_bytes, 1000);
    EXPECT_EQ(part->exact, (Areas{{0, 0, 96, 16}, {0, 16, 32, 16}}));
    EXPECT_EQ(part->areas, Areas{});
}

}  // namespace
}  // namespace pixelflux
