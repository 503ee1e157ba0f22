// SPDX-License-Identifier: MPL-2.0
// The pointer of real X servers; without Xvfb these tests fail.
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "settings_text.h"
#include "viewer.h"
#include "x11_source.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kScreen = {320, 200};

// A pointer on a server of its own, and a source that watches it.
class X11CursorTest : public testing::Test {
protected:
    X11CursorTest() : server(kScreen), painter(server.display()), source(server.display()) {
        source.opened();
        painter.pointer().show(
            {3, 2}, {0xff0000ff, 0x80008000, 0, 0x01000001, 0xffffffff, 0x7f7f0000}, 2, 1);
        painter.pointer().move(50, 60);
        painter.wait_until_done();
        source.set_region({0, 0, kScreen.width, kScreen.height});
        Damage all(kScreen);
        source.take_changes(all);
        source.watch_cursor(true);
        source.cursor();
    }

    bool told() {
        return source.wait_for_change(wake, Clock::now() + std::chrono::minutes(1)) !=
               FrameSource::Change::kNone;
    }
    // The source does not ask each time whether a client hides the pointer.
    bool comes_to_be(const Cursor& expected) {
        const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
        while (source.cursor() != expected && Clock::now() < deadline) painter.wait_until_done();
        return source.cursor() == expected;
    }
    bool quiet() {
        return source.wait_for_change(wake, Clock::now() + milliseconds(50)) ==
               FrameSource::Change::kNone;
    }

    const Xvfb server;
    RootPainter painter;
    X11Source source;
    WakeEvent wake;
};

TEST_F(X11CursorTest, HasTheLookTheHotspotAndThePlaceThatWereGiven) {
    const Cursor cursor = source.cursor();
    EXPECT_EQ(cursor.x, 50);
    EXPECT_EQ(cursor.y, 60);
    ASSERT_NE(cursor.shape, nullptr);
    EXPECT_EQ(cursor.shape->hotspot_x, 2);
    EXPECT_EQ(cursor.shape->hotspot_y, 1);
    EXPECT_EQ(cursor.shape->image->size, (Size{3, 2}));
    EXPECT_EQ(
        cursor.shape->image->pixels,
        (std::vector<std::uint8_t>{0xff, 0, 0, 0xff, 0,    0x80, 0,    0x80, 0, 0, 0,    0,
                                   1,    0, 0, 1,    0xff, 0xff, 0xff, 0xff, 0, 0, 0x7f, 0x7f}));
    EXPECT_TRUE(source.take_notices().empty());
}

TEST_F(X11CursorTest, AMoveWakesWithoutDamageAndThenItIsQuiet) {
    EXPECT_TRUE(quiet());
    for (int step = 1; step <= 3; ++step) {
        painter.pointer().move(50 + step, 60);
        EXPECT_TRUE(told());
        EXPECT_EQ(source.cursor().x, 50 + step);
        Damage damaged(kScreen);
        source.take_changes(damaged);
        EXPECT_FALSE(damaged.any());
        EXPECT_TRUE(quiet());
    }
}

TEST_F(X11CursorTest, AJumpThatAProgramAskedForWakesToo) {
    painter.pointer().warp(7, 8);
    EXPECT_TRUE(told());
    EXPECT_EQ(source.cursor(), (Cursor{source.cursor().shape, 7, 8}));
}

TEST_F(X11CursorTest, ALookThatChangedDuringARestWakesAndIsSeen) {
    EXPECT_TRUE(quiet());
    source.rest();
    painter.pointer().show({1, 1}, {0xff123456}, 0, 0);
    painter.wait_until_done();
    EXPECT_TRUE(told());
    ASSERT_NE(source.cursor().shape, nullptr);
    EXPECT_EQ(source.cursor().shape->image->size, (Size{1, 1}));
    EXPECT_TRUE(quiet());
    source.rest();
    painter.pointer().show({2, 1}, {0xff123456, 0xff123456}, 0, 0);
    painter.wait_until_done();
    EXPECT_EQ(source.cursor().shape->image->size, (Size{2, 1}));  // without a wait before
}

TEST_F(X11CursorTest, ThousandsOfMovesWhileNobodyWaitsAreOneReport) {
    for (int i = 0; i < 3000; ++i) painter.pointer().move(i % 300, i % 190);
    painter.pointer().move(11, 22);
    painter.wait_until_done();
    EXPECT_TRUE(told());
    EXPECT_EQ(source.cursor().x, 11);
    EXPECT_TRUE(quiet());
}

TEST_F(X11CursorTest, MovesThatNobodyWaitsForDoNotPileUp) {
    const auto resident_kib = [&] {
        std::ifstream status("/proc/" + std::to_string(server.process()) + "/status");
        for (std::string line; std::getline(status, line);) {
            if (line.rfind("VmRSS:", 0) == 0) return std::stol(line.substr(6));
        }
        return 0L;
    };
    EXPECT_TRUE(quiet());
    const long before = resident_kib();
    ASSERT_GT(before, 0);
    for (int i = 0; i < 200000; ++i) painter.pointer().move(i % 300, i % 190);
    painter.wait_until_done();
    EXPECT_LT(resident_kib(), before + 10000);
    EXPECT_TRUE(told());
}

TEST_F(X11CursorTest, AnotherLookWakesAndTheSameLookIsTheSameShape) {
    const auto before = source.cursor().shape;
    painter.pointer().show({2, 2}, std::vector<std::uint32_t>(4, 0xff00ff00), 0, 0);
    EXPECT_TRUE(told());
    const auto other = source.cursor().shape;
    EXPECT_NE(other, before);
    EXPECT_EQ(other->image->size, (Size{2, 2}));
    painter.pointer().show({2, 2}, std::vector<std::uint32_t>(4, 0xff00ff00), 0, 0);
    EXPECT_TRUE(told());
    EXPECT_EQ(source.cursor().shape, other);
}

TEST_F(X11CursorTest, OneThatIsNotWatchedWakesNobody) {
    source.watch_cursor(false);
    EXPECT_EQ(source.cursor().shape, nullptr);
    painter.pointer().move(1, 1);
    painter.pointer().show({1, 1}, {0xff00ff00}, 0, 0);
    painter.wait_until_done();
    EXPECT_TRUE(quiet());
}

TEST_F(X11CursorTest, OneThatAnotherClientHidIsNotThereUntilItShowsItAgain) {
    const Cursor shown = source.cursor();
    painter.hide_pointer();
    EXPECT_TRUE(comes_to_be({}));
    EXPECT_TRUE(quiet());
    painter.pointer().move(80, 90);
    EXPECT_TRUE(told());
    EXPECT_EQ(source.cursor(), Cursor{});
    EXPECT_TRUE(quiet());
    painter.show_pointer();
    EXPECT_TRUE(comes_to_be({shown.shape, 80, 90}));
    EXPECT_TRUE(quiet());
}

TEST_F(X11CursorTest, OneThatANewClientHidIsNotThereUntilThatClientGoes) {
    const Cursor shown = source.cursor();
    {
        RootPainter hider(server.display());
        hider.hide_pointer();
        EXPECT_TRUE(comes_to_be({}));
    }
    EXPECT_TRUE(comes_to_be(shown));
}

TEST_F(X11CursorTest, OneThatIsHiddenWhenSomebodyBeginsToWatchIsNotThere) {
    painter.hide_pointer();
    source.watch_cursor(false);
    source.watch_cursor(true);
    EXPECT_EQ(source.cursor(), Cursor{});
}

TEST(X11Cursor, WithoutXResourceItSaysSoAndDrawsAPointerThatIsHidden) {
    const Xvfb server(kScreen, {"-extension", "X-Resource"});
    X11Source source(server.display());
    source.opened();
    source.watch_cursor(true);
    const std::vector<std::string> notices = source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_NE(notices[0].find("the X server has no X-Resource extension; a pointer that a program "
                              "has hidden is drawn"),
              std::string::npos)
        << notices[0];
    RootPainter painter(server.display());
    painter.hide_pointer();
    EXPECT_NE(source.cursor().shape, nullptr);
}

TEST(X11Cursor, WithoutXfixesItSaysSoAndCapturesWithoutACursor) {
    const Xvfb server(kScreen, {"-extension", "XFIXES"});
    CaptureSession session(parse_settings("captureCursor=true\ndisplay=" + server.display()));
    std::string notices;
    for (const std::string& notice : session.take_notices()) notices += notice + "\n";
    EXPECT_NE(notices.find("the cursor is not available: the X server has no XFIXES extension"),
              std::string::npos)
        << notices;
    std::vector<std::uint8_t> buffer(1 << 20);
    EXPECT_EQ(session.next(buffer.data(), buffer.size(), kForever).outcome, Outcome::kFrame);
}

}  // namespace
}  // namespace pixelflux
