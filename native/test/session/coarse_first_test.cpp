// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed on which much text is new again and again: it comes as images until it
// calms, and is exact then. The time is held.
#include "capture_session.h"

#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "coarse_text.h"
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
constexpr Duration kLong = std::chrono::minutes(10);
constexpr int kPages = 4;

// A screen of pages of text that have nothing but blank rows in common, and a reader of all frames.
class Screen {
public:
    explicit Screen(const std::string& settings = "", Greys greys = Greys::kAll) {
        for (std::uint32_t page = 0; page < kPages; ++page)
            pages_.push_back(text_page(kSize, greys, page * 7919 + 1));
        auto source = std::make_unique<ScriptedSource>(kSize);
        source_ = source.get();
        show(pages_.front());
        session_.emplace(
            parse_settings("source=synthetic\nmode=mixed\nfps=60\nvideoRectangles=false\n" +
                           settings),
            std::move(source), source_->time());
        next();
        come_to_rest();
    }

    // Another page, so much later; what comes in between comes before it. How many pixels of it are
    // lossy.
    int turn(Duration later = milliseconds(33)) {
        pass(later);
        show(pages_[++turned_ % kPages]);
        next();
        return difference().lossy;
    }

    // The page goes up by some rows, and others come below it.
    int scroll(int rows) {
        pass(milliseconds(33));
        Picture now = source_->picture();
        const Picture& other = pages_[++turned_ % kPages];
        for (int y = 0; y < kSize.height; ++y) {
            const bool stays = y + rows < kSize.height;
            const std::uint8_t* const from =
                stays ? source_->picture().view().row(y + rows) : other.view().row(y);
            std::memcpy(now.pixel(0, y), from, row_bytes(kSize.width));
        }
        show(now);
        next();
        return difference().lossy;
    }

    // What comes until nothing more does; how long that takes.
    Duration come_to_rest() {
        const TimePoint begun = now();
        TimePoint last = begun;
        while (next()) last = now();
        return last - begun;
    }

    // Somebody types; what of it is lossy.
    int type(int x, int y) {
        pass(milliseconds(33));
        Picture picture = source_->picture();
        picture.fill({x, y, 6, 12}, 10, 20, 30);
        source_->show(picture, {{x, y, 6, 12}});
        next();
        int lossy = 0;
        for (int row = y; row < y + 12; ++row) {
            for (int column = x; column < x + 6; ++column)
                lossy += viewer_.is_lossy(column, row) ? 1 : 0;
        }
        return lossy;
    }

    void expect_exact() const {
        EXPECT_EQ(difference().wrong, 0);
        EXPECT_EQ(difference().lossy, 0);
    }
    MixedViewer::Difference difference() const {
        return viewer_.compare(source_->picture().view());
    }
    TimePoint now() const { return source_->time()->now(); }
    int images() const { return viewer_.drawn(RectangleKind::kPicture); }

private:
    void show(const Picture& picture) { source_->show(picture, {whole_of(kSize)}); }

    // Reads a frame, if one comes until then.
    bool next(Duration timeout = kLong) {
        const CaptureSession::Result result =
            session_->next(packet_.data(), packet_.size(), timeout);
        if (result.outcome != CaptureSession::Outcome::kFrame) return false;
        const std::vector<std::uint8_t> frame = frame_in(packet_, result.size);
        EXPECT_FALSE(viewer_.read(frame.data(), frame.size()));
        return true;
    }

    void pass(Duration time) {
        const TimePoint until = now() + time;
        while (now() < until && next(until - now())) {
        }
        source_->time()->wait(silence_, until);
    }

    std::vector<Picture> pages_;
    std::size_t turned_ = 0;
    WakeEvent silence_;
    ScriptedSource* source_ = nullptr;
    std::optional<CaptureSession> session_;
    MixedViewer viewer_;
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 22);
};

TEST(CoarseFirst, APageThatIsTurnedIsExactAtOnce) {
    Screen screen;
    for (int page = 0; page < 8; ++page) {
        EXPECT_EQ(screen.turn(milliseconds(400)), 0) << page;
        screen.expect_exact();
    }
    EXPECT_EQ(screen.images(), 0);
}

TEST(CoarseFirst, PagesThatKeepComingAreImages) {
    Screen screen;
    for (int page = 0; page < CoarseText::kExactTimes; ++page) EXPECT_EQ(screen.turn(), 0) << page;
    for (int page = 0; page < 20; ++page) {
        EXPECT_GT(screen.turn(), kSize.width * kSize.height / 3) << page;
        EXPECT_EQ(screen.difference().wrong, 0) << page;
    }
}

TEST(CoarseFirst, AtRestTheLastOneIsExactSoon) {
    Screen screen;
    for (int page = 0; page < 20; ++page) screen.turn();
    EXPECT_GT(screen.images(), 0);
    EXPECT_LT(screen.come_to_rest(), std::chrono::seconds(1));
    screen.expect_exact();
    EXPECT_EQ(screen.turn(), 0);
    screen.expect_exact();
}

TEST(CoarseFirst, WhatScrollsIsExactAllTheTime) {
    for (const int rows : {16, 57, 120}) {
        Screen screen;
        for (int frame = 0; frame < 20; ++frame) EXPECT_EQ(screen.scroll(rows), 0) << rows;
        EXPECT_EQ(screen.images(), 0) << rows;
        screen.expect_exact();
    }
}

// What was sent as an image and scrolls then is made exact where it comes to rest.
TEST(CoarseFirst, WhatScrollsAfterwardsIsExactAtRest) {
    Screen screen;
    for (int page = 0; page < 10; ++page) screen.turn();
    EXPECT_GT(screen.scroll(16), 0);
    for (int frame = 0; frame < 5; ++frame) screen.scroll(16);
    screen.come_to_rest();
    screen.expect_exact();
}

TEST(CoarseFirst, WhatIsTypedAfterwardsIsExactAtOnce) {
    Screen screen;
    for (int page = 0; page < 10; ++page) screen.turn();
    for (int glyph = 0; glyph < 10; ++glyph) EXPECT_EQ(screen.type(100 + 8 * glyph, 100), 0);
    screen.come_to_rest();
    screen.expect_exact();
}

TEST(CoarseFirst, TextOfFewColoursIsExactAllTheTime) {
    Screen screen("", Greys::kOne);
    for (int page = 0; page < 10; ++page) EXPECT_EQ(screen.turn(), 0) << page;
    screen.expect_exact();
}

// Nothing would make it exact again.
TEST(CoarseFirst, NothingIsCoarseWhereNothingIsRefined) {
    Screen screen("usePaintOverQuality=false\n");
    for (int page = 0; page < 10; ++page) EXPECT_EQ(screen.turn(), 0) << page;
    screen.expect_exact();
}

}  // namespace
}  // namespace pixelflux
