// SPDX-License-Identifier: MPL-2.0
#include "grab_plan.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

constexpr int kHeight = 1080;

TEST(GrabPlan, ReadsNothingWhenNothingIsDirty) {
    EXPECT_TRUE(plan_grabs(BandSet(bands_in(kHeight)), kHeight).empty());
}

TEST(GrabPlan, ReadsRunsOfBandsAndCutsTheLastToThePicture) {
    BandSet bands(bands_in(kHeight));
    bands.set_run({2, 4});
    bands.set(67);
    EXPECT_EQ(plan_grabs(bands, kHeight), (std::vector<RowRun>{{32, 32}, {1072, 8}}));
}

TEST(GrabPlan, ReadsAllAtOnceWhenMostRowsAreDirty) {
    BandSet bands(bands_in(kHeight));
    bands.set_run({0, 40});
    EXPECT_EQ(plan_grabs(bands, kHeight).front(), (RowRun{0, 640}));
    bands.set(41);
    EXPECT_EQ(plan_grabs(bands, kHeight), (std::vector<RowRun>{{0, kHeight}}));
}

TEST(GrabPlan, ReadsAllAtOnceWhenThereAreManyRuns) {
    BandSet bands(bands_in(kHeight));
    for (int i = 0; i < 10; ++i) bands.set(2 * i);
    EXPECT_EQ(plan_grabs(bands, kHeight).size(), 10u);
    bands.set(20);
    EXPECT_EQ(plan_grabs(bands, kHeight), (std::vector<RowRun>{{0, kHeight}}));
}

}  // namespace
}  // namespace pixelflux
