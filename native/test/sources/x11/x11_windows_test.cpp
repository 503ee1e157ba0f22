// SPDX-License-Identifier: MPL-2.0
#include "x11_windows.h"

#include <chrono>
#include <functional>
#include <thread>

#include <gtest/gtest.h>

#include "damages.h"
#include "error.h"
#include "kept_picture.h"
#include "rect.h"
#include "x11_link.h"
#include "x11_source.h"
#include "xvfb.h"

namespace pixelflux {

bool operator==(const MovedArea& a, const MovedArea& b) {
    return a.from == b.from && a.x == b.x && a.y == b.y;
}
void PrintTo(const MovedArea& move, std::ostream* out) {
    *out << move.from.width << "x" << move.from.height << " from " << move.from.x << ","
         << move.from.y << " to " << move.x << "," << move.y;
}

namespace {

constexpr Size kScreen = {400, 300};
constexpr Rect kWhole = {0, 0, kScreen.width, kScreen.height};

using Moves = std::vector<MovedArea>;

// Windows of some program; each call returns when the server has done it.
class Program {
public:
    explicit Program(const std::string& display)
        : connection_(xcb_connect(display.c_str(), nullptr)),
          root_(xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data->root) {}

    xcb_window_t open(const Rect& place, std::uint16_t border = 0) {
        const xcb_window_t window = xcb_generate_id(connection_.get());
        const std::uint32_t pixels[] = {0x336699, 0xffcc00};
        xcb_create_window(connection_.get(), XCB_COPY_FROM_PARENT, window, root_,
                          static_cast<std::int16_t>(place.x), static_cast<std::int16_t>(place.y),
                          static_cast<std::uint16_t>(place.width),
                          static_cast<std::uint16_t>(place.height), border,
                          XCB_WINDOW_CLASS_INPUT_OUTPUT, XCB_COPY_FROM_PARENT,
                          XCB_CW_BACK_PIXEL | XCB_CW_BORDER_PIXEL, pixels);
        xcb_map_window(connection_.get(), window);
        wait_until_done();
        return window;
    }
    void move(xcb_window_t window, int x, int y) {
        configure(window, XCB_CONFIG_WINDOW_X | XCB_CONFIG_WINDOW_Y, {x, y});
    }
    void resize(xcb_window_t window, int width, int height) {
        configure(window, XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, {width, height});
    }
    void reparent(xcb_window_t window, xcb_window_t parent, int x, int y) {
        xcb_reparent_window(connection_.get(), window, parent, static_cast<std::int16_t>(x),
                            static_cast<std::int16_t>(y));
        wait_until_done();
    }
    void close(xcb_window_t window) {
        xcb_destroy_window(connection_.get(), window);
        wait_until_done();
    }
    // Until `ungrab` the server does nothing for any other connection.
    void grab() {
        xcb_grab_server(connection_.get());
        wait_until_done();
    }
    void ungrab() {
        xcb_ungrab_server(connection_.get());
        wait_until_done();
    }
    xcb_window_t root() const { return root_; }
    // Whether anybody is told of the root window's children.
    bool has_listener() const {
        const XcbReply<xcb_get_window_attributes_reply_t> root(xcb_get_window_attributes_reply(
            connection_.get(), xcb_get_window_attributes(connection_.get(), root_), nullptr));
        return (root->all_event_masks & XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY) != 0;
    }
    // The server does what two clients ask for in any order.
    void expect_listener(bool expected) const {
        const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
        while (has_listener() != expected && Clock::now() < deadline) {
        }
        EXPECT_EQ(has_listener(), expected);
    }

private:
    void configure(xcb_window_t window, std::uint16_t what, std::vector<int> values) {
        const std::vector<std::uint32_t> sent(values.begin(), values.end());
        xcb_configure_window(connection_.get(), window, what, sent.data());
        wait_until_done();
    }
    void wait_until_done() {
        const XcbReply<xcb_get_input_focus_reply_t> done(xcb_get_input_focus_reply(
            connection_.get(), xcb_get_input_focus(connection_.get()), nullptr));
        ASSERT_NE(done, nullptr);
    }

    XcbConnection connection_;
    xcb_window_t root_;
};

class X11WindowsTest : public testing::Test {
protected:
    X11WindowsTest() { source.opened(); }

    // Returns when the server tells nothing any more.
    void rest() {
        source.rest();
        program.expect_listener(false);
    }

    // What was told to have moved when all was grabbed anew.
    Moves moves() {
        picture.grab(all_of({region.width, region.height}));
        return source.take_moves();
    }

    const Xvfb server{kScreen};
    Program program{server.display()};
    X11Source source{server.display()};
    Rect region = kWhole;
    KeptPicture picture{source, kWhole};
};

TEST_F(X11WindowsTest, AWindowThatWasThereIsToldFromAndTo) {
    const xcb_window_t window = program.open({30, 40, 100, 50}, 2);
    source.watch_moves(true);
    EXPECT_EQ(moves(), Moves());
    program.move(window, 37, 60);
    EXPECT_EQ(moves(), (Moves{{{30, 40, 104, 54}, 37, 60}}));
    EXPECT_EQ(moves(), Moves());
}

TEST_F(X11WindowsTest, AWindowThatCameLaterIsToldWithoutItsComing) {
    source.watch_moves(true);
    const xcb_window_t window = program.open({30, 40, 100, 50}, 3);
    program.move(window, 31, 41);
    EXPECT_EQ(moves(), (Moves{{{30, 40, 106, 56}, 31, 41}}));
    program.move(window, 50, 41);
    EXPECT_EQ(moves(), (Moves{{{31, 41, 106, 56}, 50, 41}}));
    program.close(window);
    EXPECT_EQ(moves(), Moves());
}

TEST_F(X11WindowsTest, SeveralStepsBetweenTwoGrabsAreOneMove) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    source.watch_moves(true);
    moves();
    for (int step = 1; step <= 5; ++step) program.move(window, 30 + step, 40 - 2 * step);
    EXPECT_EQ(moves(), (Moves{{{30, 40, 100, 50}, 35, 30}}));
    program.move(window, 90, 90);
    program.move(window, 35, 30);
    EXPECT_EQ(moves(), Moves());
}

TEST_F(X11WindowsTest, AWindowThatChangedItsSizeDidNotMove) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    const xcb_window_t other = program.open({200, 40, 100, 50});
    source.watch_moves(true);
    program.move(window, 35, 45);
    program.resize(window, 101, 50);
    program.move(other, 205, 45);
    EXPECT_EQ(moves(), (Moves{{{200, 40, 100, 50}, 205, 45}}));
    program.move(window, 30, 40);
    EXPECT_EQ(moves(), (Moves{{{35, 45, 101, 50}, 30, 40}}));
}

TEST_F(X11WindowsTest, WhatAWindowManagerFramesMovesWithItsFrame) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    source.watch_moves(true);
    const xcb_window_t frame = program.open({25, 20, 110, 75});
    program.reparent(window, frame, 5, 20);
    program.move(window, 6, 21);
    program.move(frame, 26, 20);
    EXPECT_EQ(moves(), (Moves{{{25, 20, 110, 75}, 26, 20}}));
    // And without the manager.
    program.reparent(window, program.root(), 50, 60);
    program.move(window, 51, 60);
    program.move(window, 52, 60);
    EXPECT_EQ(moves(), (Moves{{{51, 60, 100, 50}, 52, 60}}));
}

TEST_F(X11WindowsTest, AClosedWindowDidNotMove) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    source.watch_moves(true);
    program.move(window, 35, 45);
    program.close(window);
    EXPECT_EQ(moves(), Moves());
}

TEST_F(X11WindowsTest, MovesCountFromTheRegionAndOnlyWithinIt) {
    const xcb_window_t within = program.open({30, 40, 100, 50});
    const xcb_window_t beside = program.open({300, 200, 50, 50});
    source.watch_moves(true);
    region = {50, 60, 100, 100};
    picture = KeptPicture(source, region);
    moves();
    program.move(within, 60, 70);
    program.move(beside, 301, 201);
    EXPECT_EQ(moves(), (Moves{{{-20, -20, 100, 50}, 10, 10}}));
}

TEST_F(X11WindowsTest, OnlyWhoAsksForMovesIsToldAndNobodyIsWoken) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    const xcb_window_t outside = program.open({kScreen.width, kScreen.height, 10, 10});
    moves();
    program.move(window, 31, 40);
    EXPECT_EQ(moves(), Moves());
    source.watch_moves(true);
    program.move(window, 32, 40);
    EXPECT_EQ(moves(), (Moves{{{31, 40, 100, 50}, 32, 40}}));
    Damage damage(kScreen);
    source.take_changes(damage);
    // Without a pixel that changes.
    program.move(outside, kScreen.width + 5, kScreen.height);
    EXPECT_EQ(source.wait_for_change(WakeEvent(), Clock::now() + std::chrono::milliseconds(50)),
              FrameSource::Change::kNone);
    source.watch_moves(false);
    program.move(window, 33, 40);
    EXPECT_EQ(moves(), Moves());
}

TEST_F(X11WindowsTest, TheServerTellsNothingWhileNobodyReads) {
    source.watch_moves(true);
    program.expect_listener(true);
    rest();
    EXPECT_EQ(source.wait_for_change(WakeEvent(), Clock::now()), FrameSource::Change::kPending);
    program.expect_listener(true);
    rest();
    moves();
    program.expect_listener(true);
    rest();
}

TEST_F(X11WindowsTest, WhatMovedLatelyIsAskedForAfterARest) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    source.watch_moves(true);
    moves();
    program.move(window, 31, 40);
    EXPECT_EQ(moves(), (Moves{{{30, 40, 100, 50}, 31, 40}}));
    rest();
    program.move(window, 35, 41);
    program.move(window, 37, 42);
    EXPECT_EQ(moves(), (Moves{{{31, 40, 100, 50}, 37, 42}}));
    rest();
    program.close(window);
    EXPECT_EQ(moves(), Moves());
}

TEST_F(X11WindowsTest, AllWindowsAreAskedForAfterASecondOfRest) {
    const xcb_window_t moved = program.open({30, 40, 100, 50});
    const xcb_window_t closed = program.open({200, 40, 100, 50});
    source.watch_moves(true);
    moves();
    rest();
    program.move(moved, 35, 41);
    program.close(closed);
    const xcb_window_t opened = program.open({200, 200, 40, 50});
    Moves told;
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    while (told.empty() && Clock::now() < deadline) {
        told = moves();
        rest();
    }
    EXPECT_EQ(told, (Moves{{{30, 40, 100, 50}, 35, 41}}));
    program.move(opened, 201, 201);
    for (told.clear(); told.empty() && Clock::now() < deadline; rest()) told = moves();
    EXPECT_EQ(told, (Moves{{{200, 200, 40, 50}, 201, 201}}));
}

TEST_F(X11WindowsTest, AGrabThatFailedTookNoMoves) {
    const xcb_window_t window = program.open({30, 40, 100, 50});
    source.watch_moves(true);
    moves();
    program.move(window, 31, 40);
    const std::unique_ptr<PictureMemory> room = source.make_memory(1 << 20);
    source.set_region({kScreen.width, 0, 16, 16});
    EXPECT_THROW(source.grab({{{0, 0, 16, 16}}}, *room), Error);
    source.set_region(kWhole);
    program.move(window, 32, 40);
    rest();
    program.move(window, 33, 40);
    EXPECT_EQ(moves(), (Moves{{{30, 40, 100, 50}, 33, 40}}));
}

// What the server told before it came to the rest, and the reader reads after it has listened anew.
class X11WindowsAfterARest : public testing::Test {
protected:
    X11WindowsAfterARest() {
        program.move(window, 31, 40);
        moves();
    }

    // The server does `before` while it still tells of windows, and `after` when it does not.
    void rest_between(const std::function<void()>& before, const std::function<void()>& after) {
        program.grab();
        windows.rest();
        before();
        program.ungrab();
        program.expect_listener(false);
        after();
        windows.listen();
    }

    Moves moves() {
        X11Windows::Grab grab(windows);
        const XcbReply<xcb_get_input_focus_reply_t> answer(
            xcb_get_input_focus_reply(link.get(), xcb_get_input_focus(link.get()), nullptr));
        while (const XcbReply<xcb_generic_event_t> event{xcb_poll_for_event(link.get())})
            windows.notice(*event);
        grab.succeeded();
        return windows.take_moves(kWhole);
    }

    const Xvfb server{kScreen};
    Program program{server.display()};
    const xcb_window_t frame = program.open({100, 100, 200, 150});
    const xcb_window_t window = program.open({30, 40, 100, 50});
    X11Link link{server.display(), std::chrono::minutes(1)};
    X11Windows windows{link, program.root()};
};

TEST_F(X11WindowsAfterARest, AnEventDoesNotTakeBackANewerAnswer) {
    rest_between([&] { program.move(window, 32, 40); }, [&] { program.move(window, 33, 40); });
    EXPECT_EQ(moves(), (Moves{{{31, 40, 100, 50}, 33, 40}}));
}

TEST_F(X11WindowsAfterARest, AnAnswerDoesNotKeepAWindowThatWent) {
    rest_between([&] { program.reparent(window, frame, 5, 20); }, [] {});
    EXPECT_EQ(moves(), Moves());
}

// The picture has what the moves say, whenever they come in a grab.
class X11WindowsOnTheMove : public X11WindowsTest, public testing::WithParamInterface<bool> {};

INSTANTIATE_TEST_SUITE_P(WithAndWithoutRest, X11WindowsOnTheMove, testing::Bool());

TEST_P(X11WindowsOnTheMove, AMoveIsToldWithTheGrabThatShowsIt) {
    const xcb_window_t window = program.open({0, 0, 60, 60});
    source.watch_moves(true);
    moves();
    program.move(window, 1, 0);
    ASSERT_EQ(moves(), (Moves{{{0, 0, 60, 60}, 1, 0}}));
    int x = 1;
    std::thread mover([&] {
        Program again(server.display());
        for (int step = 2; step <= 200; ++step) again.move(window, step, 0);
    });
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    while (x < 200 && Clock::now() < deadline) {
        const PixelView grabbed = picture.grab(all_of(kScreen));
        const Moves told = source.take_moves();
        EXPECT_LE(told.size(), 1u);
        if (!told.empty()) {
            EXPECT_EQ(told[0].from, (Rect{x, 0, 60, 60}));
            x = told[0].x;
        }
        EXPECT_EQ(grabbed.row(30)[(x + 30) * kBytesPerPixel], 0x99);
        EXPECT_EQ(grabbed.row(30)[(x + 59) * kBytesPerPixel], 0x99) << x;
        EXPECT_NE(grabbed.row(30)[(x + 60) * kBytesPerPixel], 0x99) << x;
        if (GetParam()) source.rest();
    }
    mover.join();
    EXPECT_EQ(x, 200);
}

}  // namespace
}  // namespace pixelflux
