// SPDX-License-Identifier: MPL-2.0
#include "band_set.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(BandSet, RowsBecomeTheBandsThatHoldThem) {
    BandSet bands(10);
    bands.set_rows(15, 2);
    EXPECT_EQ(bands.runs(), (std::vector<BandRun>{{0, 2}}));
    bands.set_rows(64, 16);
    EXPECT_EQ(bands.runs(), (std::vector<BandRun>{{0, 2}, {4, 5}}));
}

TEST(BandSet, RowsOutsideThePictureAreCut) {
    BandSet bands(4);
    bands.set_rows(-20, 10);
    bands.set_rows(64, 100);
    bands.set_rows(10, 0);
    EXPECT_FALSE(bands.any());
    bands.set_rows(-20, 21);
    bands.set_rows(63, 100);
    EXPECT_EQ(bands.runs(), (std::vector<BandRun>{{0, 1}, {3, 4}}));
}

TEST(BandSet, RunsWithinAPartDoNotReachOutOfIt) {
    BandSet bands(10);
    bands.set_run({2, 8});
    EXPECT_EQ(bands.runs({4, 6}), (std::vector<BandRun>{{4, 6}}));
    EXPECT_EQ(bands.runs({0, 3}), (std::vector<BandRun>{{2, 3}}));
    EXPECT_TRUE(bands.any_in({7, 10}));
    EXPECT_FALSE(bands.any_in({8, 10}));
}

TEST(BandSet, TheHullReachesFromTheFirstToTheLastWithinAPart) {
    BandSet bands(10);
    for (const int band : {1, 3, 6, 8}) bands.set(band);
    EXPECT_EQ(bands.hull({0, 10}), (BandRun{1, 9}));
    EXPECT_EQ(bands.hull({2, 8}), (BandRun{3, 7}));
    EXPECT_EQ(bands.hull({4, 6}), BandRun{});
}

TEST(BandSet, UnionAndClearing) {
    BandSet bands(6);
    BandSet more(6);
    bands.set(1);
    more.set(4);
    bands |= more;
    EXPECT_EQ(bands.size(), 2);
    bands.clear_run({0, 2});
    EXPECT_EQ(bands.runs(), (std::vector<BandRun>{{4, 5}}));
}

}  // namespace
}  // namespace pixelflux
