// SPDX-License-Identifier: MPL-2.0
// Joining and cutting in a time that the test makes up, with costs as simple as possible: what
// scrolls costs the same at every seam, a film costs by its height.
#include "row_merger.h"

#include <functional>
#include <numeric>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kRows = 8;
constexpr int kHeight = 128;
constexpr double kWholeRow = 20'000;

struct Cost {
    double bytes;
    double millis;
};
// The cost of a picture of a stripe with so many rows, of which so many changed.
using Model = std::function<Cost(int rows, int changed)>;

Cost scroll(int rows, int) { return {4000, 0.8 * rows}; }
Cost film(int rows, int changed) { return {2000.0 * changed, 0.8 * rows}; }
Cost small_change(int, int) { return {150, 0.4}; }

std::vector<Stripe> base() {
    std::vector<Stripe> stripes;
    for (int row = 0; row < kRows; ++row) stripes.push_back({row * kHeight, kHeight});
    return stripes;
}

struct Picture {
    Picture() {
        for (const Stripe& stripe : merger.cut()) encoded_whole(stripe);
    }

    // The rows that each stripe of the cut has, such as "11111111" and "1331".
    std::string cut() const {
        std::string heights;
        for (const Stripe& stripe : merger.cut())
            heights += std::to_string(stripe.height / kHeight);
        return heights;
    }

    void encoded_whole(const Stripe& stripe) {
        ++key_frames;
        merger.encoded(stripe, static_cast<std::size_t>(kWholeRow * stripe.height / kHeight), true,
                       milliseconds(3));
    }

    // A frame after this time, in which these rows changed.
    void frame(Duration after, const std::set<int>& changed, const Model& cost) {
        now += after;
        BandSet bands(kRows * kHeight / kBandHeight);
        for (const int row : changed) bands.set(row * kHeight / kBandHeight);
        const std::vector<Stripe> before = merger.cut();
        const bool recut = merger.begin_frame(now, bands, longest);
        const std::vector<Stripe> after_it = merger.cut();
        EXPECT_EQ(recut, before != after_it);
        for (const Stripe& stripe : after_it) {
            if (std::find(before.begin(), before.end(), stripe) == before.end()) {
                encoded_whole(stripe);
                continue;
            }
            const int first = stripe.y / kHeight;
            const int rows = stripe.height / kHeight;
            const auto moved = static_cast<int>(
                std::distance(changed.lower_bound(first), changed.lower_bound(first + rows)));
            if (moved == 0) continue;
            const Cost what = cost(rows, moved);
            merger.encoded(stripe, static_cast<std::size_t>(what.bytes), false,
                           microseconds(static_cast<int>(what.millis * 1000)));
        }
    }

    // Plays for this long, at so many frames a second.
    void play(Duration time, int fps, const std::set<int>& changed, const Model& cost) {
        const auto frames = time / (Duration(seconds(1)) / fps);
        for (int i = 0; i < frames; ++i) frame(Duration(seconds(1)) / fps, changed, cost);
    }

    // All stripes are to be key frames.
    void key_frame() {
        for (const Stripe& stripe : merger.cut()) merger.split_for_free(stripe);
        for (const Stripe& stripe : merger.cut()) encoded_whole(stripe);
    }

    RowMerger merger{base()};
    TimePoint now{std::chrono::hours(1)};
    Duration longest = milliseconds(16);
    int key_frames = 0;
};

const std::set<int> kMiddle = {2, 3, 4, 5};
const std::set<int> kAll = {0, 1, 2, 3, 4, 5, 6, 7};

TEST(RowMerger, JoinsTheRowsThatScrollAfterASecond) {
    Picture picture;
    picture.play(milliseconds(950), 30, kMiddle, scroll);
    EXPECT_EQ(picture.cut(), "11111111");
    picture.play(milliseconds(200), 30, kMiddle, scroll);
    EXPECT_EQ(picture.cut(), "11411");
    EXPECT_EQ(picture.key_frames, kRows + 1);  // only what was joined
    picture.play(seconds(60), 30, kMiddle, scroll);
    EXPECT_EQ(picture.cut(), "11411");
    EXPECT_EQ(picture.key_frames, kRows + 1);
}

TEST(RowMerger, JoinsNothingWhereOneTypes) {
    Picture picture;
    picture.play(seconds(60), 10, {3, 4}, small_change);
    EXPECT_EQ(picture.cut(), "11111111");
}

TEST(RowMerger, JoinsNoRowThatMovesAlone) {
    Picture picture;
    picture.play(seconds(60), 60, {1, 3, 5, 7}, scroll);
    EXPECT_EQ(picture.cut(), "11111111");
}

TEST(RowMerger, JoinsNothingThatChangesSeldomOrShortly) {
    Picture picture;
    picture.play(seconds(60), 3, kMiddle, scroll);
    EXPECT_EQ(picture.cut(), "11111111");
    for (int i = 0; i < 20; ++i) {
        picture.play(milliseconds(800), 60, kMiddle, scroll);
        picture.now += seconds(1);
    }
    EXPECT_EQ(picture.cut(), "11111111");
}

TEST(RowMerger, JoinsNothingWhoseKeyFrameWouldNotPay) {
    Picture picture;
    // 300 bytes at 30 Hz: half of three seconds' worth is less than a key frame.
    picture.play(seconds(60), 30, kMiddle, [](int rows, int) { return Cost{300, 0.8 * rows}; });
    EXPECT_EQ(picture.cut(), "11111111");
}

TEST(RowMerger, JoinsMoreWhereMoreMoves) {
    Picture picture;
    picture.play(seconds(3), 30, kMiddle, scroll);
    picture.play(seconds(10), 30, {2, 3, 4, 5, 6}, scroll);
    EXPECT_EQ(picture.cut(), "1151");
}

// A film above a text that scrolls now and then, whose rows lie one below the other.
TEST(RowMerger, JoinsNotWhatMovesApart) {
    Picture picture;
    const auto cheap_film = [](int rows, int) { return Cost{1500, 0.8 * rows}; };
    picture.play(seconds(5), 30, {0, 1, 2, 3}, cheap_film);
    for (int i = 0; i < 3; ++i) {
        picture.play(seconds(2), 30, kAll, scroll);
        picture.play(seconds(3), 30, {0, 1, 2, 3}, cheap_film);
    }
    EXPECT_EQ(picture.cut(), "44");
}

TEST(RowMerger, JoinsNoMoreThanOneThreadEncodesInTime) {
    Picture picture;
    picture.longest = milliseconds(4);
    picture.play(seconds(3), 30, kAll, scroll);
    EXPECT_EQ(picture.cut(), "53");
}

TEST(RowMerger, RemainsJoinedWhileItIsCalm) {
    Picture picture;
    picture.play(seconds(3), 30, kMiddle, scroll);
    picture.now += seconds(30);
    picture.frame(milliseconds(16), {}, scroll);
    EXPECT_EQ(picture.cut(), "11411");
    picture.play(seconds(3), 30, kMiddle, scroll);
    EXPECT_EQ(picture.cut(), "11411");
    EXPECT_EQ(picture.key_frames, kRows + 1);
}

TEST(RowMerger, AKeyFrameThatIsDueAnywayLeavesWhatScrolledAsItIs) {
    Picture picture;
    picture.play(seconds(3), 30, kMiddle, scroll);
    picture.key_frame();
    EXPECT_EQ(picture.cut(), "11411");
    picture.key_frame();  // nothing moved since
    EXPECT_EQ(picture.cut(), "11411");
}

TEST(RowMerger, AKeyFrameThatIsDueAnywayCutsWhereOnlyAPartMoved) {
    Picture picture;
    picture.play(seconds(3), 30, kMiddle, scroll);
    picture.key_frame();
    picture.frame(milliseconds(500), {3}, small_change);
    picture.key_frame();
    EXPECT_EQ(picture.cut(), "11111111");
    EXPECT_FALSE(picture.merger.split_for_free({0, kHeight}));
}

TEST(RowMerger, CutsWhenMostOfWhatItEncodesIsStill) {
    Picture picture;
    picture.play(seconds(3), 30, kMiddle, scroll);
    picture.play(seconds(1), 30, {3}, small_change);
    EXPECT_EQ(picture.cut(), "11411");
    const int before = picture.key_frames;
    picture.play(seconds(9), 30, {3}, small_change);
    EXPECT_EQ(picture.cut(), "11111111");
    EXPECT_EQ(picture.key_frames, before + 4);
}

TEST(RowMerger, JoinsAgainAtOnceWhatWasWorthIt) {
    Picture picture;
    picture.play(seconds(10), 30, kMiddle, [](int rows, int changed) {
        return Cost{4000, changed == rows && rows > 1 ? 0.5 * rows : 0.8 * rows};
    });
    picture.key_frame();
    picture.frame(milliseconds(500), {3}, small_change);
    picture.key_frame();
    ASSERT_EQ(picture.cut(), "11111111");
    picture.play(seconds(2), 30, kMiddle, scroll);
    EXPECT_EQ(picture.cut(), "11411");
}

// Plays until rows are joined; whole seconds that took, kRows * 1000 if it never happens.
int seconds_until_joined(Picture& picture, const Model& cost) {
    for (int second = 0; second < 600; ++second) {
        picture.play(seconds(1), 30, kMiddle, cost);
        if (picture.cut() != "11111111") return second;
    }
    return kRows * 1000;
}

void cut_for_free(Picture& picture) {
    picture.key_frame();
    picture.frame(milliseconds(33), {3}, small_change);
    picture.key_frame();
    ASSERT_EQ(picture.cut(), "11111111");
}

TEST(RowMerger, WhatWasJoinedInVainIsLeftAloneLongerEachTime) {
    Picture picture;
    EXPECT_LE(seconds_until_joined(picture, film), 3);
    picture.play(seconds(2), 30, kMiddle, film);
    EXPECT_EQ(picture.cut(), "11411");  // no dearer either, so no key frames are spent on it
    picture.key_frame();
    EXPECT_EQ(picture.cut(), "11111111");
    EXPECT_NEAR(seconds_until_joined(picture, film), 5, 1);
    picture.play(seconds(2), 30, kMiddle, film);
    picture.key_frame();
    EXPECT_NEAR(seconds_until_joined(picture, film), 10, 1);
}

TEST(RowMerger, WhatTakesMoreTimeIsJoinedInVain) {
    const auto slow = [](int rows, int) { return Cost{4000, rows == 1 ? 0.8 : 1.0 * rows}; };
    Picture picture;
    EXPECT_LE(seconds_until_joined(picture, slow), 2);
    picture.play(seconds(2), 30, kMiddle, slow);
    picture.key_frame();
    EXPECT_EQ(picture.cut(), "11111111");
    EXPECT_NEAR(seconds_until_joined(picture, slow), 5, 1);
}

TEST(RowMerger, AMinuteOfCalmForgives) {
    Picture picture;
    seconds_until_joined(picture, film);
    picture.play(seconds(2), 30, kMiddle, film);
    cut_for_free(picture);
    picture.now += seconds(61);
    EXPECT_LE(seconds_until_joined(picture, film), 3);
}

TEST(RowMerger, RefinementsOfWhatIsStillCountForNothing) {
    Picture picture;
    picture.play(seconds(3), 30, kMiddle, scroll);
    for (int i = 0; i < 1000; ++i) {
        picture.frame(milliseconds(16), {}, scroll);
        picture.merger.encoded({2 * kHeight, 4 * kHeight}, 50'000, false, milliseconds(9));
    }
    picture.play(seconds(1), 30, kMiddle, scroll);
    picture.key_frame();
    EXPECT_EQ(picture.cut(), "11411");
}

// The window crosses the rows at the ends now and then. That must not cost key frames for ever.
TEST(RowMerger, AnObjectThatComesAndGoesCostsFewKeyFrames) {
    Picture picture;
    const auto window = [](int rows, int changed) {
        return Cost{700.0 * changed - 100 * (changed - 1), 0.2 * changed + 0.3 * rows};
    };
    for (int i = 0; i < 60 * 300; ++i) {
        const int way = i / 25 % 10;  // rows in 4 s
        const int top = way < 5 ? way : 9 - way;
        std::set<int> rows;
        for (int row = top; row < std::min(top + 4, kRows); ++row) rows.insert(row);
        picture.frame(Duration(seconds(1)) / 60, rows, window);
    }
    EXPECT_LT(picture.key_frames, kRows + 100);
}

TEST(RowMerger, WhateverHappensTheCutIsOneOfTheBase) {
    std::mt19937 random(7);
    const auto below = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    std::set<std::string> seen;
    Picture picture;
    for (int scene = 0; scene < 400; ++scene) {
        std::set<int> rows;
        const int first = below(kRows);
        for (int row = first; row < std::min(kRows, first + 1 + below(kRows)); ++row)
            rows.insert(row);
        const int seam = below(6000);
        const int body = below(3000);
        const double time = 0.2 + 0.1 * below(10);
        const int fps = 1 + below(60);
        const int frames = below(6) * fps;
        for (int i = 0; i < frames; ++i) {
            std::set<int> changed = rows;
            if (below(4) == 0) changed.insert(below(kRows));
            picture.frame(Duration(seconds(1)) / fps, changed, [&](int height, int moved) {
                return Cost{1.0 * seam + body * moved, time * height};
            });
            if (below(100) == 0) picture.key_frame();
            int y = 0;
            for (const Stripe& stripe : picture.merger.cut()) {
                ASSERT_EQ(stripe.y, y);
                ASSERT_GT(stripe.height, 0);
                ASSERT_EQ(stripe.height % kHeight, 0);
                y += stripe.height;
            }
            ASSERT_EQ(y, kRows * kHeight);
        }
        seen.insert(picture.cut());
        if (below(10) == 0) picture.now += seconds(below(100));
    }
    EXPECT_GT(seen.size(), 10u);  // it was not about nothing
}

}  // namespace
}  // namespace pixelflux
