// SPDX-License-Identifier: MPL-2.0
#include "joined_boxes.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using Boxes = std::vector<Rect>;

TEST(JoinedBoxes, AreOneWhereTheyFillARectangle) {
    Boxes boxes;
    for (int row = 2; row >= 0; --row) {
        for (int column = 0; column < 4; ++column) boxes.push_back({column * 32, row * 16, 32, 16});
    }
    EXPECT_EQ(joined(boxes), Boxes({{0, 0, 128, 48}}));
}

TEST(JoinedBoxes, StayApartWhereOnlyPartsOfTheirSidesTouch) {
    const Boxes boxes = {{0, 0, 32, 16}, {0, 16, 31, 16}, {32, 1, 32, 15}, {64, 20, 5, 5}};
    EXPECT_EQ(joined(boxes).size(), boxes.size());
}

TEST(JoinedBoxes, LeaveGapsOpen) {
    EXPECT_EQ(joined({{0, 0, 32, 16}, {64, 0, 32, 16}, {0, 32, 32, 16}}).size(), 3u);
    EXPECT_TRUE(joined({}).empty());
}

// Rows of different lengths: those with the same ends become one, the others stay.
TEST(JoinedBoxes, JoinRowsThatEndAlike) {
    EXPECT_EQ(joined({{32, 0, 32, 16}, {0, 16, 32, 16}, {32, 16, 32, 16}, {0, 32, 64, 16}}),
              Boxes({{0, 16, 64, 32}, {32, 0, 32, 16}}));
}

}  // namespace
}  // namespace pixelflux
