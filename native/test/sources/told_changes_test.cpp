// SPDX-License-Identifier: MPL-2.0
#include "told_changes.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(ToldChanges, FewStayWhatTheyAre) {
    std::vector<Rect> pieces;
    std::vector<Rect> all;
    for (int i = 0; i < static_cast<int>(kMostToldPieces); ++i) {
        all.push_back({10 * i, 3, 5, 7});
        add_changes(pieces, {all.back()});
    }
    EXPECT_EQ(pieces, all);
    add_changes(pieces, {});
    EXPECT_EQ(pieces, all);
}

TEST(ToldChanges, ManyBecomeOneThatHoldsThem) {
    std::vector<Rect> pieces(kMostToldPieces, {40, 50, 2, 3});
    add_changes(pieces, {{7, 60, 1, 1}});
    EXPECT_EQ(pieces, (std::vector<Rect>{{7, 50, 35, 11}}));
    const std::vector<Rect> many(kMostToldPieces, {100, 0, 4, 4});
    add_changes(pieces, many);
    EXPECT_EQ(pieces, (std::vector<Rect>{{7, 0, 97, 61}}));
}

}  // namespace
}  // namespace pixelflux
