// SPDX-License-Identifier: MPL-2.0
#include "motion_cost.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

// Pictures of 1000 macroblocks that each take so many bits at a film's quantizer, and half of them
// 6 steps further; how much coarser they become.
double settled(double bits_a_macroblock, double quantizer = 28) {
    MotionCost cost;
    for (int picture = 0; picture < 30; ++picture) {
        const double now = quantizer + cost.coarser();
        cost.sent(1000 * bits_a_macroblock * std::exp2((28 - now) / 6), 1000, now);
    }
    return cost.coarser();
}

TEST(MotionCost, AFilmHasTheQuantizerOfAFilm) {
    EXPECT_EQ(MotionCost().coarser(), 0);
    for (const double bits : {0.0, 1.0, 20.0, 40.0}) EXPECT_EQ(settled(bits), 0) << bits;
}

TEST(MotionCost, WhatCostsTwiceAsMuchIsSomeStepsCoarserWithinBounds) {
    EXPECT_NEAR(settled(80), 2.5, 0.01);
    EXPECT_NEAR(settled(320), 7.5, 0.01);
    EXPECT_EQ(settled(1e6), 9);
}

TEST(MotionCost, IsThatOfTheContentWhateverTheQuantizer) {
    for (const double quantizer : {0.0, 13.0, 28.0, 40.0}) {
        EXPECT_EQ(settled(30, quantizer), 0) << quantizer;
        EXPECT_NEAR(settled(160, quantizer), 5, 0.01) << quantizer;
    }
}

TEST(MotionCost, IsForgottenWithinSomePictures) {
    MotionCost cost;
    for (int picture = 0; picture < 30; ++picture) cost.sent(1'000'000, 1000, 28);
    EXPECT_EQ(cost.coarser(), 9);
    for (int picture = 0; picture < 8; ++picture) cost.sent(10'000, 1000, 28);
    EXPECT_EQ(cost.coarser(), 0);
}

TEST(MotionCost, APictureInWhichNothingMovedSaysNothing) {
    MotionCost cost;
    cost.sent(1e9, 0, 0);
    EXPECT_EQ(cost.coarser(), 0);
}

}  // namespace
}  // namespace pixelflux
