// SPDX-License-Identifier: MPL-2.0
// Monitors and windows of real X servers that each test starts for itself; without Xvfb and xrandr
// these tests fail.
#include "x11_subject.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <gtest/gtest.h>

#include "choose_source.h"
#include "error.h"
#include "list_screen_parts.h"
#include "settings_text.h"
#include "viewer.h"
#include "x11_source.h"
#include "x11_text.h"
#include "x11_watcher.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr std::uint32_t kGround = 0x102030;

class Screen {
public:
    Screen() : server(kScreen), painter(server.display()) { painter.fill(kWhole, kGround); }

    bool try_xrandr(const std::string& words) const {
        const std::string command = "xrandr -display " + server.display() + " " + words;
        return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
    }
    void xrandr(const std::string& words) const { ASSERT_TRUE(try_xrandr(words)) << words; }

    // 120 columns from x on, at y, 100 rows.
    void name_monitor(const std::string& name, int x, int y, const char* output = "none") const {
        xrandr("--setmonitor " + name + " 120/30x100/25+" + std::to_string(x) + "+" +
               std::to_string(y) + " " + output);
    }

    Settings settings(const std::string& lines = "") const {
        return parse_settings("display=" + server.display() + "\n" + lines);
    }

    Xvfb server;
    RootPainter painter;
};

// A window of a client of the test's own.
class TestWindow {
public:
    TestWindow(const std::string& display, const Rect& place, const char* title, int border = 0)
        : connection_(xcb_connect(display.c_str(), nullptr)) {
        const xcb_screen_t* const screen =
            xcb_setup_roots_iterator(xcb_get_setup(connection_.get())).data;
        root = screen->root;
        id = xcb_generate_id(connection_.get());
        const std::uint32_t colours[] = {0, 0};  // ground and border: black
        xcb_create_window(connection_.get(), XCB_COPY_FROM_PARENT, id, root,
                          static_cast<std::int16_t>(place.x), static_cast<std::int16_t>(place.y),
                          static_cast<std::uint16_t>(place.width),
                          static_cast<std::uint16_t>(place.height),
                          static_cast<std::uint16_t>(border), XCB_WINDOW_CLASS_INPUT_OUTPUT,
                          XCB_COPY_FROM_PARENT, XCB_CW_BACK_PIXEL | XCB_CW_BORDER_PIXEL, colours);
        set(XCB_ATOM_WM_NAME, XCB_ATOM_STRING, 8, title, std::strlen(title));
        constexpr char kClass[] = "instance\0Class";
        set(XCB_ATOM_WM_CLASS, XCB_ATOM_STRING, 8, kClass, sizeof kClass);
        context_ = xcb_generate_id(connection_.get());
        xcb_create_gc(connection_.get(), context_, id, 0, nullptr);
        show();
    }

    void set(xcb_atom_t property, xcb_atom_t type, std::uint8_t format, const void* data,
             std::size_t count, xcb_window_t window = XCB_NONE) {
        xcb_change_property(connection_.get(), XCB_PROP_MODE_REPLACE, window == 0 ? id : window,
                            property, type, format, static_cast<std::uint32_t>(count), data);
        done();
    }

    xcb_atom_t atom(const char* name) {
        const XcbReply<xcb_intern_atom_reply_t> reply(xcb_intern_atom_reply(
            connection_.get(),
            xcb_intern_atom(connection_.get(), 0, static_cast<std::uint16_t>(std::strlen(name)),
                            name),
            nullptr));
        return reply->atom;
    }

    void fill(const Rect& rect, std::uint32_t pixel) {
        xcb_change_gc(connection_.get(), context_, XCB_GC_FOREGROUND, &pixel);
        const xcb_rectangle_t area = {
            static_cast<std::int16_t>(rect.x), static_cast<std::int16_t>(rect.y),
            static_cast<std::uint16_t>(rect.width), static_cast<std::uint16_t>(rect.height)};
        xcb_poly_fill_rectangle(connection_.get(), id, context_, 1, &area);
        done();
    }

    void resize(Size size) {
        const std::uint32_t values[] = {static_cast<std::uint32_t>(size.width),
                                        static_cast<std::uint32_t>(size.height)};
        xcb_configure_window(connection_.get(), id,
                             XCB_CONFIG_WINDOW_WIDTH | XCB_CONFIG_WINDOW_HEIGHT, values);
        done();
    }

    void move_into(const TestWindow& frame) {
        xcb_reparent_window(connection_.get(), id, frame.id, 3, 4);
        done();
    }
    void show() {
        xcb_map_window(connection_.get(), id);
        done();
    }
    void hide() {
        xcb_unmap_window(connection_.get(), id);
        done();
    }
    void destroy() {
        xcb_destroy_window(connection_.get(), id);
        done();
    }

    xcb_window_t id = 0;
    xcb_window_t root = 0;

private:
    void done() {
        std::free(xcb_get_input_focus_reply(connection_.get(),
                                            xcb_get_input_focus(connection_.get()), nullptr));
    }

    XcbConnection connection_;
    xcb_gcontext_t context_ = 0;
};

std::string id_line(const TestWindow& window) {
    return "windowId=" + std::to_string(window.id) + "\n";
}

ScreenPart part_of(const TestWindow& window) {
    ScreenPart part;
    part.window_id = window.id;
    return part;
}

ScreenPart monitor(const std::string& name) {
    ScreenPart part;
    part.monitor = name;
    return part;
}

template <typename Action>
Error error_of(Action action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error";
    return Error(ErrorCode::kInternal, "");
}

bool says(const Error& error, const std::string& words) {
    return std::string(error.what()).find(words) != std::string::npos;
}

// All of a source's picture, as it is now.
class Look {
public:
    explicit Look(X11Source& source)
        : source_(source), kept_(source, whole_of(source.full_size())) {}

    std::uint32_t at(int x, int y) {
        Damage damage(source_.full_size());
        damage.add_all();
        return rgb_at(kept_.grab(damage), x, y) & 0xffffff;
    }

private:
    X11Source& source_;
    KeptPicture kept_;
};

// Waits until the source has looked at what the server told.
void follow(X11Source& source) {
    const WakeEvent wake;
    ASSERT_NE(source.wait_for_change(wake, Clock::now() + std::chrono::minutes(1)),
              FrameSource::Change::kNone);
    Damage damage(source.full_size());
    source.take_changes(damage);
}

TEST(X11Monitors, AreListedAsXrandrNamesThem) {
    Screen screen;
    screen.name_monitor("LEFT", 0, 0, "screen");
    screen.name_monitor("RIGHT", 150, 50);
    const std::vector<Monitor> monitors = list_monitors(screen.settings());
    ASSERT_EQ(monitors.size(), 2u);
    EXPECT_EQ(monitors[0].name, "LEFT");
    EXPECT_EQ(monitors[0].place, (Rect{0, 0, 120, 100}));
    EXPECT_EQ(monitors[1].name, "RIGHT");
    EXPECT_EQ(monitors[1].place, (Rect{150, 50, 120, 100}));
    EXPECT_EQ(monitors[1].scale, 1);
}

TEST(X11Monitors, TellPicturesASecondAlsoWhereEachIsHalfOfTheLines) {
    Screen screen;
    // 1 MHz for 320x200 pixels.
    for (const auto& [flag, rate] : {std::pair("", 15.625), std::pair("Interlace", 31.25)}) {
        const std::string mode = std::string("320x200") + flag;
        screen.try_xrandr("--newmode " + mode + " 1 320 320 320 320 200 200 200 200 " + flag);
        screen.try_xrandr("--addmode screen " + mode);
        screen.xrandr("--output screen --mode " + mode);
        const std::vector<Monitor> monitors = list_monitors(screen.settings());
        ASSERT_EQ(monitors.size(), 1u) << mode;
        EXPECT_EQ(monitors[0].refresh_hz, rate) << mode;
    }
}

TEST(X11Monitors, AMonitorIsItsPartOfTheScreen) {
    Screen screen;
    screen.name_monitor("RIGHT", 150, 50);
    X11Source source(screen.server.display(), monitor("RIGHT"));
    source.opened();
    EXPECT_EQ(source.full_size(), (Size{120, 100}));
    screen.painter.fill({150, 50, 1, 1}, 0x0000ff);
    screen.painter.fill({269, 149, 1, 1}, 0x00ff00);
    Look look(source);
    EXPECT_EQ(look.at(0, 0), 0x0000ffu);
    EXPECT_EQ(look.at(119, 99), 0x00ff00u);
    EXPECT_EQ(look.at(1, 0), kGround);
    follow(source);

    // What is drawn beside it is not its change.
    screen.painter.fill({10, 10, 20, 20}, 0xff0000);
    screen.painter.fill({160, 60, 8, 8}, 0xff0000);
    Damage damage(source.full_size());
    source.take_changes(damage);
    EXPECT_EQ(damage.areas(), (std::vector<Rect>{{10, 10, 8, 8}}));
}

TEST(X11Monitors, ACaptureOfOneHasTheRegionWithinIt) {
    Screen screen;
    screen.name_monitor("RIGHT", 150, 50);
    Viewer viewer("source=screen\n" + describe_settings(screen.settings(
                                          "monitor=RIGHT\nx=20\ny=10\nwidth=64\nheight=32")));
    const Received first = viewer.next();
    EXPECT_EQ(first.width, 64u);
    screen.painter.fill({150 + 20, 50 + 10, 64, 32}, 0xffffff);
    const Received second = viewer.next();
    EXPECT_EQ(second.rows(), 32);
    EXPECT_NEAR(decode_jpeg(second.payloads.at(0)).at(0), 255, 3);
}

TEST(X11Monitors, ThePointerIsToldFromItsCorner) {
    Screen screen;
    screen.name_monitor("RIGHT", 150, 50);
    X11Source source(screen.server.display(), monitor("RIGHT"));
    source.opened();
    source.watch_cursor(true);
    screen.painter.pointer().warp(160, 75);
    screen.painter.wait_until_done();
    const Cursor cursor = source.cursor();
    EXPECT_EQ(cursor.x, 10);
    EXPECT_EQ(cursor.y, 25);
}

TEST(X11Monitors, AnUnknownOneIsAnErrorThatListsThem) {
    Screen screen;
    screen.name_monitor("LEFT", 0, 0, "screen");
    const Error error =
        error_of([&] { X11Source source(screen.server.display(), monitor("HDMI-1")); });
    EXPECT_EQ(error.code(), ErrorCode::kDisplay);
    EXPECT_TRUE(says(error, "'HDMI-1'")) << error.what();
    EXPECT_TRUE(says(error, "LEFT")) << error.what();
}

TEST(X11Monitors, OneThatMovesIsFollowedAndOneThatGoesIsAnError) {
    Screen screen;
    screen.name_monitor("RIGHT", 150, 50);
    X11Source source(screen.server.display(), monitor("RIGHT"));
    source.opened();
    Look look(source);
    follow(source);
    // RandR tells nobody that a monitor was named, but that the screen got another size.
    screen.xrandr("--delmonitor RIGHT");
    screen.name_monitor("RIGHT", 10, 20);
    screen.try_xrandr("--newmode 320x200 1 320 320 320 320 200 200 200 200");
    screen.try_xrandr("--addmode screen 320x200");
    screen.xrandr("--output screen --mode 320x200");
    screen.painter.fill({10, 20, 1, 1}, 0xabcdef);
    follow(source);
    EXPECT_EQ(look.at(0, 0), 0xabcdefu);
    screen.xrandr("--delmonitor RIGHT");
    screen.xrandr("--output screen --mode 331x203");
    const Error error = error_of([&] { follow(source); });
    EXPECT_EQ(error.code(), ErrorCode::kDisplay);
}

TEST(X11Monitors, AServerWithoutRandrSaysSo) {
    const Xvfb server(kScreen, {"-extension", "RANDR"});
    const Error error = error_of([&] { X11Source source(server.display(), monitor("LEFT")); });
    EXPECT_EQ(error.code(), ErrorCode::kCapture);
    EXPECT_TRUE(says(error, "RandR")) << error.what();
}

TEST(X11WindowList, HasTheWindowsOfADisplayWithoutAWindowManager) {
    Screen screen;
    TestWindow one(screen.server.display(), {20, 30, 100, 80}, "caf\xe9");
    TestWindow hidden(screen.server.display(), {0, 0, 10, 10}, "hidden");
    hidden.hide();
    const std::vector<Window> windows = list_windows(screen.settings());
    ASSERT_EQ(windows.size(), 1u);
    EXPECT_EQ(windows[0].id, one.id);
    EXPECT_EQ(windows[0].title, "caf\xc3\xa9");
    EXPECT_EQ(windows[0].class_name, "Class");
    EXPECT_EQ(windows[0].place, (Rect{20, 30, 100, 80}));
}

TEST(X11WindowList, FindsTheWindowInTheFrameOfAWindowManager) {
    Screen screen;
    TestWindow frame(screen.server.display(), {20, 30, 120, 100}, "frame");
    TestWindow client(screen.server.display(), {0, 0, 100, 80}, "client");
    client.move_into(frame);
    const std::uint32_t normal[] = {1, 0};
    client.set(client.atom("WM_STATE"), client.atom("WM_STATE"), 32, normal, 2);
    const std::vector<Window> windows = list_windows(screen.settings());
    ASSERT_EQ(windows.size(), 1u);
    EXPECT_EQ(windows[0].id, client.id);
    EXPECT_EQ(windows[0].place, (Rect{23, 34, 100, 80}));
}

TEST(X11WindowList, BelievesALivingWindowManagerAndNotADeadOne) {
    Screen screen;
    TestWindow managed(screen.server.display(), {20, 30, 100, 80}, "managed");
    TestWindow other(screen.server.display(), {150, 30, 100, 80}, "other");
    TestWindow manager(screen.server.display(), {-5, -5, 1, 1}, "manager");
    manager.hide();
    const xcb_atom_t check = manager.atom("_NET_SUPPORTING_WM_CHECK");
    manager.set(check, XCB_ATOM_WINDOW, 32, &manager.id, 1);
    manager.set(check, XCB_ATOM_WINDOW, 32, &manager.id, 1, manager.root);
    manager.set(manager.atom("_NET_CLIENT_LIST"), XCB_ATOM_WINDOW, 32, &managed.id, 1,
                manager.root);
    EXPECT_EQ(list_windows(screen.settings()).size(), 1u);
    manager.destroy();  // what it said stays on the root window
    EXPECT_EQ(list_windows(screen.settings()).size(), 2u);
}

TEST(X11WindowCapture, ACoveredWindowIsReadWhole) {
    Screen screen;
    TestWindow window(screen.server.display(), {20, 30, 100, 80}, "window", 3);
    X11Source source(screen.server.display(), part_of(window));
    source.opened();
    EXPECT_EQ(source.full_size(), (Size{100, 80}));
    TestWindow cover(screen.server.display(), {0, 0, 331, 203}, "cover");
    window.fill({0, 0, 1, 1}, 0x0000ff);
    window.fill({99, 79, 1, 1}, 0x00ff00);
    Look look(source);
    EXPECT_EQ(look.at(0, 0), 0x0000ffu);
    EXPECT_EQ(look.at(99, 79), 0x00ff00u);
    EXPECT_EQ(look.at(50, 50), 0u);
    follow(source);

    cover.fill({0, 0, 331, 203}, 0xffffff);
    window.fill({10, 20, 30, 8}, 0xff0000);
    follow(source);
    EXPECT_EQ(look.at(10, 20), 0xff0000u);
    EXPECT_EQ(look.at(0, 1), 0u);
}

TEST(X11WindowCapture, TheDamageIsThatOfTheWindow) {
    Screen screen;
    TestWindow window(screen.server.display(), {20, 30, 100, 80}, "window", 3);
    X11Source source(screen.server.display(), part_of(window));
    source.opened();
    Look look(source);
    follow(source);
    screen.painter.fill(kWhole, 0xffffff);
    window.fill({10, 20, 30, 8}, 0xff0000);
    Damage damage(source.full_size());
    source.take_changes(damage);
    EXPECT_EQ(damage.areas(), (std::vector<Rect>{{10, 20, 30, 8}}));
}

TEST(X11WindowCapture, AResizedWindowIsFollowed) {
    Screen screen;
    TestWindow window(screen.server.display(), {20, 30, 100, 80}, "window");
    Viewer viewer("source=screen\n" +
                  describe_settings(screen.settings(id_line(window) + "autoAdjustSize=true\n")));
    EXPECT_EQ(viewer.next().width, 100u);
    window.resize({140, 96});
    window.fill({0, 0, 140, 96}, 0xffffff);
    Received frame = viewer.next();
    while (frame.width != 140u) frame = viewer.next();
    while (frame.rows() != 96 || decode_jpeg(frame.payloads.at(0)).at(0) < 250)
        frame = viewer.next();
    EXPECT_EQ(frame.height, 96u);
}

TEST(X11WindowCapture, AHiddenWindowStaysAsItWasUntilItIsShownAgain) {
    Screen screen;
    TestWindow frame(screen.server.display(), {20, 30, 120, 100}, "frame");
    TestWindow window(screen.server.display(), {0, 0, 100, 80}, "window");
    window.move_into(frame);
    X11Source source(screen.server.display(), part_of(window));
    source.opened();
    window.fill({0, 0, 100, 80}, 0x00ff00);
    Look look(source);
    follow(source);
    for (TestWindow* hidden : {&window, &frame}) {
        hidden->hide();
        follow(source);
        EXPECT_EQ(look.at(5, 5), 0x00ff00u);
        hidden->show();
        window.fill({0, 0, 100, 80}, 0x00ff00);
        follow(source);
        EXPECT_EQ(look.at(5, 5), 0x00ff00u);
        window.fill({0, 0, 100, 80}, 0x0000ff);
        follow(source);
        EXPECT_EQ(look.at(5, 5), 0x0000ffu);
        window.fill({0, 0, 100, 80}, 0x00ff00);
        follow(source);
    }
}

TEST(X11WindowCapture, EndsWithAnErrorOfItsOwnWhenTheWindowIsClosed) {
    Screen screen;
    TestWindow window(screen.server.display(), {20, 30, 100, 80}, "window");
    Viewer viewer("source=screen\n" + describe_settings(screen.settings(id_line(window))));
    viewer.next();
    window.destroy();
    const Error error = error_of([&] {
        for (int frame = 0; frame < 100; ++frame) viewer.session.next(nullptr, 0, kForever);
    });
    EXPECT_EQ(error.code(), ErrorCode::kWindow);
    EXPECT_TRUE(says(error, "'window'")) << error.what();
    EXPECT_EQ(error_of([&] { X11Source source(screen.server.display(), part_of(window)); }).code(),
              ErrorCode::kWindow);
}

TEST(X11WindowCapture, AHiddenWindowCannotBeOpened) {
    Screen screen;
    TestWindow window(screen.server.display(), {20, 30, 100, 80}, "window");
    window.hide();
    const Error error =
        error_of([&] { X11Source source(screen.server.display(), part_of(window)); });
    EXPECT_EQ(error.code(), ErrorCode::kWindow);
    EXPECT_TRUE(says(error, "not shown")) << error.what();
}

TEST(X11WindowCapture, IsChosenByItsWholeTitle) {
    Screen screen;
    TestWindow one(screen.server.display(), {20, 30, 100, 80}, "notes");
    TestWindow two(screen.server.display(), {150, 30, 50, 40}, "notes - editor");
    const auto open = [&](const char* title) {
        ScreenPart part;
        part.window_title = title;
        return X11Source(screen.server.display(), part).full_size();
    };
    EXPECT_EQ(open("notes"), (Size{100, 80}));
    const Error none = error_of([&] { open("editor"); });
    EXPECT_EQ(none.code(), ErrorCode::kWindow);
    EXPECT_TRUE(says(none, "notes - editor")) << none.what();
    TestWindow twin(screen.server.display(), {200, 100, 50, 40}, "notes");
    const Error several = error_of([&] { open("notes"); });
    EXPECT_EQ(several.code(), ErrorCode::kArgument);
    EXPECT_TRUE(says(several, std::to_string(one.id))) << several.what();
    EXPECT_TRUE(says(several, std::to_string(twin.id))) << several.what();
}

TEST(X11WindowCapture, AServerWithoutCompositeSaysSo) {
    const Xvfb server(kScreen, {"-extension", "Composite"});
    TestWindow window(server.display(), {20, 30, 100, 80}, "window");
    const Error error = error_of([&] { X11Source source(server.display(), part_of(window)); });
    EXPECT_EQ(error.code(), ErrorCode::kCapture);
    EXPECT_TRUE(says(error, "Composite")) << error.what();
}

TEST(X11Subject, OnlyOneOptionSaysWhatIsCaptured) {
    for (const char* const lines :
         {"monitor=A\nwindowId=3", "windowTitle=A\nwindowId=3", "monitor=A\nwindowTitle=A"}) {
        EXPECT_EQ(error_of([&] { open_frame_source(parse_settings(lines)); }).code(),
                  ErrorCode::kArgument);
    }
}

}  // namespace
}  // namespace pixelflux
