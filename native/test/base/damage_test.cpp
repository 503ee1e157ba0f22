// SPDX-License-Identifier: MPL-2.0
#include "damage.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "rect.h"
#include "test_length.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {1920, 1080};

Damage damage_of(const std::vector<Rect>& rects, Size size = kScreen) {
    Damage damage(size);
    for (const Rect& rect : rects) damage.add(rect);
    return damage;
}

using Rects = std::vector<Rect>;

TEST(Damage, IsNothingAtFirstAndAfterwards) {
    Damage damage(kScreen);
    EXPECT_FALSE(damage.any());
    EXPECT_TRUE(damage.areas().empty());
    EXPECT_FALSE(damage.bands().any());
    damage.add({3, 4, 5, 6});
    EXPECT_TRUE(damage.any());
    damage.clear();
    EXPECT_FALSE(damage.any());
    EXPECT_FALSE(damage.bands().any());
    EXPECT_EQ(damage.picture(), kScreen);
}

TEST(Damage, IsCutToThePicture) {
    EXPECT_EQ(damage_of({{-5, -6, 10, 10}}).areas(), (Rects{{0, 0, 5, 4}}));
    EXPECT_EQ(damage_of({{1919, 1070, 10, 30}}).areas(), (Rects{{1919, 1070, 1, 10}}));
    EXPECT_FALSE(damage_of({{-5, 0, 5, 5}, {1920, 0, 5, 5}, {0, 1080, 5, 5}, {9, 9, 0, 5}}).any());
    EXPECT_FALSE(damage_of({{0, 0, 5, 5}}, {}).any());
}

TEST(Damage, AllIsThePicture) {
    Damage damage(kScreen);
    damage.add({3, 4, 5, 6});
    damage.add_all();
    EXPECT_EQ(damage.areas(), (Rects{whole_of(kScreen)}));
    EXPECT_EQ(damage.bands().size(), bands_in(kScreen.height));
}

TEST(Damage, KeepsWhatLiesApartApart) {
    const Damage damage = damage_of({{10, 20, 8, 16}, {1500, 900, 8, 16}});
    EXPECT_EQ(damage.areas(), (Rects{{10, 20, 8, 16}, {1500, 900, 8, 16}}));
    EXPECT_EQ(damage.bands().runs(), (std::vector<BandRun>{{1, 3}, {56, 58}}));
}

TEST(Damage, UnitesWhatLiesClose) {
    EXPECT_EQ(damage_of({{10, 20, 8, 16}, {90, 20, 8, 16}}).areas(), (Rects{{10, 20, 88, 16}}));
    EXPECT_EQ(damage_of({{100, 100, 640, 480}, {108, 104, 640, 480}}).areas(),
              (Rects{{100, 100, 648, 484}}));
}

TEST(Damage, CutsWhatOverlapsAndIsFarFromARectangle) {
    // A pair of crossing lines is not the whole picture.
    const Damage damage = damage_of({{0, 500, 1920, 2}, {900, 0, 2, 1080}});
    std::int64_t pixels = 0;
    for (const Rect& area : damage.areas()) pixels += area_of(area);
    EXPECT_LT(pixels, 40000);
}

TEST(Damage, IsThePictureWhenItsPartsAddUpToThat) {
    // In a ring, where no two of them make a rectangle.
    EXPECT_EQ(damage_of({{0, 0, 1000, 500},
                         {1000, 0, 920, 580},
                         {900, 580, 1020, 500},
                         {0, 500, 900, 580},
                         {900, 500, 100, 80}})
                  .areas(),
              (Rects{whole_of(kScreen)}));
}

TEST(Damage, IsFewAreasWhateverIsAdded) {
    Rects grid;
    for (int y = 0; y < 1080; y += 100) {
        for (int x = 0; x < 1920; x += 170) grid.push_back({x, y, 20, 16});
    }
    EXPECT_LE(damage_of(grid).areas().size(), Damage::kMostAreas);
}

// Beside a bitmap of what was added.
TEST(Damage, HoldsAllThatWasAddedOnceWhateverItIs) {
    std::mt19937 random(7);
    const auto pick = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    for (int round = 0; round < test_length(300, 75); ++round) {
        const Size size = {1 + pick(1200), 1 + pick(900)};
        const int most = 1 + pick(round % 3 == 0 ? 900 : 90);
        Damage damage(size);
        std::vector<char> added(static_cast<std::size_t>(area_of(whole_of(size))), 0);
        BandSet bands(bands_in(size.height));
        for (int i = pick(60); i >= 0; --i) {
            const Rect rect = {pick(size.width + 40) - 20, pick(size.height + 40) - 20, pick(most),
                               pick(most)};
            damage.add(rect);
            const Rect cut = intersection(rect, whole_of(size));
            for (int y = cut.y; y < bottom_of(cut); ++y) {
                for (int x = cut.x; x < right_of(cut); ++x)
                    added[static_cast<std::size_t>(y * size.width + x)] = 1;
                if (cut.width > 0) bands.set(y / kBandHeight);
            }
        }
        ASSERT_LE(damage.areas().size(), Damage::kMostAreas);
        for (const Rect& area : damage.areas()) {
            ASSERT_FALSE(is_empty(area));
            ASSERT_TRUE(contains(whole_of(size), area));
            for (int y = area.y; y < bottom_of(area); ++y) {
                for (int x = area.x; x < right_of(area); ++x) {
                    char& pixel = added[static_cast<std::size_t>(y * size.width + x)];
                    ASSERT_NE(pixel, 2) << "twice: " << x << "," << y;
                    pixel = 2;
                }
            }
        }
        ASSERT_EQ(std::count(added.begin(), added.end(), char{1}), 0);
        ASSERT_EQ(damage.bands().runs(), bands.runs());
    }
}

}  // namespace
}  // namespace pixelflux
