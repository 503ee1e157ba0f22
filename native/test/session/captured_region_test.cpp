// SPDX-License-Identifier: MPL-2.0
#include "captured_region.h"

#include <new>

#include <gtest/gtest.h>

#include "error.h"
#include "scripted_source.h"
#include "settings_text.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {640, 480};

ErrorCode failure_of(CapturedRegion& region, const Settings& settings) {
    try {
        region.follow(settings);
    } catch (const Error& error) {
        return error.code();
    }
    ADD_FAILURE() << "no error";
    return ErrorCode::kInternal;
}

TEST(CapturedRegion, IsWhatTheSettingsAskFor) {
    ScriptedSource source(kScreen);
    const CapturedRegion region(source, parse_settings("x=16\ny=32\nwidth=100\nheight=50"));
    EXPECT_EQ(region.rect(), (Rect{16, 32, 100, 50}));
    EXPECT_EQ(region.size(), (Size{100, 50}));
    EXPECT_EQ(region.full_size(), kScreen);
    EXPECT_FALSE(region.outdated());
}

TEST(CapturedRegion, BesideTheSourceIsRefused) {
    ScriptedSource source(kScreen);
    EXPECT_THROW(CapturedRegion(source, parse_settings("x=640")), Error);
}

TEST(CapturedRegion, MovesWhenAnotherOneIsAskedFor) {
    ScriptedSource source(kScreen);
    CapturedRegion region(source, parse_settings(""));
    const Settings wanted = parse_settings("width=320\nheight=240");
    EXPECT_FALSE(region.follow(wanted));  // nobody said that it is another one
    region.ask_for_another();
    EXPECT_TRUE(region.asked_for_another());
    EXPECT_TRUE(region.outdated());
    EXPECT_TRUE(region.follow(wanted));
    EXPECT_EQ(region.size(), (Size{320, 240}));
    EXPECT_FALSE(region.outdated());
    region.ask_for_another();
    EXPECT_FALSE(region.follow(wanted));
}

TEST(CapturedRegion, FollowsTheSizeOfTheSourceWhereThatIsAskedFor) {
    ScriptedSource source(kScreen);
    const Settings settings = parse_settings("autoAdjustSize=true");
    CapturedRegion region(source, settings);
    source.resize({800, 200});
    EXPECT_TRUE(region.outdated());
    EXPECT_TRUE(region.follow(settings));
    EXPECT_EQ(region.size(), (Size{800, 200}));
    EXPECT_EQ(region.full_size(), (Size{800, 200}));
    EXPECT_FALSE(region.outdated());
}

TEST(CapturedRegion, ElseItStaysAsLongAsItFits) {
    ScriptedSource source(kScreen);
    const Settings settings = parse_settings("width=320\nheight=240");
    CapturedRegion region(source, settings);
    source.resize({400, 300});
    EXPECT_FALSE(region.follow(settings));
    EXPECT_EQ(region.full_size(), (Size{400, 300}));
    source.resize({400, 100});
    EXPECT_EQ(failure_of(region, settings), ErrorCode::kDisplay);
    EXPECT_TRUE(region.outdated());
    source.resize(kScreen);
    EXPECT_FALSE(region.follow(settings));
    EXPECT_EQ(region.size(), (Size{320, 240}));
}

TEST(CapturedRegion, OneThatAResizeOvertookIsAskedForUntilItFits) {
    ScriptedSource source(kScreen);
    const Settings wanted = parse_settings("x=600\nautoAdjustSize=true");
    CapturedRegion region(source, parse_settings(""));
    source.resize({320, 240});
    region.ask_for_another();
    EXPECT_EQ(failure_of(region, wanted), ErrorCode::kDisplay);
    EXPECT_TRUE(region.asked_for_another());
    source.resize(kScreen);
    EXPECT_TRUE(region.follow(wanted));
    EXPECT_EQ(region.rect(), (Rect{600, 0, 40, 480}));
}

TEST(CapturedRegion, OneThatTheSourceFailedToTakeIsTriedAgain) {
    ScriptedSource source(kScreen);
    const Settings wanted = parse_settings("width=320\nheight=240");
    CapturedRegion region(source, parse_settings(""));
    region.ask_for_another();
    source.exhaust_next_region();
    EXPECT_THROW(region.follow(wanted), std::bad_alloc);
    EXPECT_EQ(region.size(), kScreen);
    EXPECT_TRUE(region.follow(wanted));
}

}  // namespace
}  // namespace pixelflux
