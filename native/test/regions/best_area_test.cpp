// SPDX-License-Identifier: MPL-2.0
#include "best_area.h"

#include <algorithm>
#include <cstring>

#include <gtest/gtest.h>

#include "pictures.h"

namespace pixelflux {
namespace {

// Noise, of which `area` shows what stood elsewhere before.
class Moved {
public:
    Moved(Size size, const Rect& area, Move by)
        : kept_(size.width, size.height), now_(size.width, size.height) {
        kept_.fill_with_noise(1);
        now_ = kept_;
        for (int y = area.y; y < bottom_of(area); ++y)
            std::memcpy(now_.pixel(area.x, y), kept_.pixel(area.x - by.x, y - by.y),
                        row_bytes(area.width));
        grabbed_ = {whole_of(size), now_.view()};
        changes_.reset(TileGrid(size));
        changes_.compare(tiles_of(whole_of(size)), {grabbed_}, kept_.view());
    }
    BestArea best(const Rect& within, Move by) const {
        return best_area(kept_.view(), grabbed_, within, by, changes_);
    }

private:
    Picture kept_;
    Picture now_;
    GrabbedArea grabbed_;
    ChangeMap changes_;
};

TEST(BestAreaTest, IsFoundToThePixel) {
    const Rect area = {101, 67, 333, 211};
    const Move by = {-13, 29};
    const Moved moved({640, 480}, area, by);
    const BestArea best = moved.best({0, 0, 640, 480}, by);
    EXPECT_EQ(best.area, area);
    const float tiles = static_cast<float>(area_of(area)) / (kTileWidth * kTileHeight);
    EXPECT_GT(best.tiles, 0.7F * tiles);
    EXPECT_LT(best.tiles, tiles);
}

TEST(BestAreaTest, IsNothingWhereACopyDoesNotHelp) {
    const Moved moved({640, 480}, {101, 67, 333, 211}, {-13, 29});
    EXPECT_TRUE(is_empty(moved.best({0, 0, 640, 480}, {-12, 29}).area));
    EXPECT_TRUE(is_empty(moved.best({0, 0, 640, 480}, {640, 0}).area));
    EXPECT_TRUE(is_empty(moved.best({0, 0, 640, 480}, {0, -480}).area));
    EXPECT_TRUE(is_empty(moved.best({}, {-13, 29}).area));
}

TEST(BestAreaTest, StaysWhereItMayBe) {
    const Rect area = {101, 67, 333, 211};
    const Moved moved({640, 480}, area, {-13, 29});
    const Rect within = {150, 100, 200, 100};
    EXPECT_EQ(moved.best(within, {-13, 29}).area, within);
}

TEST(BestAreaTest, IsFoundInTheHighestPicture) {
    const Rect area = {0, 48, 512, kLargestSide - 48};
    const Moved moved({512, kLargestSide}, area, {0, 48});
    EXPECT_EQ(moved.best({0, 0, 512, kLargestSide}, {0, 48}).area, area);
}

}  // namespace
}  // namespace pixelflux
