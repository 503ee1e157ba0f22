// SPDX-License-Identifier: MPL-2.0
#include "coarser_jpeg.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(CoarserJpeg, NoStepsChangeNothing) {
    for (int quality = 1; quality <= 100; ++quality) EXPECT_EQ(coarser_jpeg(quality, 0), quality);
}

TEST(CoarserJpeg, SixStepsDoubleTheScaleOfTheTables) {
    EXPECT_EQ(coarser_jpeg(75, 6), 50);
    EXPECT_EQ(coarser_jpeg(50, 6), 25);
    EXPECT_EQ(coarser_jpeg(90, 12), 60);
}

TEST(CoarserJpeg, AllStepsLeadToTheCoarsest) {
    for (int quality = kCoarsestJpeg; quality <= 100; ++quality)
        EXPECT_EQ(coarser_jpeg(quality, steps_below_jpeg(quality)), kCoarsestJpeg);
}

TEST(CoarserJpeg, WhatIsCoarserAnywayStaysAsItIs) {
    for (int quality = 1; quality < kCoarsestJpeg; ++quality)
        EXPECT_EQ(steps_below_jpeg(quality), 0);
}

}  // namespace
}  // namespace pixelflux
