// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed with a reader behind a slow link: what it lacks comes coarse to it, and
// exactly when it asks again, and that costs nobody else anything. The time is held.
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
#include "test_length.h"
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

// A text that scrolls, perhaps beside a photo; somebody who gets every frame, and somebody who does
// when the test says so.
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

    void give_to(MixedViewer& viewer) { viewer.read(message_.data(), message_.size()); }

    // The slow reader asks since what it has.
    void ask(std::int64_t most_bytes, const std::vector<Rect>& again = {}) {
        session_->request_refresh({WholeAsOf{slow_.epoch(), *slow_.whole()}, most_bytes, again});
    }

    // The same on a calm screen, and takes it.
    MixedFrame refresh(std::int64_t most_bytes, const std::vector<Rect>& again = {}) {
        ask(most_bytes, again);
        const std::optional<MixedFrame> frame = next();
        give_to(slow_);
        return *frame;
    }

    // It asks, few blocks at a time, until it has nothing coarse. How often.
    int ask_for_all_again() {
        constexpr std::size_t kBlocks = 10;
        int times = 0;
        for (; times < 100 && !slow_.coarse(1).empty(); ++times)
            refresh(kAny, slow_.coarse(kBlocks));
        return times;
    }

    // A frame of the text, further up.
    MixedFrame scroll() {
        top_ = (top_ + kStep) % (kSize.height * 3);
        show();
        turn_ = std::max(turn_, source_->time()->now()) + kPeriod;
        std::optional<MixedFrame> frame = next();
        source_->time()->wait(silence_, turn_);
        return *frame;
    }

    // What comes until nothing more does; the slow reader misses it.
    void rest() {
        while (next()) {
        }
    }

    void show_photo() {
        Picture picture = source_->picture();
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x) {
                const auto level = static_cast<std::uint8_t>((x * x / 64 + y * 3 + x * y % 13) / 4);
                picture.fill({x, y, 1, 1}, level, static_cast<std::uint8_t>(level / 2 + 60), 90);
            }
        }
        source_->show(picture, {whole_of(kSize)});
    }

    MixedViewer::Difference difference(const MixedViewer& viewer) const {
        return viewer.compare(source_->picture().view());
    }
    void expect_exact(const MixedViewer& viewer) const {
        EXPECT_EQ(difference(viewer).wrong, 0);
        EXPECT_EQ(difference(viewer).lossy, 0);
    }

private:
    void show() {
        Picture picture(kSize.width, kSize.height);
        for (int y = 0; y < kSize.height; ++y)
            std::memcpy(picture.pixel(0, y), page_.pixel(0, top_ + y), row_bytes(kSize.width));
        source_->show(picture, {whole_of(kSize)});
    }

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
    screen.give_to(screen.slow());
    for (int frame = 0; frame < 10; ++frame) screen.scroll();
}

// Whatever quality an image is refined to before it is exact.
class CoarseRefresh : public testing::TestWithParam<const char*> {
protected:
    Screen screen{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(PaintOver, CoarseRefresh,
                         testing::ValuesIn(test_length(
                             std::vector<const char*>{
                                 "", "usePaintOverQuality=true\npaintOverJpegQuality=95\n"},
                             std::vector<const char*>{""})));

TEST_P(CoarseRefresh, WhatMovesIsSmallForASlowLink) {
    begin(screen);
    screen.ask(kAny);
    const MixedFrame exact = screen.scroll();
    screen.ask(1000);
    const MixedFrame coarse = screen.scroll();
    screen.give_to(screen.slow());

    EXPECT_FALSE(exact.refresh->coarse);
    EXPECT_TRUE(coarse.refresh->coarse);
    EXPECT_GT(bytes_of(coarse, RectangleRole::kRefresh), 0);
    EXPECT_LT(bytes_of(coarse, RectangleRole::kRefresh),
              bytes_of(exact, RectangleRole::kRefresh) * 2 / 3);
    EXPECT_EQ(screen.difference(screen.slow()).wrong, 0);
    EXPECT_GT(screen.difference(screen.slow()).lossy, 0);
    screen.expect_exact(screen.fast());
}

TEST_P(CoarseRefresh, WhatIsAtRestIsCoarseToo) {
    begin(screen);
    screen.rest();
    const std::int64_t exact = [&] {
        screen.ask(kAny);
        return bytes_of(*screen.next(), RectangleRole::kRefresh);
    }();
    const MixedFrame coarse = screen.refresh(1000);
    EXPECT_TRUE(coarse.refresh->coarse);
    EXPECT_LT(bytes_of(coarse, RectangleRole::kRefresh), exact * 2 / 3);
    EXPECT_EQ(screen.difference(screen.slow()).wrong, 0);
    EXPECT_GT(screen.difference(screen.slow()).lossy, 0);
    EXPECT_FALSE(screen.next());
}

TEST_P(CoarseRefresh, WhatTheWayCanTakeIsExact) {
    begin(screen);
    for (const std::int64_t most : {kAny, std::int64_t{10000000}}) {
        screen.ask(most);
        EXPECT_FALSE(screen.scroll().refresh->coarse);
    }
    screen.give_to(screen.slow());
    screen.expect_exact(screen.slow());
}

// It is smaller than any image.
TEST(CoarseRefreshOf, TextOfFewColoursIsExact) {
    Screen screen("", Greys::kOne);
    begin(screen);
    screen.ask(1000);
    EXPECT_FALSE(screen.scroll().refresh->coarse);
    screen.give_to(screen.slow());
    screen.expect_exact(screen.slow());
}

TEST_P(CoarseRefresh, WhoHasNothingMayBeginWithOne) {
    begin(screen);
    screen.rest();
    MixedViewer late;
    screen.session().request_refresh({{}, 1000});
    const std::optional<MixedFrame> frame = screen.next();
    screen.give_to(late);
    ASSERT_TRUE(frame && frame->refresh);
    EXPECT_FALSE(frame->refresh->base);
    EXPECT_TRUE(frame->refresh->coarse);
    EXPECT_EQ(screen.difference(late).wrong, 0);
    EXPECT_GT(screen.difference(late).lossy, 0);
}

TEST_P(CoarseRefresh, WhoWantsEverythingExactlyGetsIt) {
    begin(screen);
    screen.rest();
    MixedViewer late;
    screen.session().request_refresh({{}, 1000});
    screen.session().request_key_frame();
    screen.ask(1000);
    const std::optional<MixedFrame> frame = screen.next();
    screen.give_to(late);
    ASSERT_TRUE(frame && frame->refresh);
    EXPECT_FALSE(frame->refresh->base);
    EXPECT_FALSE(frame->refresh->coarse);
    screen.expect_exact(late);
}

// Whatever the reader has of the rest, and however few bytes it wants.
TEST_P(CoarseRefresh, WhatIsAskedForAgainComesExactlyAndNothingElseDoes) {
    begin(screen);
    screen.rest();
    screen.refresh(1000);
    const int coarse = screen.difference(screen.slow()).lossy;
    const Rect area = {64, 32, 128, 64};  // tiles
    const MixedFrame frame = screen.refresh(1, {area});
    EXPECT_FALSE(frame.refresh->coarse);
    for (const MixedRectangle& rectangle : frame.rectangles)
        EXPECT_TRUE(contains(area, rectangle.area));
    EXPECT_EQ(screen.difference(screen.slow()).wrong, 0);
    EXPECT_EQ(screen.difference(screen.slow()).lossy, coarse - area_of(area));
}

TEST_P(CoarseRefresh, WhatIsAskedForAgainIsExactBesideWhatIsCoarse) {
    begin(screen);
    screen.rest();
    const Rect area = {64, 32, 128, 64};
    const MixedFrame frame = screen.refresh(1000, {area});
    EXPECT_TRUE(frame.refresh->coarse);
    for (int y = area.y; y < bottom_of(area); ++y) {
        for (int x = area.x; x < right_of(area); ++x)
            ASSERT_FALSE(screen.slow().is_lossy(x, y)) << x << "," << y;
    }
    EXPECT_GT(screen.difference(screen.slow()).lossy, 0);
    EXPECT_EQ(screen.difference(screen.slow()).wrong, 0);
}

TEST_P(CoarseRefresh, WhoAsksForAllItsPictureHasTheScreenAtLast) {
    begin(screen);
    screen.rest();
    screen.refresh(1000);
    EXPECT_GT(screen.ask_for_all_again(), 3);
    screen.expect_exact(screen.slow());
}

// While the screen goes on it carries what is coarse along, which is no fault of the capture.
TEST_P(CoarseRefresh, AScrollCopiesWhatIsCoarse) {
    begin(screen);
    screen.rest();
    screen.refresh(1000);
    for (int frame = 0; frame < 3; ++frame) {
        screen.scroll();
        screen.give_to(screen.slow());
    }
    EXPECT_EQ(screen.difference(screen.slow()).wrong, 0);
    EXPECT_GT(screen.difference(screen.slow()).lossy, 0);
    screen.expect_exact(screen.fast());
    screen.rest();
    screen.refresh(1000);
    screen.ask_for_all_again();
    screen.expect_exact(screen.slow());
}

TEST_P(CoarseRefresh, NobodyElsePaysForIt) {
    Screen without{GetParam()};
    begin(screen);
    begin(without);
    for (int frame = 0; frame < 25; ++frame) {
        screen.ask(1000, {{0, 0, 320, 200}});
        screen.scroll();
        screen.give_to(screen.slow());
        without.scroll();
        screen.expect_exact(screen.fast());
        ASSERT_EQ(screen.difference(screen.slow()).wrong, 0);
    }
    screen.rest();
    without.rest();
    EXPECT_EQ(screen.own_bytes(), without.own_bytes());
    const std::int64_t before = screen.own_bytes();
    for (int times = 0; times < 10; ++times) {
        screen.session().request_refresh({{}, 1000});
        screen.next();
        screen.give_to(screen.slow());
        screen.refresh(1000, {{0, 0, 320, 200}});
        EXPECT_FALSE(screen.next());
    }
    EXPECT_EQ(screen.own_bytes(), before);
}

// A refresh would show a photo lossy that is exact for all others, and have it refined for all.
TEST(CoarseRefreshOf, APhotoIsRefinedOnceHoweverOftenSomebodyAsks) {
    Screen screen;
    begin(screen);
    screen.show_photo();
    screen.next();
    EXPECT_GT(screen.difference(screen.fast()).lossy, 0);
    screen.rest();
    screen.expect_exact(screen.fast());
    const std::int64_t before = screen.own_bytes();
    for (const std::int64_t most_bytes : {std::int64_t{1000}, std::int64_t{10000000}}) {
        screen.session().request_refresh({WholeAsOf{screen.slow().epoch(), 0}, most_bytes});
        const std::optional<MixedFrame> frame = screen.next();
        screen.give_to(screen.slow());
        ASSERT_TRUE(frame && frame->refresh);
        EXPECT_TRUE(frame->refresh->coarse);
        EXPECT_FALSE(screen.next());
        for (int times = 0; times < 3; ++times) {
            screen.refresh(most_bytes, {{0, 0, 320, 200}});
            EXPECT_FALSE(screen.next());
        }
    }
    EXPECT_EQ(screen.own_bytes(), before);
    screen.ask_for_all_again();
    screen.expect_exact(screen.slow());
    EXPECT_EQ(screen.own_bytes(), before);
}

// What all have lossy would never come better.
TEST(CoarseRefreshUnrefined, NothingIsCoarse) {
    Screen screen("usePaintOverQuality=false\n");
    begin(screen);
    screen.ask(1000);
    const MixedFrame frame = screen.scroll();
    screen.give_to(screen.slow());
    EXPECT_FALSE(frame.refresh->coarse);
    screen.expect_exact(screen.slow());
}

}  // namespace
}  // namespace pixelflux
