// SPDX-License-Identifier: MPL-2.0
#include "hints.h"

#include <algorithm>
#include <limits>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

std::vector<GrabbedArea> grabbed(const std::vector<Rect>& areas) {
    std::vector<GrabbedArea> all;
    for (const Rect& area : areas) all.push_back({area, {}});
    return all;
}

std::vector<int> widths(const std::vector<MovedArea>& hints) {
    std::vector<int> all;
    for (const MovedArea& hint : hints) all.push_back(hint.from.width);
    return all;
}

TEST(Hints, FewAreAllTriedInTheirOrder) {
    EXPECT_EQ(widths(worth_trying({{{0, 0, 30, 30}, 1, 1}, {{0, 0, 20, 30}, 1, 1}},
                                  grabbed({{0, 0, 640, 480}}))),
              (std::vector<int>{30, 20}));
    EXPECT_TRUE(worth_trying({}, grabbed({{0, 0, 640, 480}})).empty());
}

TEST(Hints, OfManyThoseAreTriedThatSayMostOfWhatWasGrabbed) {
    const std::vector<GrabbedArea> areas = grabbed({{0, 0, 300, 480}, {400, 0, 240, 480}});
    std::vector<MovedArea> hints;
    for (int i = 0; i < 1000; ++i) hints.push_back({{2 * i % 600, 5, 10, 10}, 2 * i % 600, 8});
    hints[70] = {{10, 10, 70, 50}, 20, 20};
    hints[700] = {{0, 0, 5000, 5000}, 1, 1};
    hints[900] = {{450, 10, 90, 50}, 440, 20};
    hints[950] = {{10, 10, 95, 900}, 303, 20};  // into what was not grabbed
    const std::vector<int> tried = widths(worth_trying(hints, areas));
    EXPECT_EQ(tried.size(), kMostHints);
    for (const int width : {70, 5000, 90})
        EXPECT_EQ(std::count(tried.begin(), tried.end(), width), 1) << width;
    EXPECT_EQ(std::count(tried.begin(), tried.end(), 95), 0);
    EXPECT_LT(std::find(tried.begin(), tried.end(), 70), std::find(tried.begin(), tried.end(), 90));
}

TEST(Hints, WhatCannotBeTrueOrSaysNothingIsNotTried) {
    constexpr int kFar = std::numeric_limits<int>::min();
    EXPECT_TRUE(worth_trying({{{0, 0, 30, 30}, 0, 0},
                              {{0, 0, 30, 30}, 640, 0},
                              {{kFar, 0, 30, 30}, 0, 0},
                              {{0, 0, 30, 30}, 0, kFar},
                              {{0, 0, 0, 30}, 1, 1},
                              {{0, 0, -5, 30}, 1, 1}},
                             grabbed({{0, 0, 640, 480}}))
                    .empty());
}

}  // namespace
}  // namespace pixelflux
