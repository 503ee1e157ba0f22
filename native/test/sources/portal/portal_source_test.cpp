// SPDX-License-Identifier: MPL-2.0
// The source against a portal and a screen of the test's own, which lie, on a message bus and a
// PipeWire of the test's own.
#include "portal_source.h"

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <future>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "damages.h"
#include "environment.h"
#include "kept_picture.h"
#include "message_of.h"
#include "open_desktop.h"
#include "orientation.h"
#include "pipewire_screen.h"
#include "private_desktop.h"
#include "rect.h"
#include "scripted_portal.h"
#include "settings_text.h"
#include "snapshot.h"

namespace pixelflux {
namespace {

using Change = FrameSource::Change;

constexpr Size kScreen = {331, 203};
constexpr Duration kMinute = std::chrono::minutes(1);
constexpr std::uint32_t kRgbx = 7;   // SPA_VIDEO_FORMAT_RGBx
constexpr std::uint32_t kRgba = 11;  // SPA_VIDEO_FORMAT_RGBA
constexpr std::uint32_t kBgra = 12;  // SPA_VIDEO_FORMAT_BGRA
constexpr std::uint32_t kI420 = 2;   // SPA_VIDEO_FORMAT_I420

void fill(const MutablePixelView& picture, const Rect& area, std::uint32_t rgb) {
    for (int y = area.y; y < bottom_of(area); ++y) {
        for (int x = area.x; x < right_of(area); ++x)
            std::memcpy(picture.row(y) + row_bytes(x), &rgb, sizeof rgb);
    }
}

// Pixels that all differ.
void draw_chart(const MutablePixelView& picture) {
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x)
            fill(picture, {x, y, 1, 1},
                 static_cast<std::uint32_t>(x * 0x010305 + y * 0x020900) & 0xffffff);
    }
}

// How many pixels of these have another colour.
int wrong_pixels(const PixelView& shown, const PixelView& expected) {
    if (shown.width != expected.width || shown.height != expected.height) return -1;
    int wrong = 0;
    for (int y = 0; y < shown.height; ++y) {
        for (int x = 0; x < shown.width; ++x) {
            if (std::memcmp(shown.row(y) + row_bytes(x), expected.row(y) + row_bytes(x), 3) != 0)
                ++wrong;
        }
    }
    return wrong;
}

// The session of a desktop, with a screen that a portal grants.
class Stage {
public:
    explicit Stage(const ScreenLies& lies = {}, const PortalScript& answers = {})
        : screen(std::in_place, desktop.pipewire(), kScreen, lies) {
        script = answers;
        script.node = screen->node();
        script.pipewire = desktop.pipewire();
        portal.emplace(desktop.bus_address(), script);
        draw_chart(screen->picture());
    }

    std::string file(const std::string& name) const { return desktop.directory() + "/" + name; }

    PrivateDesktop desktop;
    std::optional<PipeWireScreen> screen;
    PortalScript script;
    std::optional<ScriptedPortal> portal;
    int viewers = 0;  // that were waited for
};

// Sends the first frame as soon as there is somebody to send it to.
std::future<void> show_when_seen(Stage& stage) {
    return std::async(std::launch::async, [&stage, so_far = ++stage.viewers] {
        stage.screen->wait_for_viewers(so_far);
        stage.screen->show({});
    });
}

// Where the desktop is, for one test.
Environment desktop_at(const std::optional<std::string>& bus,
                       const std::optional<std::string>& directory) {
    return Environment({{"DBUS_SESSION_BUS_ADDRESS", bus}, {"XDG_RUNTIME_DIR", directory}});
}

class Watcher {
public:
    explicit Watcher(Stage& stage, const std::string& token_file = "")
        : Watcher(stage, token_file, stage.desktop.bus_address()) {}
    Watcher(Stage& stage, const std::string& token_file, const std::string& bus)
        : stage_(stage), source(open_desktop, bus, false, token_file) {
        std::future<void> shown = show_when_seen(stage);
        source.wait_for_size();
        shown.get();
        look();
    }
    // All of the picture, as it is now.
    PixelView look() {
        const Size size = source.full_size();
        if (!kept || size != size_) {
            kept.emplace(source, whole_of(size));
            size_ = size;
        }
        Damage damage(size);
        source.take_changes(damage);
        if (source.full_size() != size) return look();
        damage.add_all();
        return kept->grab(damage);
    }
    // Waits for a change. Returns what the source tells of it.
    Damage changes() {
        EXPECT_NE(source.wait_for_change(wake, Clock::now() + kMinute), Change::kNone);
        Damage damage(source.full_size());
        source.take_changes(damage);
        return damage;
    }
    // Waits until the picture is that of the screen.
    bool catches_up() {
        const TimePoint deadline = Clock::now() + kMinute;
        while (wrong_pixels(look(), stage_.screen->picture()) != 0) {
            if (source.wait_for_change(wake, deadline) == Change::kNone) return false;
        }
        return true;
    }

private:
    Stage& stage_;
    Size size_;

public:
    PortalSource source;
    WakeEvent wake;
    std::optional<KeptPicture> kept;
};

// What ends the wait for the first frame.
std::string failure(ErrorCode code, const std::string& bus, const std::string& token_file = "") {
    return message_of(code, [&] {
        PortalSource source(open_desktop, bus, false, token_file);
        const WakeEvent wake;
        const TimePoint deadline = Clock::now() + kMinute;
        while (source.wait_for_change(wake, deadline) != Change::kNone) {
            Damage damage(source.full_size());
            source.take_changes(damage);
        }
    });
}

TEST(PortalSource, ShowsEachPixelOfTheScreen) {
    for (const std::uint32_t format : {8u, kBgra, kRgbx, kRgba}) {
        for (const int more_stride : {0, 20}) {
            SCOPED_TRACE("format " + std::to_string(format) + ", stride + " +
                         std::to_string(more_stride));
            ScreenLies lies;
            lies.format = format;
            lies.more_stride = more_stride;
            lies.more_offset = more_stride;
            Stage stage(lies);
            Watcher watcher(stage);
            EXPECT_EQ(watcher.source.full_size(), kScreen);
            EXPECT_EQ(watcher.source.describe().changes, "damage of the stream's frames");
            EXPECT_EQ(wrong_pixels(watcher.look(), stage.screen->picture()), 0);
            fill(stage.screen->picture(), {100, 50, 7, 5}, 0x123456);
            stage.screen->show({{100, 50, 7, 5}});
            EXPECT_TRUE(watcher.catches_up());
        }
    }
}

TEST(PortalSource, TellsWhereSomethingChanged) {
    Stage stage;
    Watcher watcher(stage);
    fill(stage.screen->picture(), {100, 50, 7, 5}, 0xabcdef);
    fill(stage.screen->picture(), {10, 180, 3, 4}, 0xabcdef);
    stage.screen->show({{100, 50, 7, 5}, {10, 180, 3, 4}});
    const Damage damage = watcher.changes();
    Damage expected(kScreen);
    expected.add({100, 50, 7, 5});
    expected.add({10, 180, 3, 4});
    EXPECT_EQ(damage.areas(), expected.areas());
    EXPECT_TRUE(watcher.catches_up());
    EXPECT_EQ(watcher.source.describe().changes, "damage of the stream's frames");
    EXPECT_EQ(watcher.source.describe().place, "a monitor that the user shares by the portal");
    EXPECT_EQ(watcher.source.describe().reading, "shared memory (MemFd), by PipeWire");
}

TEST(PortalSource, JoinsWhatChangedInFramesThatNobodyTook) {
    Stage stage;
    Watcher watcher(stage);
    for (int i = 0; i < 20; ++i) {
        const Rect area = {i * 16, i * 10, 3, 3};
        fill(stage.screen->picture(), area, 0xff0000u + static_cast<std::uint32_t>(i));
        stage.screen->show({area});
    }
    EXPECT_TRUE(watcher.catches_up());
}

TEST(PortalSource, WithoutDamageAllMayHaveChanged) {
    ScreenLies lies;
    lies.tells_damage = false;
    lies.counts = false;
    Stage stage(lies);
    Watcher watcher(stage);
    fill(stage.screen->picture(), {100, 50, 7, 5}, 0xabcdef);
    stage.screen->show({});
    EXPECT_EQ(watcher.changes().areas(), std::vector<Rect>{whole_of(kScreen)});
    EXPECT_TRUE(watcher.catches_up());
    EXPECT_EQ(watcher.source.describe().changes, "frames of the stream, compared");
}

TEST(PortalSource, IsQuietWhileNothingChanges) {
    Stage stage;
    Watcher watcher(stage);
    EXPECT_TRUE(watcher.catches_up());
    // A frame that changes nothing we see is one; none is none.
    EXPECT_EQ(
        watcher.source.wait_for_change(watcher.wake, Clock::now() + std::chrono::milliseconds(100)),
        Change::kNone);
}

TEST(PortalSource, ShowsAPartOfTheBuffer) {
    ScreenLies lies;
    lies.crop = Rect{20, 10, 200, 100};
    Stage stage(lies);
    Watcher watcher(stage);
    EXPECT_EQ(watcher.source.full_size(), (Size{200, 100}));
    const PixelView whole = stage.screen->picture();
    EXPECT_EQ(wrong_pixels(watcher.look(), whole.part(*lies.crop)), 0);
    fill(stage.screen->picture(), {30, 30, 5, 5}, 0x777777);
    stage.screen->show({{30, 30, 5, 5}});
    Damage expected({200, 100});
    expected.add({10, 20, 5, 5});
    EXPECT_EQ(watcher.changes().areas(), expected.areas());
    EXPECT_EQ(wrong_pixels(watcher.look(), whole.part(*lies.crop)), 0);
}

TEST(PortalSource, FollowsAnotherSize) {
    Stage stage;
    Watcher watcher(stage);
    for (const Size& size : {Size{500, 77}, Size{64, 64}, kScreen}) {
        stage.screen->resize(size);
        draw_chart(stage.screen->picture());
        // Both sides have to agree on it.
        auto shown = std::async(std::launch::async, [&] { stage.screen->show({}); });
        EXPECT_TRUE(watcher.catches_up());
        shown.get();
        EXPECT_EQ(watcher.source.full_size(), size);
    }
}

TEST(PortalSource, TellsThePointerApart) {
    Stage stage;
    std::vector<std::uint8_t> image(4 * 5 * 4, 0x80);
    stage.screen->set_cursor({5, 4}, 2, 3, image);
    stage.screen->move_cursor(40, 30);
    Watcher watcher(stage);
    watcher.source.watch_cursor(true);
    const Cursor first = watcher.source.cursor();
    ASSERT_NE(first.shape, nullptr);
    EXPECT_EQ(first.x, 40);
    EXPECT_EQ(first.y, 30);
    EXPECT_EQ(first.shape->hotspot_x, 2);
    EXPECT_EQ(first.shape->hotspot_y, 3);
    EXPECT_EQ(first.shape->image->size, (Size{5, 4}));
    EXPECT_EQ(first.shape->image->pixels, image);
    // A move is a buffer without a picture, and changes none.
    stage.screen->move_cursor(41, 33);
    stage.screen->show_nothing();
    EXPECT_FALSE(watcher.changes().any());
    const Cursor second = watcher.source.cursor();
    EXPECT_EQ(second.shape, first.shape);
    EXPECT_EQ(second.x, 41);
    EXPECT_EQ(second.y, 33);
    EXPECT_EQ(wrong_pixels(watcher.look(), stage.screen->picture()), 0);
    stage.screen->move_cursor(0, 0, false);
    stage.screen->show_nothing();
    EXPECT_FALSE(watcher.changes().any());
    EXPECT_EQ(watcher.source.cursor().shape, nullptr);
    EXPECT_EQ(stage.portal->asked_cursor_mode(), 4u);
}

TEST(PortalSource, KeepsTheHotspotOfAPointerThatMovedBeforeItWasLookedAt) {
    Stage stage;
    stage.screen->set_cursor({5, 4}, 2, 3, std::vector<std::uint8_t>(4 * 5 * 4, 0x80));
    stage.screen->move_cursor(40, 30);
    Watcher watcher(stage);
    stage.screen->move_cursor(41, 33);
    stage.screen->show_nothing();
    fill(stage.screen->picture(), {100, 50, 7, 5}, 0xabcdef);
    stage.screen->show({{100, 50, 7, 5}});
    EXPECT_TRUE(watcher.catches_up());
    watcher.source.watch_cursor(true);
    const Cursor cursor = watcher.source.cursor();
    ASSERT_NE(cursor.shape, nullptr);
    EXPECT_EQ(cursor.x, 41);
    EXPECT_EQ(cursor.shape->hotspot_x, 2);
    EXPECT_EQ(cursor.shape->hotspot_y, 3);
}

TEST(PortalSource, ADesktopThatDrawsThePointerIsAskedToOrNot) {
    PortalScript script;
    script.cursor_modes = 3;
    Stage stage({}, script);
    for (const bool paint : {false, true}) {
        PortalSource source(open_desktop, stage.desktop.bus_address(), paint, "");
        source.paint_cursor(paint);
        source.watch_cursor(paint);
        std::future<void> shown = show_when_seen(stage);
        source.wait_for_size();
        shown.get();
        EXPECT_EQ(stage.portal->asked_cursor_mode(), paint ? 2u : 1u);
        EXPECT_EQ(source.take_notices().size(), paint ? 1u : 0u);
        EXPECT_TRUE(source.take_notices().empty());
    }
}

TEST(PortalSource, ThePortalIsGivenTheTokenOfTheTimeBefore) {
    PortalScript script;
    script.token = "first";
    Stage stage({}, script);
    const std::string file = stage.file("token");
    {
        Watcher watcher(stage, file);
        EXPECT_EQ(stage.portal->asked_token(), "");
        EXPECT_EQ(stage.portal->asked_persistence(), 2u);
        EXPECT_TRUE(watcher.source.take_notices().empty());
    }
    stage.script.token = "second";
    stage.portal->follow(stage.script);
    { Watcher watcher(stage, file); }
    EXPECT_EQ(stage.portal->asked_token(), "first");
    std::ostringstream kept;
    kept << std::ifstream(file).rdbuf();
    EXPECT_EQ(kept.str(), "second");
    { Watcher watcher(stage); }
    EXPECT_EQ(stage.portal->asked_token(), "");
    EXPECT_EQ(stage.portal->asked_persistence(), 0u);
}

TEST(PortalSource, AFileThatCannotBeWrittenIsANotice) {
    PortalScript script;
    script.token = "a-secret";
    Stage stage({}, script);
    Watcher watcher(stage, stage.file("no/token"));
    const std::vector<std::string> notices = watcher.source.take_notices();
    ASSERT_EQ(notices.size(), 1u);
    EXPECT_EQ(notices[0].find("restoreTokenFile: "), 0u) << notices[0];
    EXPECT_EQ(notices[0].find("a-secret"), std::string::npos) << notices[0];
}

TEST(PortalSource, AFileWithoutATokenIsRefusedByName) {
    Stage stage;
    const std::string file = stage.file("token");
    for (const char* const content : {"\xff\xfe", "a\xc3"}) {
        std::ofstream(file) << content;
        EXPECT_EQ(failure(ErrorCode::kArgument, stage.desktop.bus_address(), file),
                  "restoreTokenFile: " + file +
                      " is no token, which is text in UTF-8; name another file");
    }
    std::ofstream(file) << std::string(1, '\0');
    failure(ErrorCode::kArgument, stage.desktop.bus_address(), file);
    std::ofstream(file) << "t\xc3\xb6ken";
    { Watcher watcher(stage, file); }
    EXPECT_EQ(stage.portal->asked_token(), "t\xc3\xb6ken");
}

// libdbus would end the process.
TEST(PortalSource, ACallThatDBusDoesNotAllowIsAnsweredWithAnError) {
    const PrivateDesktop desktop;
    std::string trouble;
    const std::unique_ptr<DesktopSession> session(
        open_desktop(desktop.bus_address().c_str(), trouble));
    ASSERT_NE(session, nullptr) << trouble;
    const std::string bus = "org.freedesktop.DBus";
    session->call({7, bus, "/org/freedesktop/DBus", bus, "AddMatch", {bus_text("\xff")}});
    session->call({8, bus, "no path", bus, "GetId", {}});
    const std::vector<BusMessage> answers = session->take_messages();
    ASSERT_EQ(answers.size(), 2u);
    for (const BusMessage& answer : answers) EXPECT_EQ(answer.kind, BusMessage::Kind::kError);
    EXPECT_EQ(answers[0].id, 7u);
    EXPECT_EQ(answers[0].member.find("AddMatch with a value that D-Bus does not allow"), 0u);
    EXPECT_EQ(answers[1].id, 8u);
    EXPECT_EQ(answers[1].member.find("GetId of 'no path'"), 0u);
}

TEST(PortalSource, WhoDeclinesIsHeard) {
    PortalScript script;
    script.responses["Start"] = 1;
    Stage stage({}, script);
    EXPECT_EQ(
        failure(ErrorCode::kConsent, stage.desktop.bus_address()).find("the user has declined"),
        0u);
    script.responses["Start"] = 2;
    stage.portal->follow(script);
    EXPECT_EQ(failure(ErrorCode::kConsent, stage.desktop.bus_address())
                  .find("the desktop has ended the dialog"),
              0u);
}

TEST(PortalSource, AfterAFailureItFailsAgain) {
    PortalScript script;
    script.responses["Start"] = 1;
    Stage stage({}, script);
    PortalSource source(open_desktop, stage.desktop.bus_address(), false, "");
    const std::string first = message_of(ErrorCode::kConsent, [&] { source.wait_for_size(); });
    EXPECT_EQ(message_of(ErrorCode::kConsent, [&] { source.wait_for_size(); }), first);
    EXPECT_EQ(stage.portal->calls("Start"), 1);
}

TEST(PortalSource, AnOpenDialogHoldsNobodyUp) {
    PortalScript script;
    script.silent = "Start";
    Stage stage({}, script);
    {
        CaptureSession session(
            parse_settings("source=synthetic\nwidth=64\nheight=64"),
            std::make_unique<PortalSource>(open_desktop, stage.desktop.bus_address(), false, ""));
        std::vector<std::uint8_t> packet(1 << 16);
        auto reading = std::async(std::launch::async, [&] {
            return session.next(packet.data(), packet.size(), Duration::max()).outcome;
        });
        stage.portal->wait_for("Start");
        session.stop();
        EXPECT_EQ(reading.get(), CaptureSession::Outcome::kNothing);
    }
    // A snapshot that waits is abandoned.
    PortalSource source(open_desktop, stage.desktop.bus_address(), false, "");
    auto waiting = std::async(std::launch::async, [&] {
        return message_of(ErrorCode::kDisplay, [&] { source.wait_for_size(); });
    });
    stage.portal->wait_for("Start", 2);
    source.abandon();
    EXPECT_EQ(waiting.get(), "the capture of the screen was abandoned");
}

TEST(PortalSource, EachWayToAnswerBadlyIsAnError) {
    Stage stage;
    for (const char* const method :
         {"GetAll", "CreateSession", "SelectSources", "Start", "OpenPipeWireRemote"}) {
        SCOPED_TRACE(method);
        // By then the user has agreed.
        const bool in_vain = std::strcmp(method, "OpenPipeWireRemote") == 0;
        const ErrorCode code = in_vain ? ErrorCode::kConsent : ErrorCode::kCapture;
        PortalScript script = stage.script;
        script.garbles = method;
        stage.portal->follow(script);
        failure(code, stage.desktop.bus_address());
        script = stage.script;
        script.refuses = method;
        stage.portal->follow(script);
        failure(code, stage.desktop.bus_address());
        script = stage.script;
        script.responses[method] = 2;
        const bool request =
            std::strcmp(method, "GetAll") != 0 && std::strcmp(method, "OpenPipeWireRemote") != 0;
        if (request) {
            stage.portal->follow(script);
            failure(std::strcmp(method, "Start") == 0 ? ErrorCode::kConsent : ErrorCode::kCapture,
                    stage.desktop.bus_address());
        }
        script = stage.script;
        script.closes = method;
        if (std::strcmp(method, "SelectSources") == 0 || std::strcmp(method, "Start") == 0) {
            stage.portal->follow(script);
            failure(ErrorCode::kDisplay, stage.desktop.bus_address());
        }
    }
}

TEST(PortalSource, APortalThatGoesAwayIsTheEnd) {
    for (const char* const method : {"CreateSession", "SelectSources", "Start"}) {
        PortalScript script;
        script.leaves = method;
        Stage stage({}, script);
        EXPECT_EQ(failure(ErrorCode::kDisplay, stage.desktop.bus_address()),
                  "the portal has ended, and with it what it showed");
    }
}

TEST(PortalSource, RequestsMayHaveOtherPaths) {
    PortalScript script;
    script.other_paths = true;
    Stage stage({}, script);
    Watcher watcher(stage);
    EXPECT_TRUE(watcher.catches_up());
}

TEST(PortalSource, ADescriptorThatIsNoSocketIsAnError) {
    Stage stage;
    PortalScript script = stage.script;
    script.pipewire.clear();
    stage.portal->follow(script);
    failure(ErrorCode::kConsent, stage.desktop.bus_address());
}

TEST(PortalSource, ANodeThatIsNotThereIsNamed) {
    Stage stage;
    PortalScript script = stage.script;
    script.node = 4711;
    stage.portal->follow(script);
    EXPECT_NE(
        failure(ErrorCode::kConsent, stage.desktop.bus_address()).find("PipeWire has no node 4711"),
        std::string::npos);
}

TEST(PortalSource, AFormatThatCannotBeReadIsNamed) {
    ScreenLies lies;
    lies.format = kI420;
    Stage stage(lies);
    const std::string words = failure(ErrorCode::kConsent, stage.desktop.bus_address());
    EXPECT_NE(words.find("331x203 in I420, allowed are BGRx, BGRA, RGBx and RGBA"),
              std::string::npos)
        << words;
}

TEST(PortalSource, AUserWhoHasAgreedInVainIsNotAskedAgain) {
    ScreenLies lies;
    lies.only_gpu = true;
    PortalScript script;
    script.token = "first";
    Stage stage(lies, script);
    const std::string trouble =
        "the screen's stream cannot be read: the desktop offers it only in memory of a graphics "
        "card";
    const std::string words = failure(ErrorCode::kConsent, stage.desktop.bus_address());
    EXPECT_EQ(words.find(trouble), 0u) << words;
    EXPECT_NE(words.find("the user has agreed in vain and is not asked again"), std::string::npos)
        << words;
    // With a token for the next time, that time shows no dialog.
    const std::string file = stage.file("token");
    const std::string others = failure(ErrorCode::kCapture, stage.desktop.bus_address(), file);
    EXPECT_EQ(others.find(trouble), 0u) << others;
    EXPECT_EQ(others.find("in vain"), std::string::npos) << others;
    // Without it, it does.
    script = stage.script;
    script.token.clear();
    stage.portal->follow(script);
    failure(ErrorCode::kConsent, stage.desktop.bus_address(), file);
}

TEST(PortalSource, TurnsThePictureUpright) {
    for (std::uint32_t transform = 1; transform < 8; ++transform) {
        SCOPED_TRACE(transform);
        ScreenLies lies;
        lies.transform = transform;
        Stage stage(lies);
        PortalSource source(open_desktop, stage.desktop.bus_address(), false, "");
        std::future<void> shown = show_when_seen(stage);
        source.wait_for_size();
        shown.get();
        const Orientation orientation(kScreen, static_cast<int>(transform), false);
        const Size size = orientation.picture();
        EXPECT_EQ(source.full_size(), size);
        KeptPicture kept(source, whole_of(size));
        const auto is_upright = [&] {
            Damage damage(size);
            source.take_changes(damage);
            std::vector<std::uint8_t> pixels(picture_bytes(size));
            const MutablePixelView expected = {pixels.data(), size.width, size.height,
                                               row_bytes(size.width)};
            orientation.copy(whole_of(size), stage.screen->picture(), expected);
            return wrong_pixels(kept.grab(damage), expected) == 0;
        };
        EXPECT_TRUE(is_upright());
        const Rect area = {100, 50, 7, 5};
        fill(stage.screen->picture(), area, 0x123456);
        stage.screen->show({area});
        const WakeEvent wake;
        ASSERT_NE(source.wait_for_change(wake, Clock::now() + kMinute), FrameSource::Change::kNone);
        EXPECT_TRUE(is_upright());
    }
}

TEST(PortalSource, FramesThatLieAboutTheirBufferAreErrors) {
    std::vector<ScreenLies> all(6);
    all[0].size = 100;
    all[1].offset = 0xffffff00;
    all[2].stride = 4;
    all[3].stride = -1324;
    all[4].cut = true;
    all[5].crop = Rect{300, 100, 200, 200};
    for (const ScreenLies& lies : all) {
        SCOPED_TRACE(&lies - all.data());
        Stage stage;
        stage.screen->lie(lies);
        PortalSource source(open_desktop, stage.desktop.bus_address(), false, "");
        std::future<void> shown = show_when_seen(stage);
        const std::string words = message_of(ErrorCode::kConsent, [&] { source.wait_for_size(); });
        EXPECT_EQ(words.find("the stream of the screen cannot be read: "), 0u) << words;
        shown.get();
    }
}

TEST(PortalSource, AfterABadFrameAGoodOneIsRight) {
    Stage stage;
    Watcher watcher(stage);
    ScreenLies lies;
    lies.size = 100;
    stage.screen->lie(lies);
    fill(stage.screen->picture(), {0, 0, 50, 50}, 0x00ff00);
    stage.screen->show({{0, 0, 50, 50}});
    message_of(ErrorCode::kCapture, [&] { watcher.changes(); });
    stage.screen->lie({});
    fill(stage.screen->picture(), {60, 60, 9, 9}, 0x0000ff);
    stage.screen->show({{60, 60, 9, 9}});
    EXPECT_TRUE(watcher.catches_up());
}

TEST(PortalSource, EndsWithTheScreenTheSessionAndPipeWire) {
    const auto failure_after = [](const std::function<void(Stage&)>& deed,
                                  ErrorCode code = ErrorCode::kDisplay) {
        Stage stage;
        Watcher watcher(stage);
        deed(stage);
        return message_of(code, [&] {
            while (watcher.source.wait_for_change(watcher.wake, Clock::now() + kMinute) !=
                   Change::kNone)
                watcher.look();
        });
    };
    EXPECT_EQ(
        failure_after([](Stage& stage) { stage.screen->remove(); }).find("the source is gone"), 0u);
    const auto stops_sharing = [](Stage& stage) { stage.portal->close_session(); };
    EXPECT_EQ(failure_after(stops_sharing, ErrorCode::kConsent).find("the source is gone"), 0u);
    const auto stops_sharing_stream_first = [](Stage& stage) {
        stage.screen->remove();
        stage.portal->close_session();
    };
    EXPECT_EQ(failure_after(stops_sharing_stream_first, ErrorCode::kConsent)
                  .find("the source is gone: the desktop, or its user, has stopped sharing"),
              0u);
    EXPECT_EQ(
        failure_after([](Stage& stage) { stage.portal.reset(); }).find("the portal has ended"), 0u);
    EXPECT_EQ(failure_after([](Stage& stage) {
                  stage.desktop.kill_pipewire();
              }).find("the source is gone"),
              0u);
}

TEST(PortalSource, WithoutAPortalMutterIsAsked) {
    PortalScript script;
    script.is_mutter = true;
    Stage stage({}, script);
    // It gives no descriptor: the PipeWire is that of the user.
    const Environment environment =
        desktop_at(stage.desktop.bus_address(), stage.desktop.directory());
    Watcher watcher(stage, "", "");
    EXPECT_EQ(wrong_pixels(watcher.look(), stage.screen->picture()), 0);
    EXPECT_EQ(watcher.source.describe().place, "the primary monitor that mutter shows");
    stage.portal->close_session();
    EXPECT_EQ(
        message_of(ErrorCode::kDisplay,
                   [&] { watcher.source.wait_for_change(watcher.wake, Clock::now() + kMinute); })
            .find("the source is gone: mutter"),
        0u);
}

TEST(PortalSource, ThePipeWireBesideANamedBusIsThatOfItsMutter) {
    PortalScript script;
    script.is_mutter = true;
    Stage stage({}, script);
    const Environment environment = desktop_at(std::nullopt, "/nowhere");
    Watcher watcher(stage);
    EXPECT_EQ(wrong_pixels(watcher.look(), stage.screen->picture()), 0);
}

TEST(PortalSource, WithoutEitherItSaysWhoIsMissing) {
    Stage stage;
    stage.portal.reset();
    const std::string words = failure(ErrorCode::kDisplay, stage.desktop.bus_address());
    EXPECT_NE(words.find("no portal"), std::string::npos) << words;
    EXPECT_NE(words.find("no mutter"), std::string::npos) << words;
}

TEST(PortalSource, TheEnvironmentSaysWhereTheBusIs) {
    Stage stage;
    stage.portal.reset();
    const Environment by_directory = desktop_at(std::nullopt, stage.desktop.directory());
    EXPECT_NE(failure(ErrorCode::kDisplay, "").find("no portal"), std::string::npos);
    const Environment by_address = desktop_at(stage.desktop.bus_address(), std::nullopt);
    EXPECT_NE(failure(ErrorCode::kDisplay, "").find("no portal"), std::string::npos);
}

TEST(PortalSource, WithoutABusItSaysSo) {
    const Environment none = desktop_at(std::nullopt, std::nullopt);
    EXPECT_EQ(failure(ErrorCode::kDisplay, "").find("there is no session bus"), 0u);
    const Environment nowhere = desktop_at(std::nullopt, "/nowhere");
    EXPECT_EQ(failure(ErrorCode::kDisplay, "").find("the session bus (unix:path=/nowhere/bus)"),
              0u);
    EXPECT_EQ(failure(ErrorCode::kDisplay, "nonsense").find("the session bus (nonsense)"), 0u);
}

// Keeps what a session shows.
class KeptPixels final : public PixelSink {
public:
    explicit KeptPixels(Size size) : size_(size), pixels_(picture_bytes(size)) {}
    bool takes(Size size) override { return size == size_; }
    void row(int x, int y, const std::uint8_t* pixels, int count) override {
        std::memcpy(view().row(y) + row_bytes(x), pixels, row_bytes(count));
    }
    MutablePixelView view() {
        return {pixels_.data(), size_.width, size_.height, row_bytes(size_.width)};
    }

private:
    Size size_;
    std::vector<std::uint8_t> pixels_;
};

TEST(PortalSource, IsCapturedAsAnySource) {
    Stage stage;
    CaptureSession session(
        parse_settings("source=portal\nmode=mixed\nautoAdjustSize=true"),
        std::make_unique<PortalSource>(open_desktop, stage.desktop.bus_address(), false, ""));
    for (const Size& size : {kScreen, Size{200, 300}}) {
        if (size != kScreen) {
            stage.screen->resize(size);
            draw_chart(stage.screen->picture());
        }
        auto shown = std::async(std::launch::async, [&] {
            stage.screen->wait_for_viewers(1);
            stage.screen->show({});
        });
        KeptPixels pixels(size);
        const TimePoint deadline = Clock::now() + kMinute;
        std::vector<std::uint8_t> packet(1 << 20);
        while (wrong_pixels(pixels.view(), stage.screen->picture()) != 0) {
            ASSERT_LT(Clock::now(), deadline);
            ASSERT_EQ(session.next(packet.data(), packet.size(), kMinute).outcome,
                      CaptureSession::Outcome::kFrame);
            session.picture().read(0, true, pixels);
        }
        shown.get();
    }
    EXPECT_EQ(session.describe().source.place, "a monitor that the user shares by the portal");
}

TEST(PortalSource, ASnapshotWaitsForTheFirstFrame) {
    Stage stage;
    PortalSource source(open_desktop, stage.desktop.bus_address(), false, "");
    std::future<void> shown = show_when_seen(stage);
    const Snapshot taken =
        take_snapshot(parse_settings("source=portal\nx=11\ny=5\nwidth=100\nheight=50"), source);
    shown.get();
    EXPECT_EQ(taken.size, (Size{100, 50}));
    const PixelView picture = stage.screen->picture();
    for (int y = 0; y < 50; ++y) {
        for (int x = 0; x < 100; ++x) {
            std::uint32_t rgb = 0;
            std::memcpy(&rgb, picture.row(y + 5) + row_bytes(x + 11), 3);
            ASSERT_EQ(static_cast<std::uint32_t>(taken.rgb[static_cast<std::size_t>(y * 100 + x)]),
                      rgb);
        }
    }
}

TEST(PortalSource, OpenedAndClosedAgainAndAgainNothingIsLeft) {
    Stage stage;
    const auto descriptors = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), {});
    };
    const auto threads = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
    };
    { Watcher warm(stage); }
    // The screen is in this process, and notices later that nobody sees it any more.
    const auto settled = [&](auto count, auto limit) {
        const TimePoint deadline = Clock::now() + kMinute;
        while (count() > limit && Clock::now() < deadline) std::this_thread::yield();
        return count();
    };
    const auto descriptors_before = descriptors();
    const auto threads_before = threads();
    for (int i = 0; i < 20; ++i) Watcher watcher(stage);
    // What the screen keeps of each viewer that it has linked is none of the source's.
    EXPECT_LE(settled(descriptors, descriptors_before + 5), descriptors_before + 5);
    EXPECT_LE(settled(threads, threads_before), threads_before);
}

}  // namespace
}  // namespace pixelflux
