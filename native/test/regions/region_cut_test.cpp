// SPDX-License-Identifier: MPL-2.0
#include "region_cut.h"

#include <gtest/gtest.h>

#include "rect.h"

namespace pixelflux {
namespace {

std::vector<Region> cut(const Rect& area, Region::Kind kind) {
    std::vector<Region> regions;
    append_cut(area, kind, regions);
    return regions;
}

void expect_rows_of(const Rect& area, const std::vector<Region>& regions) {
    int y = area.y;
    for (const Region& region : regions) {
        EXPECT_EQ(region.area.x, area.x);
        EXPECT_EQ(region.area.width, area.width);
        EXPECT_EQ(region.area.y, y);
        EXPECT_GT(region.area.height, 0);
        y += region.area.height;
    }
    EXPECT_EQ(y, bottom_of(area));
}

TEST(RegionCut, APictureHasRowsForSeveralThreads) {
    for (int height = 1; height <= kLargestSide; height += height < 3000 ? 1 : 97) {
        const Rect area = {3, 5, 70, height};
        const std::vector<Region> regions = cut(area, Region::Kind::kPicture);
        expect_rows_of(area, regions);
        EXPECT_EQ(regions.size() > 1, height >= 2 * kPictureRegionHeight);
        for (const Region& region : regions) {
            EXPECT_EQ(region.kind, Region::Kind::kPicture);
            EXPECT_LT(region.area.height, 2 * kPictureRegionHeight) << height;
            if (regions.size() > 1) {
                EXPECT_GE(region.area.height, kPictureRegionHeight) << height;
            }
        }
    }
}

TEST(RegionCut, ExactOnesHaveFewPixels) {
    for (const int width : {1, 31, 1200, 1920, kLargestSide}) {
        for (const int height : {1, 17, 1080, kLargestSide}) {
            const Rect area = {0, 2, width, height};
            const std::vector<Region> regions = cut(area, Region::Kind::kExact);
            expect_rows_of(area, regions);
            for (const Region& region : regions) {
                EXPECT_EQ(region.kind, Region::Kind::kExact);
                EXPECT_LE(area_of(region.area), kExactRegionPixels);
            }
        }
    }
    EXPECT_EQ(cut({0, 0, 1024, 128}, Region::Kind::kExact).size(), 1U);
}

}  // namespace
}  // namespace pixelflux
