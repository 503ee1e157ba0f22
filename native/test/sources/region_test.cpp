// SPDX-License-Identifier: MPL-2.0
#include "region.h"

#include <gtest/gtest.h>

#include "error.h"
#include "settings_text.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {1366, 767};

std::string rejection(const std::string& text) {
    try {
        region_of(parse_settings(text), kScreen);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        return error.what();
    }
    return "accepted";
}

TEST(Region, IsTheWholeSourceUnlessSaidOtherwise) {
    EXPECT_EQ(region_of(parse_settings(""), kScreen), (Rect{0, 0, 1366, 767}));
    EXPECT_EQ(region_of(parse_settings("x=6\ny=7"), kScreen), (Rect{6, 7, 1360, 760}));
    EXPECT_EQ(region_of(parse_settings("x=1365\ny=766\nwidth=1\nheight=1"), kScreen),
              (Rect{1365, 766, 1, 1}));
}

TEST(Region, OutsideTheSourceNamesTheOptionAndWhatIsAllowed) {
    EXPECT_EQ(rejection("width=1367"),
              "width: 1367 is out of range, allowed 1..1366 at x=0 on a source of 1366 pixels");
    EXPECT_EQ(rejection("y=700\nheight=68"),
              "height: 68 is out of range, allowed 1..67 at y=700 on a source of 767 pixels");
    EXPECT_EQ(rejection("x=1366"),
              "x: 1366 is out of range, allowed 0..1365 on a source of 1366 pixels");
}

// A server may claim what it likes.
TEST(Region, OfAVastSourceHasToBeChosen) {
    const Size vast = {20000, 65535};
    try {
        region_of(parse_settings("width=16384"), vast);
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(), "height: the source has 65535 pixels, choose 1..16384 of them");
    }
    EXPECT_EQ(region_of(parse_settings("x=10000\nheight=100"), vast), (Rect{10000, 0, 10000, 100}));
}

TEST(Region, IsTheSameWhereAllOfItIs) {
    const Settings settings = parse_settings("");
    EXPECT_TRUE(same_region(settings, parse_settings("fps=5\nmode=jpeg")));
    for (const char* other : {"x=1", "y=1", "width=1", "height=1", "autoAdjustSize=true"})
        EXPECT_FALSE(same_region(settings, parse_settings(other))) << other;
}

}  // namespace
}  // namespace pixelflux
