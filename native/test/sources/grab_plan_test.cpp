// SPDX-License-Identifier: MPL-2.0
#include "grab_plan.h"

#include <random>

#include <gtest/gtest.h>

#include "damages.h"
#include "rect.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {1920, 1080};
constexpr std::size_t kBehind = picture_bytes(kScreen);

std::size_t offset_of_row(int y) { return static_cast<std::size_t>(y) * row_bytes(kScreen.width); }

TEST(GrabPlan, ReadsNothingWhenNothingIsDirty) { EXPECT_TRUE(plan_grabs(Damage(kScreen)).empty()); }

TEST(GrabPlan, ReadsAllRowsInPlaceWhenAllIsDirty) {
    EXPECT_EQ(plan_grabs(all_of(kScreen)), (std::vector<GrabPlace>{{whole_of(kScreen), 0}}));
}

TEST(GrabPlan, ReadsAWindowAsWholeRowsInPlace) {
    Damage damage(kScreen);
    damage.add({600, 300, 640, 480});
    EXPECT_EQ(plan_grabs(damage),
              (std::vector<GrabPlace>{{{0, 300, kScreen.width, 480}, offset_of_row(300)}}));
}

TEST(GrabPlan, ReadsWideDamageAsWholeRowsInPlace) {
    Damage damage(kScreen);
    damage.add({100, 30, 1800, 40});
    damage.add({0, 1000, 1700, 80});
    EXPECT_EQ(plan_grabs(damage),
              (std::vector<GrabPlace>{{{0, 30, kScreen.width, 40}, offset_of_row(30)},
                                      {{0, 1000, kScreen.width, 80}, offset_of_row(1000)}}));
}

TEST(GrabPlan, ReadsNarrowDamageAloneBehindThePicture) {
    Damage damage(kScreen);
    damage.add({100, 30, 8, 16});
    damage.add({1500, 500, 200, 200});
    EXPECT_EQ(plan_grabs(damage),
              (std::vector<GrabPlace>{{{100, 30, 8, 16}, kBehind},
                                      {{1500, 500, 200, 200}, kBehind + 8 * 16 * 4}}));
}

// To read something twice, or beside the memory, would give wrong pixels or worse.
TEST(GrabPlan, HoldsAllDamageAndFitsItsMemory) {
    std::mt19937 random(1);
    const auto pick = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    for (int round = 0; round < 2000; ++round) {
        const Size size = {1 + pick(2500), 1 + pick(1500)};
        Damage damage(size);
        for (int i = pick(12); i >= 0; --i) {
            damage.add({pick(size.width), pick(size.height), 1 + pick(1 + size.width / (1 + i)),
                        1 + pick(1 + size.height / (1 + i))});
        }
        const std::vector<GrabPlace> places = plan_grabs(damage);
        const std::size_t picture = picture_bytes(size);
        std::size_t next = picture;
        for (const GrabPlace& place : places) {
            ASSERT_TRUE(contains(whole_of(size), place.area));
            if (place.offset < picture) {
                ASSERT_EQ(place.area.x, 0);
                ASSERT_EQ(place.area.width, size.width);
                ASSERT_EQ(place.offset,
                          static_cast<std::size_t>(place.area.y) * row_bytes(size.width));
            } else {
                ASSERT_EQ(place.offset, next);
                next += picture_bytes({place.area.width, place.area.height});
                ASSERT_LE(next, picture + spare_bytes(size));
            }
        }
        for (const Rect& area : damage.areas()) {
            std::int64_t held = 0;
            for (const GrabPlace& place : places) held += area_of(intersection(area, place.area));
            ASSERT_EQ(held, area_of(area));
        }
    }
}

}  // namespace
}  // namespace pixelflux
