// SPDX-License-Identifier: MPL-2.0
#include "coarse_text.h"

#include <vector>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using Part = CoarseText::Part;

constexpr Size kSize = {1920, 1080};
constexpr Rect kPage = {200, 100, 640, 400};

// Frames of what a test says, 30 a second unless it says so.
class Frames {
public:
    Frames() { text_.reset(kSize); }

    // Whether each of them is coarse.
    std::vector<bool> draw(std::vector<Part> parts, Duration later = milliseconds(33)) {
        now_ += later;
        text_.decide(parts, now_);
        std::vector<bool> coarse;
        for (const Part& part : parts) coarse.push_back(part.coarse);
        return coarse;
    }
    bool is_coarse(const Rect& area, Duration later = milliseconds(33)) {
        return draw({{area}}, later).front();
    }

private:
    CoarseText text_;
    TimePoint now_ = TimePoint{} + std::chrono::hours(1);
};

Rect of_pixels(std::int64_t pixels) { return {320, 160, 256, static_cast<int>(pixels / 256)}; }

TEST(CoarseText, WhatKeepsComingIsCoarseUntilItPauses) {
    Frames frames;
    for (int round = 0; round < 3; ++round) {
        for (int times = 0; times < CoarseText::kExactTimes; ++times)
            EXPECT_FALSE(frames.is_coarse(kPage)) << "round " << round << ", " << times;
        for (int times = 0; times < 10; ++times) EXPECT_TRUE(frames.is_coarse(kPage));
        // The next one comes after that.
        EXPECT_TRUE(frames.is_coarse(kPage, CoarseText::kLongestPause));
        EXPECT_FALSE(frames.is_coarse(kPage, CoarseText::kLongestPause + milliseconds(1)));
        frames.is_coarse({}, CoarseText::kLongestPause + milliseconds(1));
    }
}

TEST(CoarseText, APageThatIsTurnedNowAndThenIsExact) {
    Frames frames;
    for (int times = 0; times < 20; ++times)
        EXPECT_FALSE(frames.is_coarse(kPage, milliseconds(300)));
}

TEST(CoarseText, WhatComesInParts) {
    Frames frames;
    const std::vector<Part> halves = {{{200, 100, 640, 208}}, {{200, 308, 640, 192}}};
    for (int times = 0; times < CoarseText::kExactTimes; ++times)
        EXPECT_EQ(frames.draw(halves), (std::vector<bool>{false, false}));
    EXPECT_EQ(frames.draw(halves), (std::vector<bool>{true, true}));
}

TEST(CoarseText, LittleIsExactForEver) {
    Frames frames;
    const Rect little = of_pixels(CoarseText::kMuch - 256);
    for (int times = 0; times < 100; ++times) EXPECT_FALSE(frames.is_coarse(little));
}

TEST(CoarseText, MuchBeginsItAndLittleEndsIt) {
    Frames frames;
    for (int times = 0; times < CoarseText::kExactTimes; ++times)
        frames.is_coarse(of_pixels(CoarseText::kMuch));
    EXPECT_TRUE(frames.is_coarse(of_pixels(CoarseText::kMuch)));
    EXPECT_TRUE(frames.is_coarse(of_pixels(CoarseText::kLittle)));
    EXPECT_FALSE(frames.is_coarse(of_pixels(CoarseText::kLittle - 256)));
    EXPECT_FALSE(frames.is_coarse(of_pixels(CoarseText::kLittle)));
    EXPECT_TRUE(frames.is_coarse(of_pixels(CoarseText::kMuch)));
}

// The rows that it uncovers are new in each frame, at the same place.
TEST(CoarseText, WhatScrollsIsExact) {
    for (const int step : {16, 57, 120}) {
        Frames frames;
        const Rect copy = {300, 100, 1200, 800 - step};
        const Rect strip = {300, 900 - step, 1200, step};
        for (int times = 0; times < 20; ++times)
            EXPECT_FALSE(frames.draw({{copy, true}, {strip}}).back()) << step;
        // Cut, and with a blank row between copy and text.
        for (int times = 0; times < 20; ++times) {
            for (const bool coarse : frames.draw({{{300, 900 - step / 2, 1200, step / 2}},
                                                  {{300, 916 - step, 1200, step / 2}},
                                                  {copy, true}}))
                EXPECT_FALSE(coarse) << step;
        }
    }
}

TEST(CoarseText, WhatScrollsByMoreThanAThirdIsCoarse) {
    Frames frames;
    const std::vector<Part> parts = {{{300, 100, 1200, 500}, true}, {{300, 600, 1200, 300}}};
    for (int times = 0; times < CoarseText::kExactTimes; ++times)
        EXPECT_FALSE(frames.draw(parts).back());
    EXPECT_EQ(frames.draw(parts), (std::vector<bool>{false, true}));
}

TEST(CoarseText, WhatScrollsFarFromItIsExact) {
    Frames frames;
    const std::vector<Part> parts = {
        {{1000, 100, 800, 700}, true}, {{1000, 800, 800, 100}}, {kPage}};
    for (int times = 0; times < CoarseText::kExactTimes; ++times) frames.draw(parts);
    EXPECT_EQ(frames.draw(parts), (std::vector<bool>{false, false, true}));
}

// As much of it, but never twice at the same place.
TEST(CoarseText, WhatComesElsewhereEachTimeIsExact) {
    Frames frames;
    for (int times = 0; times < 40; ++times)
        EXPECT_FALSE(frames.is_coarse({0, times % 10 * 96, 1920, 96})) << times;
}

// A glyph beside a page that keeps coming is new there.
TEST(CoarseText, WhatComesForTheFirstTimeBesideItIsExact) {
    Frames frames;
    for (int times = 0; times <= CoarseText::kExactTimes; ++times) frames.is_coarse(kPage);
    EXPECT_EQ(frames.draw({{kPage}, {{1000, 500, 12, 20}}}), (std::vector<bool>{true, false}));
}

TEST(CoarseText, NothingIsLeftOfAnotherPicture) {
    CoarseText text;
    text.reset(kSize);
    TimePoint now = TimePoint{} + std::chrono::hours(1);
    std::vector<Part> parts = {{kPage}};
    for (int times = 0; times <= CoarseText::kExactTimes; ++times)
        text.decide(parts, now += milliseconds(33));
    EXPECT_TRUE(parts.front().coarse);
    text.reset(kSize);
    parts = {{kPage}};
    text.decide(parts, now += milliseconds(33));
    EXPECT_FALSE(parts.front().coarse);
}

}  // namespace
}  // namespace pixelflux
