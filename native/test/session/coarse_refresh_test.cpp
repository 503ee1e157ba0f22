// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed with a reader behind a slow link: what moves comes coarse to it and costs
// nobody else anything, and what is at rest is exact for all. The time is held.
#include "capture_session.h"

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "mixed_packet.h"
#include "mixed_viewer.h"
#include "rect.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "text_page.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kSize = {640, 400};
constexpr int kStep = 57;
constexpr Duration kPeriod = milliseconds(40);
constexpr Duration kLong = std::chrono::minutes(10);
constexpr std::int64_t kAny = RefreshRequest::kAnySize;

// Some frame's rectangles of a role, by bytes.
std::int64_t bytes_of(const MixedFrame& frame, RectangleRole role) {
    std::int64_t bytes = 0;
    for (const MixedRectangle& rectangle : frame.rectangles) {
        if (rectangle.role == role) bytes += static_cast<std::int64_t>(rectangle.size);
    }
    return bytes;
}

// A text that scrolls, somebody who gets every frame, and somebody who does when the test says so.
class Screen {
public:
    explicit Screen(const std::string& settings = "", Greys greys = Greys::kAll)
        : page_(text_page({kSize.width, kSize.height * 4}, greys)) {
        auto source = std::make_unique<ScriptedSource>(kSize);
        source_ = source.get();
        show();
        session_.emplace(parse_settings("source=synthetic\nmode=mixed\nfps=50\n" + settings),
                         std::move(source), source_->time());
    }

    CaptureSession& session() { return *session_; }
    MixedViewer& fast() { return fast_; }
    MixedViewer& slow() { return slow_; }
    TimePoint now() const { return source_->time()->now(); }
    std::int64_t own_bytes() const { return own_bytes_; }

    // Reads a frame, if one comes until then.
    std::optional<MixedFrame> next(Duration timeout = kLong) {
        const CaptureSession::Result result =
            session_->next(packet_.data(), packet_.size(), timeout);
        if (result.outcome != CaptureSession::Outcome::kFrame) return {};
        message_ = frame_in(packet_, result.size);
        EXPECT_FALSE(fast_.read(message_.data(), message_.size()));
        MixedFrame frame = read_mixed_frame(message_.data(), message_.size());
        own_bytes_ += bytes_of(frame, RectangleRole::kOwn);
        return frame;
    }

    void give_to_slow() { slow_.read(message_.data(), message_.size()); }

    // The slow reader asks since what it has.
    void ask(std::int64_t most_bytes) {
        session_->request_refresh({slow_.epoch(), *slow_.whole()}, most_bytes);
    }

    // A frame of the text, further up.
    MixedFrame scroll() {
        top_ = (top_ + kStep) % (kSize.height * 3);
        show();
        turn_ = std::max(turn_, now()) + kPeriod;
        std::optional<MixedFrame> frame = next();
        pass_until(turn_);
        return *frame;
    }

    // What comes until nothing more does; both read it.
    std::int64_t rest() {
        const std::int64_t before = own_bytes_;
        while (next()) give_to_slow();
        return own_bytes_ - before;
    }

    MixedViewer::Difference difference(const MixedViewer& viewer) const {
        return viewer.compare(source_->picture().view());
    }
    void expect_exact(const MixedViewer& viewer) const {
        EXPECT_EQ(difference(viewer).wrong, 0);
        EXPECT_EQ(difference(viewer).largest_lossy, 0);
    }

private:
    void show() {
        Picture picture(kSize.width, kSize.height);
        for (int y = 0; y < kSize.height; ++y)
            std::memcpy(picture.pixel(0, y), page_.pixel(0, top_ + y), row_bytes(kSize.width));
        source_->show(picture, {whole_of(kSize)});
    }

    void pass_until(TimePoint time) { source_->time()->wait(silence_, time); }

    Picture page_;
    int top_ = 0;
    TimePoint turn_{};
    WakeEvent silence_;
    ScriptedSource* source_ = nullptr;
    std::optional<CaptureSession> session_;
    MixedViewer fast_;
    MixedViewer slow_;
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 22);
    std::vector<std::uint8_t> message_;
    std::int64_t own_bytes_ = 0;
};

// One that both have, and some that the slow reader has missed.
void begin(Screen& screen) {
    screen.next();
    screen.give_to_slow();
    for (int frame = 0; frame < 10; ++frame) screen.scroll();
}

TEST(CoarseRefresh, WhatMovesIsSmallForASlowLink) {
    Screen screen;
    begin(screen);
    screen.ask(kAny);
    const std::int64_t exact = bytes_of(screen.scroll(), RectangleRole::kRefresh);
    screen.ask(1000);
    const std::int64_t coarse = bytes_of(screen.scroll(), RectangleRole::kRefresh);
    screen.give_to_slow();

    EXPECT_GT(coarse, 0);
    EXPECT_LT(coarse, exact * 2 / 3);
    EXPECT_EQ(screen.difference(screen.slow()).wrong, 0);
    EXPECT_GT(screen.difference(screen.slow()).lossy, 0);
    EXPECT_EQ(screen.difference(screen.fast()).lossy, 0);
    screen.expect_exact(screen.fast());
}

TEST(CoarseRefresh, WhatTheWayCanTakeIsExact) {
    Screen screen;
    begin(screen);
    for (const std::int64_t most : {kAny, std::int64_t{10000000}}) {
        screen.ask(most);
        screen.scroll();
    }
    screen.give_to_slow();
    screen.expect_exact(screen.slow());
    EXPECT_EQ(screen.difference(screen.slow()).lossy, 0);
}

// It is smaller than any image.
TEST(CoarseRefresh, TextOfFewColoursIsExact) {
    Screen screen("", Greys::kOne);
    begin(screen);
    screen.ask(1000);
    screen.scroll();
    screen.give_to_slow();
    screen.expect_exact(screen.slow());
    EXPECT_EQ(screen.difference(screen.slow()).lossy, 0);
}

TEST(CoarseRefresh, AtRestEverybodyHasTheScreenAndHasPaidForItOnce) {
    Screen screen;
    begin(screen);
    screen.ask(kAny);
    const std::int64_t exact = bytes_of(screen.scroll(), RectangleRole::kRefresh);
    for (int times = 0; times < 5; ++times) {
        screen.ask(1000);
        screen.scroll();
        screen.give_to_slow();
    }
    const TimePoint still = screen.now();
    const auto piece = screen.next();
    screen.give_to_slow();
    ASSERT_TRUE(piece);
    EXPECT_GE(screen.now(), still + milliseconds(900));
    const std::int64_t paid = bytes_of(*piece, RectangleRole::kOwn) + screen.rest();

    screen.expect_exact(screen.slow());
    screen.expect_exact(screen.fast());
    EXPECT_LT(paid, exact * 2);
    EXPECT_FALSE(screen.next());
}

TEST(CoarseRefresh, WhoGetsEveryFramePaysNothingWhileItMoves) {
    Screen with;
    Screen without;
    begin(with);
    begin(without);
    for (int frame = 0; frame < 25; ++frame) {
        with.ask(1000);
        with.scroll();
        with.give_to_slow();
        without.scroll();
        ASSERT_EQ(with.difference(with.fast()).lossy, 0);
        ASSERT_EQ(with.difference(with.fast()).wrong, 0);
        ASSERT_EQ(with.difference(with.slow()).wrong, 0);
    }
    EXPECT_EQ(with.own_bytes(), without.own_bytes());
}

// However often somebody asks, there is nothing to be made exact again.
TEST(CoarseRefresh, WhatIsAtRestComesExactly) {
    Screen screen;
    begin(screen);
    screen.ask(1000);
    screen.scroll();
    screen.rest();
    for (int times = 0; times < 3; ++times) {
        screen.session().request_refresh({screen.slow().epoch(), 0}, 1000);
        const auto frame = screen.next();
        ASSERT_TRUE(frame);
        EXPECT_GT(bytes_of(*frame, RectangleRole::kRefresh), 1000);
        for (const MixedRectangle& rectangle : frame->rectangles)
            EXPECT_NE(rectangle.kind, RectangleKind::kPicture);
        EXPECT_FALSE(screen.next());
    }
}

// Nothing would make it exact again.
TEST(CoarseRefresh, NothingIsCoarseWhereNothingIsRefined) {
    Screen screen("usePaintOverQuality=false\n");
    begin(screen);
    screen.ask(1000);
    screen.scroll();
    screen.give_to_slow();
    screen.expect_exact(screen.slow());
    EXPECT_EQ(screen.difference(screen.slow()).lossy, 0);
}

}  // namespace
}  // namespace pixelflux
