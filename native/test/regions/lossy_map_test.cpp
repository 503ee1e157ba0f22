// SPDX-License-Identifier: MPL-2.0
#include "lossy_map.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

class LossyMapTest : public testing::Test {
protected:
    LossyMapTest() { map_.reset(TileGrid({100, 50})); }
    LossyMap map_;
};

TEST_F(LossyMapTest, HoldsWhatWasSentAsAPicture) {
    map_.sent_as_picture({30, 10, 4, 4});
    EXPECT_EQ(map_.lossy(0, 0), (Rect{30, 10, 2, 4}));
    EXPECT_EQ(map_.lossy(1, 0), (Rect{32, 10, 2, 4}));
    EXPECT_TRUE(is_empty(map_.lossy(2, 0)));
    map_.sent_as_picture({90, 40, 10, 10});
    EXPECT_EQ(map_.lossy(3, 3), (Rect{96, 48, 4, 2}));
}

TEST_F(LossyMapTest, LosesWhatWasSentExactly) {
    map_.sent_as_picture({0, 0, 32, 16});
    map_.sent_exactly({0, 0, 40, 4});
    EXPECT_EQ(map_.lossy(0, 0), (Rect{0, 4, 32, 12}));
    map_.sent_exactly({20, 0, 40, 40});
    EXPECT_EQ(map_.lossy(0, 0), (Rect{0, 4, 20, 12}));
    map_.sent_exactly({5, 8, 4, 4});  // a hole, which no box can have
    EXPECT_EQ(map_.lossy(0, 0), (Rect{0, 4, 20, 12}));
    map_.sent_exactly({0, 0, 32, 16});
    EXPECT_TRUE(is_empty(map_.lossy(0, 0)));
}

TEST_F(LossyMapTest, TakesInWhatIsLossyElsewhere) {
    LossyMap other = map_;
    other.sent_as_picture({0, 0, 8, 8});
    map_.sent_as_picture({4, 4, 8, 8});
    map_.add(other);
    EXPECT_EQ(map_.lossy(0, 0), (Rect{0, 0, 12, 12}));
    EXPECT_TRUE(is_empty(map_.lossy(1, 0)));
}

TEST_F(LossyMapTest, MovesWithCopies) {
    map_.sent_as_picture({33, 17, 10, 5});
    map_.copy({20, 20, 30, 10}, {-13, 3});  // from (33, 17)
    EXPECT_EQ(map_.lossy(0, 1), (Rect{20, 20, 10, 5}));
    EXPECT_EQ(map_.lossy(1, 1), (Rect{33, 17, 10, 3}));
}

TEST_F(LossyMapTest, MovesOntoItselfAsMemmoveDoes) {
    map_.sent_as_picture({0, 0, 96, 16});
    map_.copy({0, 8, 96, 32}, {0, 8});
    EXPECT_EQ(map_.lossy(1, 0), (Rect{32, 0, 32, 16}));
    EXPECT_EQ(map_.lossy(1, 1), (Rect{32, 16, 32, 8}));
    EXPECT_TRUE(is_empty(map_.lossy(1, 2)));
}

}  // namespace
}  // namespace pixelflux
