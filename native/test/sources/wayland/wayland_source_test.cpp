// SPDX-License-Identifier: MPL-2.0
// The source against a compositor of the test's own, which lies.
#include <cstring>
#include <future>
#include <limits>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include <poll.h>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "damages.h"
#include "error.h"
#include "kept_picture.h"
#include "lying_compositor.h"
#include "message_of.h"
#include "open_compositor.h"
#include "rect.h"
#include "settings_text.h"
#include "small_files.h"
#include "snapshot.h"
#include "wayland_monitors.h"
#include "wayland_source.h"

namespace pixelflux {
namespace {

using Change = FrameSource::Change;

constexpr Size kScreen = {331, 203};

std::uint32_t rgb_at(const PixelView& picture, int x, int y) {
    const std::uint8_t* const bgrx = picture.row(y) + row_bytes(x);
    return static_cast<std::uint32_t>(bgrx[2] << 16 | bgrx[1] << 8 | bgrx[0]);
}

class Watcher {
public:
    explicit Watcher(const LyingCompositor& liar, const std::string& monitor = "")
        : liar_(liar), source(open_compositor, liar.display(), monitor) {
        look();
        source.opened();
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
        EXPECT_NE(source.wait_for_change(wake, Clock::now() + std::chrono::minutes(1)),
                  Change::kNone);
        Damage damage(source.full_size());
        source.take_changes(damage);
        return damage;
    }
    // Waits until a pixel has that colour.
    bool shows(int x, int y, std::uint32_t rgb) {
        const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
        while (rgb_at(look(), x, y) != rgb) {
            if (source.wait_for_change(wake, deadline) == Change::kNone) return false;
        }
        return true;
    }
    // Takes what has changed, until the compositor has nothing more to tell.
    void settle() {
        const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
        while (!is_quiet() || liar_.waiting() != 1 || !is_quiet()) {
            ASSERT_LT(Clock::now(), deadline);
            look();
        }
    }
    bool is_quiet() {
        return source.wait_for_change(wake, Clock::now() + std::chrono::milliseconds(10)) ==
               Change::kNone;
    }

private:
    const LyingCompositor& liar_;

public:
    WaylandSource source;
    WakeEvent wake;
    std::optional<KeptPicture> kept;

private:
    Size size_;
};

template <typename Body>
void expect_error(ErrorCode code, const std::string& words, Body body) {
    const std::string message = message_of(code, body);
    EXPECT_NE(message.find(words), std::string::npos) << message;
}

Lies by(bool image_copy) {
    Lies lies;
    lies.offers_screencopy = !image_copy;
    lies.offers_image_copy = image_copy;
    return lies;
}

std::vector<Lies> all_ways() {
    std::vector<Lies> ways;
    for (const bool image_copy : {false, true}) {
        for (int transform = 0; transform < 8; ++transform) {
            Lies lies = by(image_copy);
            lies.transform = transform;
            ways.push_back(lies);
        }
        for (const std::uint32_t format :
             {0u, 0x34324258u, 0x34325852u, 0x34325842u, kXrgbOfTenBits, kXbgrOfTenBits}) {
            Lies lies = by(image_copy);
            lies.format = format;
            lies.more_stride = image_copy ? 0 : 12;
            ways.push_back(lies);
        }
        Lies turned = by(image_copy);
        turned.format = kXrgbOfTenBits;
        turned.transform = 1;
        ways.push_back(turned);
    }
    for (const int transform : {0, 1, 6}) {
        Lies lies;
        lies.y_inverted = true;
        lies.transform = transform;
        ways.push_back(lies);
    }
    return ways;
}

TEST(WaylandSource, ShowsThePictureUprightHoweverItLies) {
    for (const Lies& lies : all_ways()) {
        SCOPED_TRACE("transform " + std::to_string(lies.transform) + " format " +
                     std::to_string(lies.format) + (lies.y_inverted ? " inverted" : "") +
                     (lies.offers_image_copy ? " by image copy" : ""));
        LyingCompositor liar(lies);
        liar.fill({17, 40, 12, 20}, 0xfedcba);
        Watcher watcher(liar);
        const Size upright =
            lies.transform % 2 == 0 ? kScreen : Size{kScreen.height, kScreen.width};
        EXPECT_EQ(watcher.source.full_size(), upright);
        EXPECT_EQ(rgb_at(watcher.look(), 17, 40), 0xfedcbau);
        EXPECT_EQ(rgb_at(watcher.look(), 28, 59), 0xfedcbau);
        EXPECT_EQ(rgb_at(watcher.look(), 29, 59), 0u);
        watcher.settle();

        const Rect glyph = {101, 52, 9, 14};
        liar.fill(glyph, 0x123456);
        const Damage damage = watcher.changes();
        Rect told{};
        for (const Rect& area : damage.areas()) told = hull(told, area);
        EXPECT_TRUE(contains(told, glyph));
        const MutablePixelView picture = watcher.kept->grab(damage);
        EXPECT_EQ(rgb_at(picture, 101, 52), 0x123456u);
        EXPECT_EQ(rgb_at(picture, 109, 65), 0x123456u);
        EXPECT_EQ(rgb_at(picture, 110, 65), 0u);
    }
}

TEST(WaylandSource, TellsNoMoreThanHasChanged) {
    for (const bool image_copy : {false, true}) {
        Lies lies = by(image_copy);
        lies.transform = 1;
        LyingCompositor liar(lies);
        Watcher watcher(liar);
        const Rect glyph = {101, 52, 9, 14};
        const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
        std::vector<Rect> told;
        // Where the copy has waited for long, all is told.
        for (std::uint32_t rgb = 1; told != std::vector<Rect>{glyph}; ++rgb) {
            ASSERT_LT(Clock::now(), deadline);
            watcher.settle();
            liar.fill(glyph, rgb);
            told = watcher.changes().areas();
        }
    }
}

TEST(WaylandSource, WithoutAChangeNothingIsAskedTwice) {
    for (const bool image_copy : {false, true}) {
        LyingCompositor liar(by(image_copy));
        Watcher watcher(liar);
        watcher.settle();
        const int copies = liar.copies();
        for (int i = 0; i < 10; ++i) EXPECT_TRUE(watcher.is_quiet());
        EXPECT_EQ(liar.copies(), copies);
    }
}

TEST(WaylandSource, APictureThatHasWaitedIsNotShown) {
    for (const bool image_copy : {false, true}) {
        LyingCompositor liar(by(image_copy));
        Watcher watcher(liar);
        watcher.settle();
        // The copy that was asked for shows the first of these.
        liar.fill({0, 0, 10, 10}, 0x111111);
        const WakeEvent pause;
        pause.wait(Clock::now() + std::chrono::milliseconds(50));
        liar.fill({0, 0, 10, 10}, 0x222222);
        EXPECT_EQ(
            watcher.source.wait_for_change(watcher.wake, Clock::now() + std::chrono::minutes(1)),
            Change::kPending);
        Damage damage(kScreen);
        watcher.source.take_changes(damage);
        EXPECT_EQ(rgb_at(watcher.kept->grab(damage), 3, 3), 0x222222u);
    }
}

TEST(WaylandSource, AsksNoSoonerThanTheNextFrame) {
    LyingCompositor liar;
    Watcher watcher(liar);
    watcher.settle();
    liar.fill({0, 0, 10, 10}, 0x111111);
    watcher.changes();
    const int copies = liar.copies();
    watcher.source.next_frame_at(Clock::now() + std::chrono::hours(1));
    liar.fill({0, 0, 10, 10}, 0x222222);
    EXPECT_TRUE(watcher.is_quiet());
    EXPECT_EQ(liar.copies(), copies);
    watcher.source.next_frame_at(Clock::now());
    EXPECT_TRUE(watcher.shows(3, 3, 0x222222));
}

TEST(WaylandSource, TheCompositorPaintsTheCursorWhereItDoesNotTellItApart) {
    LyingCompositor liar;
    Watcher watcher(liar);
    EXPECT_FALSE(liar.paints_cursor());
    EXPECT_TRUE(watcher.source.take_notices().empty());
    for (const bool wanted : {true, false}) {
        watcher.source.watch_cursor(wanted);
        watcher.source.paint_cursor(wanted);
        EXPECT_EQ(watcher.source.take_notices().size(), wanted ? 1u : 0u);
        // A picture with it, or without it, comes though nothing else has changed.
        EXPECT_EQ(watcher.changes().areas(), std::vector<Rect>{whole_of(kScreen)});
        EXPECT_EQ(liar.paints_cursor(), wanted);
        EXPECT_EQ(watcher.source.cursor().shape, nullptr);
    }
}

TEST(WaylandSource, TheCursorIsToldApart) {
    LyingCompositor liar(by(true));
    liar.change_cursor({3, 5}, 1, 2, 0x80402010);
    Watcher watcher(liar);
    watcher.source.watch_cursor(true);
    watcher.source.paint_cursor(true);
    EXPECT_TRUE(watcher.source.take_notices().empty());
    watcher.settle();
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    const auto until = [&](auto condition) {
        while (!condition(watcher.source.cursor())) {
            if (watcher.source.wait_for_change(watcher.wake, deadline) == Change::kNone)
                return false;
        }
        return true;
    };
    liar.move_cursor(40, 50);
    ASSERT_TRUE(until([](const Cursor& now) { return now.shape != nullptr && now.x == 40; }));
    const Cursor first = watcher.source.cursor();
    EXPECT_EQ(first.y, 50);
    EXPECT_EQ(first.shape->hotspot_x, 1);
    EXPECT_EQ(first.shape->hotspot_y, 2);
    EXPECT_EQ(first.shape->image->size, (Size{3, 5}));
    const std::vector<std::uint8_t> pixel(first.shape->image->pixels.begin(),
                                          first.shape->image->pixels.begin() + 4);
    EXPECT_EQ(pixel, (std::vector<std::uint8_t>{0x10, 0x20, 0x40, 0x80}));

    liar.move_cursor(41, 50);
    ASSERT_TRUE(until([](const Cursor& now) { return now.x == 41; }));
    EXPECT_EQ(watcher.source.cursor().shape, first.shape);
    EXPECT_FALSE(liar.paints_cursor());

    liar.change_cursor({16, 16}, 0, 0, 0xff0000ff);
    ASSERT_TRUE(until([](const Cursor& now) {
        return now.shape != nullptr && now.shape->image->size == Size{16, 16};
    }));
    liar.take_cursor_away();
    ASSERT_TRUE(until([](const Cursor& now) { return now.shape == nullptr; }));
    watcher.source.watch_cursor(false);
    liar.move_cursor(1, 1);
    EXPECT_EQ(watcher.source.cursor().shape, nullptr);
}

TEST(WaylandSource, ALookThatCouldNotBeCopiedIsCopiedOnceThePointerMoves) {
    LyingCompositor liar(by(true));
    liar.change_cursor({3, 5}, 1, 2, 0x80402010);
    liar.fail_cursor_copies(1);
    Watcher watcher(liar);
    watcher.source.watch_cursor(true);
    watcher.settle();
    EXPECT_EQ(watcher.source.cursor().shape, nullptr);
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    for (int x = 40; watcher.source.cursor().shape == nullptr; ++x) {
        liar.move_cursor(x, 50);
        ASSERT_NE(watcher.source.wait_for_change(watcher.wake, deadline), Change::kNone);
    }
    EXPECT_EQ(watcher.source.cursor().shape->image->size, (Size{3, 5}));
}

TEST(WaylandSource, ACursorMayBeAnywhere) {
    LyingCompositor liar(by(true));
    constexpr int kLeast = std::numeric_limits<int>::min();
    liar.change_cursor({3, 5}, std::numeric_limits<int>::max(), 2, 0x80402010);
    Watcher watcher(liar);
    watcher.source.watch_cursor(true);
    watcher.settle();
    liar.move_cursor(kLeast, kLeast);
    const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
    while (watcher.source.cursor().shape == nullptr)
        ASSERT_NE(watcher.source.wait_for_change(watcher.wake, deadline), Change::kNone);
    const PlacedOverlay place = placed(watcher.source.cursor(), {5, 7, 10, 10});
    EXPECT_LT(place.x, -1000);
    EXPECT_LT(place.y, -1000);
}

TEST(WaylandSource, FollowsAnOutputThatIsResized) {
    for (const bool image_copy : {false, true}) {
        LyingCompositor liar(by(image_copy));
        Watcher watcher(liar);
        for (const Size size : {Size{640, 480}, Size{64, 48}, Size{333, 777}}) {
            liar.resize(size);
            liar.fill({size.width - 10, size.height - 10, 10, 10}, 0xabcdef);
            const TimePoint deadline = Clock::now() + std::chrono::minutes(1);
            while (watcher.source.full_size() != size)
                ASSERT_NE(watcher.source.wait_for_change(watcher.wake, deadline), Change::kNone);
            EXPECT_TRUE(watcher.shows(size.width - 1, size.height - 1, 0xabcdef));
        }
    }
}

TEST(WaylandSource, ABufferOfAnotherSizeThanTheModeIsThePicture) {
    Lies lies;
    lies.said_size = {100, 50};
    LyingCompositor liar(lies);
    liar.fill({99, 49, 1, 1}, 0xfedcba);
    Watcher watcher(liar);
    EXPECT_EQ(watcher.source.full_size(), (Size{100, 50}));
    EXPECT_EQ(rgb_at(watcher.look(), 99, 49), 0xfedcbau);
}

TEST(WaylandSource, RefusesBuffersThatNobodyCanRead) {
    Lies short_rows;
    short_rows.more_stride = -4;
    Lies sixteen_bits;
    sixteen_bits.format = 0x36314752;
    Lies huge;
    huge.said_size = {65535, 65535};
    Lies negative;
    negative.said_size = {-1, 5};
    const std::pair<Lies, const char*> all[] = {{short_rows, "1320 bytes a row"},
                                                {sixteen_bits, "format 'RG16'"},
                                                {huge, "65535x65535"},
                                                {negative, "4294967295x5"}};
    for (const auto& [lies, words] : all) {
        const LyingCompositor liar(lies);
        expect_error(ErrorCode::kCapture, words,
                     [&] { WaylandSource(open_compositor, liar.display(), ""); });
    }
}

// The kernel would end the process.
TEST(WaylandSource, WhereNoFileMayBeSoLargeTheLimitIsNamed) {
    for (const bool image_copy : {false, true}) {
        const LyingCompositor liar(by(image_copy));
        const SmallFiles limit;
        expect_error(ErrorCode::kCapture, "larger than 4096 bytes (ulimit -f)",
                     [&] { const Watcher watcher(liar); });
    }
}

TEST(WaylandSource, ACopyThatFailsIsTriedAgain) {
    for (const bool image_copy : {false, true}) {
        Lies lies = by(image_copy);
        lies.failures = 3;
        LyingCompositor liar(lies);
        liar.fill({0, 0, 10, 10}, 0x123456);
        Watcher watcher(liar);
        EXPECT_EQ(rgb_at(watcher.look(), 9, 9), 0x123456u);
    }
}

TEST(WaylandSource, CopiesThatAlwaysFailAreAnError) {
    for (const bool image_copy : {false, true}) {
        Lies lies = by(image_copy);
        lies.failures = 1 << 30;
        const LyingCompositor liar(lies);
        expect_error(ErrorCode::kCapture, "it failed 5 times in a row",
                     [&] { const Watcher watcher(liar); });
    }
}

TEST(WaylandSource, NonsenseTakenForDamageIsHarmless) {
    for (const bool image_copy : {false, true}) {
        for (const bool tells : {false, true}) {
            Lies lies = by(image_copy);
            lies.damage_is_nonsense = true;
            lies.tells_damage = tells;
            LyingCompositor liar(lies);
            Watcher watcher(liar);
            liar.fill({0, 0, 10, 10}, 0x123456);
            EXPECT_TRUE(watcher.shows(9, 9, 0x123456));
        }
    }
}

TEST(WaylandSource, AnswersOutOfTurnAreHarmless) {
    Lies lies;
    lies.answers_twice = true;
    LyingCompositor liar(lies);
    Watcher watcher(liar);
    liar.fill({0, 0, 10, 10}, 0x123456);
    EXPECT_TRUE(watcher.shows(9, 9, 0x123456));
}

TEST(WaylandSource, CapturesTheOutputThatIsNamed) {
    Lies lies;
    lies.outputs = 3;
    LyingCompositor liar(lies);
    Watcher watcher(liar, "LIAR-2");
    watcher.settle();
    const int copies = liar.copies();
    liar.add_output();
    liar.remove_output(1);
    EXPECT_TRUE(watcher.is_quiet());
    EXPECT_EQ(liar.copies(), copies);
    liar.fill({0, 0, 10, 10}, 0x123456);
    EXPECT_TRUE(watcher.shows(9, 9, 0x123456));
    expect_error(ErrorCode::kDisplay,
                 "has no output 'DP-1'; name one of these by the option monitor",
                 [&] { WaylandSource(open_compositor, liar.display(), "DP-1"); });
}

TEST(WaylandSource, AnOutputThatGoesInMidCopyIsAnError) {
    for (const bool image_copy : {false, true}) {
        Lies lies = by(image_copy);
        lies.outputs = 2;
        LyingCompositor liar(lies);
        Watcher watcher(liar, "LIAR-2");
        watcher.settle();
        // Nothing is said of the copy.
        liar.stall();
        auto waiting = std::async(std::launch::async, [&] {
            return watcher.source.wait_for_change(watcher.wake,
                                                  Clock::now() + std::chrono::minutes(1));
        });
        liar.remove_output(2);
        expect_error(ErrorCode::kDisplay, "output LIAR-2 of the Wayland display",
                     [&] { waiting.get(); });
    }
}

TEST(WaylandSource, ACompositorThatEndsIsAnError) {
    for (const bool image_copy : {false, true}) {
        LyingCompositor liar(by(image_copy));
        Watcher watcher(liar);
        watcher.settle();
        auto waiting = std::async(std::launch::async, [&] {
            return watcher.source.wait_for_change(watcher.wake,
                                                  Clock::now() + std::chrono::minutes(1));
        });
        liar.hang_up();
        expect_error(ErrorCode::kDisplay, "was lost", [&] { waiting.get(); });
        expect_error(ErrorCode::kDisplay, "was lost", [&] { watcher.look(); });
        Watcher again(liar);
        EXPECT_EQ(again.source.full_size(), kScreen);
    }
}

TEST(WaylandSource, ACompositorThatHangsCanBeAbandoned) {
    LyingCompositor liar;
    WaylandSource source(open_compositor, liar.display(), "");
    source.opened();
    liar.freeze();
    source.set_region(whole_of(kScreen));
    auto first = std::async(std::launch::async, [&] {
        Damage damage(kScreen);
        source.take_changes(damage);
    });
    source.abandon();
    ASSERT_EQ(first.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    EXPECT_THROW(first.get(), Error);
}

TEST(WaylandSource, ACompositorThatNeverAnswersIsGivenUp) {
    LyingCompositor liar;
    liar.freeze();
    expect_error(ErrorCode::kDisplay, "does not answer in time", [&] {
        WaylandSource(open_compositor, liar.display(), "", std::chrono::milliseconds(100));
    });
}

TEST(WaylandSource, ACopyThatNeverComesIsGivenUpWhileItOpens) {
    LyingCompositor liar;
    liar.stall();
    WaylandSource source(open_compositor, liar.display(), "", std::chrono::seconds(2));
    source.set_region(whole_of(kScreen));
    Damage damage(kScreen);
    expect_error(ErrorCode::kDisplay, "does not answer in time",
                 [&] { source.take_changes(damage); });
}

TEST(WaylandSource, ACompositorThatLetsNobodyCopyIsRefused) {
    Lies none;
    none.offers_screencopy = false;
    Lies old;
    old.version = 2;
    for (const Lies& lies : {none, old}) {
        const LyingCompositor liar(lies);
        expect_error(ErrorCode::kCapture, "lets nobody copy its outputs",
                     [&] { WaylandSource(open_compositor, liar.display(), ""); });
    }
    Lies dark;
    dark.outputs = 0;
    const LyingCompositor liar(dark);
    expect_error(ErrorCode::kDisplay, "has no output at all",
                 [&] { WaylandSource(open_compositor, liar.display(), ""); });
}

TEST(WaylandSource, TakesTheNewerProtocolWhereBothAreOffered) {
    Lies lies;
    lies.offers_image_copy = true;
    lies.y_inverted = true;  // which only the older one can be
    LyingCompositor liar(lies);
    liar.fill({0, 0, 10, 10}, 0x123456);
    Watcher watcher(liar);
    EXPECT_EQ(rgb_at(watcher.look(), 0, 0), 0x123456u);
    const std::unique_ptr<Compositor> compositor(open_compositor(
        connect_to_compositor(wayland_name(liar.display()), std::chrono::minutes(1)).release()));
    while (!compositor->introduced()) {
        ASSERT_TRUE(compositor->exchange());
        is_ready(compositor->descriptor(), POLLIN, Clock::now() + std::chrono::milliseconds(10));
    }
    EXPECT_STREQ(compositor->protocol(), "ext_image_copy_capture_manager_v1");
}

TEST(WaylandSource, NobodyThereIsSaid) {
    expect_error(ErrorCode::kDisplay, "no compositor answers there (/nowhere/wayland-7: ", [] {
        WaylandSource(open_compositor, "/nowhere/wayland-7", "");
    });
    expect_error(ErrorCode::kDisplay, "too long",
                 [] { WaylandSource(open_compositor, "/" + std::string(200, 'x'), ""); });
}

TEST(WaylandSource, ASessionSendsWhatChanged) {
    LyingCompositor liar;
    CaptureSession session(parse_settings("source=wayland\nautoAdjustSize=true"),
                           std::make_unique<WaylandSource>(open_compositor, liar.display(), ""));
    std::vector<std::uint8_t> buffer(4 << 20);
    const auto next = [&] {
        return session.next(buffer.data(), buffer.size(), std::chrono::minutes(1)).outcome;
    };
    ASSERT_EQ(next(), CaptureSession::Outcome::kFrame);
    liar.fill({10, 20, 30, 40}, 0xff0000);
    ASSERT_EQ(next(), CaptureSession::Outcome::kFrame);
    liar.resize({100, 60});
    liar.fill({10, 20, 30, 40}, 0xff0000);
    std::uint32_t width = 0;
    while (width != 100) {
        ASSERT_EQ(next(), CaptureSession::Outcome::kFrame);
        std::memcpy(&width, buffer.data() + 32, sizeof width);
    }
    std::future<CaptureSession::Outcome> waiting = std::async(std::launch::async, [&] {
        CaptureSession::Outcome outcome = next();
        while (outcome == CaptureSession::Outcome::kFrame) outcome = next();
        return outcome;
    });
    liar.freeze();
    session.stop();
    ASSERT_EQ(waiting.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    EXPECT_EQ(waiting.get(), CaptureSession::Outcome::kNothing);
}

TEST(WaylandSource, NextKeepsItsTimeThoughNoPictureHasCome) {
    LyingCompositor liar;
    liar.stall();
    CaptureSession session(parse_settings("source=wayland"),
                           std::make_unique<WaylandSource>(open_compositor, liar.display(), ""));
    std::vector<std::uint8_t> buffer(4 << 20);
    const auto next = [&](Duration timeout) {
        return std::async(std::launch::async, [&, timeout] {
            return session.next(buffer.data(), buffer.size(), timeout).outcome;
        });
    };
    std::future<CaptureSession::Outcome> waiting = next(std::chrono::milliseconds(10));
    const bool kept = waiting.wait_for(std::chrono::minutes(1)) == std::future_status::ready;
    EXPECT_TRUE(kept);
    // Without an error: the time was up.
    if (kept) {
        EXPECT_EQ(waiting.get(), CaptureSession::Outcome::kNothing);
        waiting = next(std::chrono::hours(1));
    }
    session.stop();
    ASSERT_EQ(waiting.wait_for(std::chrono::minutes(1)), std::future_status::ready);
    EXPECT_EQ(waiting.get(), CaptureSession::Outcome::kNothing);
}

TEST(WaylandSource, OutputsAreListed) {
    Lies lies;
    lies.outputs = 2;
    lies.transform = 1;
    const LyingCompositor liar(lies);
    const WaylandLink link(open_compositor, liar.display(), std::chrono::minutes(1));
    const std::vector<Monitor> monitors = monitors_of(link.compositor());
    ASSERT_EQ(monitors.size(), 2u);
    EXPECT_EQ(monitors[1].name, "LIAR-2");
    EXPECT_EQ(monitors[1].place.width, kScreen.height);
    EXPECT_EQ(monitors[1].place.height, kScreen.width);
}

TEST(WaylandSource, ASnapshotNeedsNoChange) {
    LyingCompositor liar;
    liar.fill({10, 20, 30, 40}, 0xff8040);
    WaylandSource source(open_compositor, liar.display(), "");
    const Snapshot snapshot = take_snapshot(parse_settings("x=10\ny=20\nwidth=31"), source);
    EXPECT_EQ(snapshot.size, (Size{31, kScreen.height - 20}));
    EXPECT_EQ(snapshot.rgb[0], 0xff8040);
    EXPECT_EQ(snapshot.rgb[30], 0);
}

}  // namespace
}  // namespace pixelflux
