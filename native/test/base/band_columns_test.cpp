// SPDX-License-Identifier: MPL-2.0
#include "band_columns.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(BandColumns, HoldAllThatWasAddedToABand) {
    BandColumns columns(4);
    EXPECT_EQ(columns.hull({0, 4}), ColumnRun{});
    columns.add(Rect{100, 15, 20, 2});  // a row each of the first two bands
    columns.add(Rect{40, 20, 8, 5});
    EXPECT_EQ(columns.of(0), (ColumnRun{100, 120}));
    EXPECT_EQ(columns.of(1), (ColumnRun{40, 120}));
    EXPECT_EQ(columns.of(2), ColumnRun{});
    EXPECT_EQ(columns.hull({0, 1}), (ColumnRun{100, 120}));
    EXPECT_EQ(columns.hull({0, 4}), (ColumnRun{40, 120}));
}

TEST(BandColumns, WhatLiesOutsideOrHasNoPixelsAddsNothing) {
    BandColumns columns(2);
    columns.add(Rect{1, 32, 5, 100});
    columns.add(Rect{1, 0, 0, 10});
    columns.add(Rect{1, 0, 10, 0});
    columns.add(Rect{1, -20, 5, 20});
    EXPECT_EQ(columns.hull({0, 2}), ColumnRun{});
    columns.add(Rect{1, -20, 5, 21});
    EXPECT_EQ(columns.of(0), (ColumnRun{1, 6}));
}

TEST(BandColumns, AreForgottenByBand) {
    BandColumns columns(3);
    columns.add({0, 3}, kAllColumns);
    columns.clear({1, 5});
    EXPECT_EQ(columns.of(0), kAllColumns);
    EXPECT_EQ(columns.hull({1, 3}), ColumnRun{});
}

}  // namespace
}  // namespace pixelflux
