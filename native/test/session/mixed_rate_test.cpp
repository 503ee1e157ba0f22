// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed with a constant bit rate: what is sent stays within it, what is seen stays
// current, and a screen at rest becomes exact. The time is held, so every figure is the same on any
// machine.
#include "rate_link.h"

#include <chrono>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "test_length.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class MixedRate : public testing::TestWithParam<std::tuple<const char*, int>> {};

using Patterns = std::vector<const char*>;

INSTANTIATE_TEST_SUITE_P(
    Patterns, MixedRate,
    testing::Combine(
        testing::ValuesIn(test_length(Patterns{"scroll57", "film", "noise"}, Patterns{"scroll57"})),
        testing::ValuesIn(test_length(std::vector<int>{1000, 4000}, std::vector<int>{1000}))));

TEST_P(MixedRate, IsKeptWhileSomethingMovesAndAtRestUntilAllIsExact) {
    const auto [pattern, kbps] = GetParam();
    Link link(pattern, kbps);
    link.move(seconds(4));
    link.rest(milliseconds(100));
    const TimePoint rest = link.now();
    while (!link.is_exact() && link.now() < rest + seconds(20)) link.rest(milliseconds(100));
    // A picture of noise alone has 5.5 Mbit.
    EXPECT_TRUE(link.is_exact());
    EXPECT_LE(link.now() - rest, milliseconds(kbps == 1000 ? 9000 : 2500));
    EXPECT_LE(link.share(seconds(1)), 1.03);
    EXPECT_LE(link.most_in(seconds(1), {}), 1.1);
    link.rest(seconds(5));
    const std::size_t frames = link.sent().size();
    link.rest(seconds(60));
    EXPECT_EQ(link.sent().size(), frames);
}

TEST_P(MixedRate, WhatIsSeenStaysCurrent) {
    const auto [pattern, kbps] = GetParam();
    Link link(pattern, kbps);
    link.move(seconds(1));
    const std::size_t before = link.sent().size();
    const std::size_t frames = link.frames();
    const Duration oldest_before = link.oldest_after(0);
    link.move(seconds(3));
    // The first picture is dear.
    EXPECT_LE(oldest_before, milliseconds(500));
    EXPECT_LE(link.oldest_after(before), milliseconds(100));
    const bool noise = std::string(pattern) == "noise";
    EXPECT_GE(link.frames() - frames, noise && kbps == 1000 ? 80u : 170u);
}

TEST(MixedRateSession, FewerFramesComeWhereNothingElseHelps) {
    Link link("noise", 250);
    link.move(seconds(4));
    EXPECT_GT(link.frames(), 15u);
    EXPECT_LT(link.frames(), 60u);
    EXPECT_LE(link.share(seconds(1)), 1.05);
}

TEST(MixedRateSession, WhatTheRateMadeCoarseBecomesExactWithoutPaintOverToo) {
    Link link("scroll57", 250, "usePaintOverQuality=false\n");
    link.move(seconds(2));
    link.rest(seconds(10));
    EXPECT_TRUE(link.is_exact());
}

TEST(MixedRateSession, WhatTheRateMadeCoarseBecomesExactWhileSomethingElseNeedsAllOfIt) {
    if (!test_length(true, false)) return;  // up to 42 s of noise
    // The rows in the middle move, and no quality makes them cheap enough: each frame waits.
    Link link("noise", 400, "syntheticChange=50\n");
    link.move(seconds(2));
    const int still = Link::kSize.height / 4 - 16;
    EXPECT_FALSE(link.has_exactly(0, still));
    for (int i = 0; i < 40 && !link.has_exactly(0, still); ++i) link.move(seconds(1));
    EXPECT_TRUE(link.has_exactly(0, still));
    EXPECT_LE(link.share(seconds(2)), 1.1);
}

TEST(MixedRateSession, WhatTheRateMadeCoarseBecomesExactAlsoWhenThereIsNoRateAnyMore) {
    Link link("scroll57", 250, "usePaintOverQuality=false\n");
    link.move(seconds(2));
    EXPECT_FALSE(link.is_exact());
    link.lift_rate();
    link.rest(seconds(10));
    EXPECT_TRUE(link.is_exact());
}

TEST(MixedRateSession, ALowerRateDoesNotStopThePicture) {
    Link link("noise", 20000);
    link.move(seconds(1));
    const std::size_t before = link.sent().size();
    link.change_rate(1000);
    link.move(seconds(2));
    EXPECT_LE(link.oldest_after(before), milliseconds(600));
}

TEST(MixedRateSession, ARefreshComesInPartsWithinTheRateWhileTheFilmGoesOn) {
    Link link("film", 1000);
    link.move(seconds(2));
    const std::size_t before = link.sent().size();
    const std::size_t frames = link.frames();
    link.viewer() = MixedViewer();
    link.session().request_key_frame();
    link.move(seconds(2));
    EXPECT_TRUE(link.viewer().whole());
    EXPECT_GT(link.parts(), 4);
    EXPECT_GE(link.frames() - frames, 90u);
    EXPECT_LE(link.oldest_after(before), milliseconds(300));
    EXPECT_LE(link.most_in(seconds(1), {}), 1.15);
    link.rest(seconds(5));
    EXPECT_TRUE(link.is_exact());
}

TEST(MixedRateSession, AnotherRateCountsFromTheNextFrame) {
    Link link("noise", 4000);
    link.move(seconds(1));
    link.change_rate(1000);
    link.move(seconds(4));
    EXPECT_LE(link.share(seconds(2)), 1.05);
    EXPECT_GE(link.share(seconds(2)), 0.9);
}

}  // namespace
}  // namespace pixelflux
