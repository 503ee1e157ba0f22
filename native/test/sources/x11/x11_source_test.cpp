// SPDX-License-Identifier: MPL-2.0
// Against real X servers that each test starts for itself; without Xvfb these tests fail.
#include "x11_source.h"

#include <gtest/gtest.h>

#include "change_detector.h"
#include "damages.h"
#include "error.h"
#include "x11_watcher.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

TEST(X11Source, ReadsThePixelsThatWereDrawn) {
    const Xvfb server(kScreen);
    X11Source source(server.display());
    source.opened();
    EXPECT_EQ(source.full_size(), kScreen);
    EXPECT_TRUE(source.take_notices().empty());
    expect_right_pixels(source, server.display());
    EXPECT_TRUE(source.take_notices().empty());
}

TEST(X11Source, ReportsTheBandsThatWereDrawnToAndSleepsOtherwise) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 50, 12, 20}, 0xffffff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 50, 12, 20}}));
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 202, 1, 1}, 0xffffff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 202, 1, 1}}));
}

TEST(X11Source, APartialGrabRefreshesItsRowsAlone) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x000000);
    Watcher watcher(server.display(), kWhole);
    painter.fill(kWhole, 0xffffff);
    const PixelView picture = watcher.picture.grab(rows_of(kScreen, 32, 16));
    EXPECT_EQ(rgb_at(picture, 5, 31), 0x000000u);
    EXPECT_EQ(rgb_at(picture, 5, 32), 0xffffffu);
    EXPECT_EQ(rgb_at(picture, 330, 47), 0xffffffu);
    EXPECT_EQ(rgb_at(picture, 5, 48), 0x000000u);
}

TEST(X11Source, ARegionCountsFromItsOwnOriginAndIgnoresWhatLiesBeside) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x000000);
    const Rect region = {51, 33, 99, 70};
    Watcher watcher(server.display(), region);
    painter.fill({51, 33, 1, 1}, 0xff0000);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{0, 0, 1, 1}}));
    const PixelView picture = watcher.grab_all();
    EXPECT_EQ(picture.width, 99);
    EXPECT_EQ(picture.height, 70);
    EXPECT_EQ(rgb_at(picture, 0, 0), 0xff0000u);
    painter.fill({150, 33, 50, 70}, 0x00ff00);
    EXPECT_FALSE(watcher.changes().any());
    painter.fill({51, 0, 99, 33}, 0x00ff00);
    EXPECT_FALSE(watcher.changes().any());
    painter.fill({0, 102, 331, 1}, 0x0000ff);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{0, 69, 99, 1}}));
    EXPECT_EQ(rgb_at(watcher.grab_all(), 98, 69), 0x0000ffu);
}

TEST(X11Source, SettleGathersABurst) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    painter.fill({0, 0, 10, 10}, 0xffffff);
    ASSERT_NE(watcher.source.wait_for_change(watcher.wake, Clock::now() + std::chrono::minutes(1)),
              FrameSource::Change::kNone);
    painter.fill({0, 100, 10, 10}, 0xffffff);
    watcher.source.settle(watcher.wake, std::chrono::milliseconds(2));
    Damage damage(kScreen);
    watcher.source.take_changes(damage);
    EXPECT_EQ(damage.bands().runs(), (std::vector<BandRun>{{0, 1}, {6, 7}}));
    EXPECT_TRUE(watcher.quiet());
}

TEST(X11Source, APainterThatChangesTheUnusedByteAloneChangesNothing) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, 0x00336699);
    Watcher watcher(server.display(), kWhole);
    BandSet all(bands_in(kScreen.height));
    all.set_all();
    ChangeDetector detector;
    detector.reset(kScreen.height);
    EXPECT_EQ(watcher.grab_all().data[3], 0x00);
    detector.changed(watcher.grab_all(), all);
    painter.fill(kWhole, 0xff336699);
    EXPECT_EQ(watcher.grab_all().data[3], 0xff);  // it does reach us
    EXPECT_FALSE(detector.changed(watcher.grab_all(), all).any());
    painter.fill({330, 202, 1, 1}, 0xff336698);
    EXPECT_EQ(detector.changed(watcher.grab_all(), all).runs(), (std::vector<BandRun>{{12, 13}}));
}

TEST(X11Source, ServersWithAnotherOrderOfColoursAreReadRight) {
    for (const std::vector<std::string>& more :
         {std::vector<std::string>{}, std::vector<std::string>{"-extension", "MIT-SHM"}}) {
        std::vector<std::string> arguments = {"-pixelformat", "bgr888"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Xtigervnc server(kScreen, arguments);
        ASSERT_EQ(RootPainter(server.display()).pixel_of(0x0000ff), 0xff0000u);
        X11Source source(server.display());
        source.opened();
        KeptPicture kept = expect_right_pixels(source, server.display());
        // Pixels that are not read again stay right.
        const PixelView picture = kept.grab(rows_of(kScreen, 0, 16));
        EXPECT_EQ(rgb_at(picture, 0, 0), 0x102030u);
        EXPECT_EQ(rgb_at(picture, 17, 40), 0xfedcbau);
        RootPainter painter(server.display());
        painter.fill({100, 50, 12, 20}, painter.pixel_of(0x0a0b0c));
        Damage narrow(kScreen);
        narrow.add({100, 50, 12, 20});
        kept.grab(narrow);
        EXPECT_EQ(kept.changed().runs(), (std::vector<BandRun>{{3, 5}}));
        EXPECT_EQ(rgb_at(picture, 99, 50), 0x102030u);
        EXPECT_EQ(rgb_at(picture, 100, 50), 0x0a0b0cu);
        EXPECT_EQ(rgb_at(picture, 111, 69), 0x0a0b0cu);
        EXPECT_EQ(rgb_at(picture, 112, 69), 0x102030u);
        kept.grab(narrow);
        EXPECT_FALSE(kept.changed().any());
    }
}

TEST(X11Source, DamageThatCannotBeCollectedIsEverythingAndIsWatchedAnew) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    Watcher watcher(server.display(), kWhole);
    EXPECT_TRUE(watcher.quiet());
    painter.destroy_regions_of_others();
    painter.fill({100, 50, 12, 20}, 0xffffff);
    const std::vector<Rect> everything = {kWhole};
    EXPECT_EQ(watcher.changes().areas(), everything);
    // The new damage object reports everything at first.
    EXPECT_EQ(watcher.changes().areas(), everything);
    EXPECT_TRUE(watcher.quiet());
    painter.fill({100, 50, 12, 20}, 0x000000);
    EXPECT_EQ(watcher.changes().areas(), (std::vector<Rect>{{100, 50, 12, 20}}));
    EXPECT_TRUE(watcher.quiet());
    EXPECT_TRUE(watcher.source.take_notices().empty());
}

TEST(X11Source, WithoutDamageItSaysSoOnceAndPolls) {
    for (const char* missing : {"DAMAGE", "XFIXES"}) {
        const Xvfb server(kScreen, {"-extension", missing});
        X11Source source(server.display());
        source.opened();
        const std::vector<std::string> notices = source.take_notices();
        ASSERT_EQ(notices.size(), 1u);
        EXPECT_NE(
            notices[0].find("DAMAGE is not available: the X server has no " + std::string(missing)),
            std::string::npos)
            << notices[0];
        WakeEvent wake;
        EXPECT_EQ(source.wait_for_change(wake, kNever), FrameSource::Change::kPending);
        Damage damage(kScreen);
        source.take_changes(damage);
        EXPECT_EQ(damage.areas(), (std::vector<Rect>{kWhole}));
        // Last: Xvfb without XFIXES aborts when a client leaves.
        expect_right_pixels(source, server.display());
    }
}

TEST(X11Source, ADisplayThatIsNotThereIsADisplayError) {
    for (const char* display : {":59999", "no such name", "unix:nothing"}) {
        try {
            X11Source source(display);
            FAIL() << display;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay);
            EXPECT_NE(
                std::string(error.what()).find("cannot open display '" + std::string(display)),
                std::string::npos);
        }
    }
}

TEST(X11Source, AServerThatDiesIsADisplayErrorInEveryCall) {
    Xvfb server(kScreen);
    Watcher watcher(server.display(), kWhole);
    server.kill();
    for (int call = 0; call < 2; ++call) {
        try {
            watcher.source.wait_for_change(watcher.wake, kNever);
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        }
        EXPECT_THROW(watcher.grab_all(), Error);
    }
}

TEST(X11Source, PixelsOfAnotherDepthAreRefusedByNameAndMasks) {
    const std::vector<std::pair<int, std::string>> others = {{16, "0xf800, 0x7e0 and 0x1f"},
                                                             {30, "0x3ff00000, 0xffc00 and 0x3ff"}};
    for (const auto& [depth, masks] : others) {
        const Xvfb server(kScreen, {}, depth);
        try {
            X11Source source(server.display());
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kCapture);
            EXPECT_NE(std::string(error.what()).find("depth " + std::to_string(depth)),
                      std::string::npos)
                << error.what();
            EXPECT_NE(std::string(error.what()).find(masks), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace pixelflux
