// SPDX-License-Identifier: MPL-2.0
#include "synthetic_cursor.h"

#include <set>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(SyntheticCursor, KeepsItsLookAndVisitsEveryEdge) {
    const SyntheticCursor cursor;
    const Size source = {101, 77};
    std::set<int> columns, rows;
    for (std::int64_t step = 0; step < 1000; ++step) {
        const Cursor now = cursor.at(step, source);
        EXPECT_EQ(now.shape, cursor.at(0, source).shape);
        columns.insert(now.x);
        rows.insert(now.y);
    }
    EXPECT_EQ(*columns.begin(), 0);
    EXPECT_EQ(*columns.rbegin(), 100);
    EXPECT_EQ(*rows.begin(), 0);
    EXPECT_EQ(*rows.rbegin(), 76);
    EXPECT_EQ(cursor.at(5, {1, 1}).x, 0);
}

TEST(SyntheticCursor, IsPremultiplied) {
    const auto image = SyntheticCursor().at(0, {10, 10}).shape->image;
    ASSERT_EQ(image->pixels.size(), static_cast<std::size_t>(12 * 18 * 4));
    for (std::size_t i = 0; i < image->pixels.size(); i += 4)
        EXPECT_LE(image->pixels[i], image->pixels[i + 3]);
}

}  // namespace
}  // namespace pixelflux
