// SPDX-License-Identifier: MPL-2.0
#include "largest_sum.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

float sum_of(const LargestSum& table, const Rect& cells) {
    float sum = 0;
    for (int row = cells.y; row < cells.y + cells.height; ++row) {
        for (int column = cells.x; column < cells.x + cells.width; ++column)
            sum += table.at(column, row);
    }
    return sum;
}

TEST(LargestSum, NoGainIsNoRectangle) {
    LargestSum table(3, 2);
    EXPECT_EQ(table.find().cells, (Rect{}));
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 3; ++column) table.at(column, row) = -1;
    }
    EXPECT_EQ(table.find().cells, (Rect{}));
    EXPECT_EQ(LargestSum(0, 0).find().cells, (Rect{}));
}

TEST(LargestSum, TakesInWhatCostsLessThanItJoins) {
    LargestSum table(5, 3);
    table.at(1, 1) = 3;
    table.at(2, 1) = -2;
    table.at(3, 1) = 3;
    EXPECT_EQ(table.find().cells, (Rect{1, 1, 3, 1}));
    table.at(2, 1) = -4;
    EXPECT_EQ(table.find().cells, (Rect{1, 1, 1, 1}));
}

// Whole numbers, so that every order of adding gives the same.
TEST(LargestSum, NoRectangleHasMore) {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        const int columns = 1 + static_cast<int>(random() % 7);
        const int rows = 1 + static_cast<int>(random() % 7);
        LargestSum table(columns, rows);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column)
                table.at(column, row) = static_cast<float>(static_cast<int>(random() % 11) - 6);
        }
        float most = 0;
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < columns; ++x) {
                for (int height = 1; y + height <= rows; ++height) {
                    for (int width = 1; x + width <= columns; ++width)
                        most = std::max(most, sum_of(table, {x, y, width, height}));
                }
            }
        }
        const LargestSum::Found found = table.find();
        ASSERT_EQ(found.sum, most);
        ASSERT_EQ(sum_of(table, found.cells), most);
    }
}

}  // namespace
}  // namespace pixelflux
