// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed whose screen comes to rest: what was sent as an image is sent exactly, and
// nothing that changes comes later for it. The time is held.
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

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kSize = {640, 400};
constexpr int kFps = 50;
constexpr Duration kPeriod = milliseconds(20);
constexpr Duration kLong = std::chrono::minutes(10);

// Gentle slopes with some grain.
Picture photo(Size size, int seed) {
    Picture picture(size.width, size.height);
    picture.fill_with_noise(static_cast<std::uint32_t>(seed));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            std::uint8_t* const pixel = picture.pixel(x, y);
            for (int channel = 0; channel < 3; ++channel)
                pixel[channel] = static_cast<std::uint8_t>(
                    40 + (x * (channel + 1) + y * 2 + seed * 31) / 8 % 180 + pixel[channel] % 8);
        }
    }
    return picture;
}

class Screen {
public:
    explicit Screen(const std::string& settings = "") {
        auto source = std::make_unique<ScriptedSource>(kSize);
        source_ = source.get();
        source_->show(photo(kSize, 1), {whole_of(kSize)});
        session_.emplace(
            parse_settings("source=synthetic\nmode=mixed\nvideoRectangles=false\nfps=" +
                           std::to_string(kFps) + "\n" + settings),
            std::move(source), source_->time());
    }

    ScriptedSource& source() { return *source_; }
    CaptureSession& session() { return *session_; }
    MixedViewer& viewer() { return viewer_; }
    TimePoint now() const { return source_->time()->now(); }

    // Reads a frame, if one comes until then.
    std::optional<MixedFrame> next(Duration timeout = kLong) {
        const CaptureSession::Result result =
            session_->next(packet_.data(), packet_.size(), timeout);
        if (result.outcome != CaptureSession::Outcome::kFrame) return {};
        frame_ = frame_in(packet_, result.size);
        viewer_.read(frame_.data(), frame_.size());
        return read_mixed_frame(frame_.data(), frame_.size());
    }

    bool is_exact() const {
        const MixedViewer::Difference difference = viewer_.compare(source_->picture().view());
        EXPECT_EQ(difference.wrong, 0);
        return difference.largest_lossy == 0;
    }

private:
    ScriptedSource* source_ = nullptr;
    std::optional<CaptureSession> session_;
    MixedViewer viewer_;
    std::vector<std::uint8_t> frame_;  // the last
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 22);
};

TEST(RefinementSession, AScreenAtRestIsShownBitForBitAndThenNothingIsSent) {
    Screen screen;
    screen.next();
    const TimePoint first = screen.now();
    EXPECT_FALSE(screen.is_exact());
    TimePoint last = first;
    std::int64_t bytes = 0;
    int pieces = 0;
    while (const auto piece = screen.next()) {
        if (pieces++ == 0)
            EXPECT_EQ(screen.now(), first + 10 * kPeriod);
        else
            EXPECT_GE(screen.now(), last + milliseconds(16));
        last = screen.now();
        for (const MixedRectangle& rectangle : piece->rectangles)
            bytes += static_cast<std::int64_t>(rectangle.size);
    }
    EXPECT_GT(pieces, 5);
    EXPECT_TRUE(screen.is_exact());
    // 2 MB a second.
    EXPECT_GT(last - first, duration_of(static_cast<double>(bytes) / 2e6));
    EXPECT_FALSE(screen.next());
}

TEST(RefinementSession, AChangeComesAtOnceWhilePiecesDo) {
    Screen screen;
    screen.next();
    for (int piece = 0; piece < 3; ++piece) {
        screen.next();
        const TimePoint changed = screen.now();
        Picture picture = screen.source().picture();
        picture.fill({100 + piece * 10, 50, 8, 8}, 1, 2, 3);
        screen.source().show(picture, {{100 + piece * 10, 50, 8, 8}});
        const auto frame = screen.next();
        ASSERT_TRUE(frame);
        EXPECT_EQ(frame->capture_nanos, to_nanos(changed));
        ASSERT_EQ(frame->rectangles.size(), 1u);
        EXPECT_EQ(frame->rectangles.front().area, (Rect{100 + piece * 10, 50, 8, 8}));
        while (screen.now() < changed + kPeriod) screen.next();
    }
}

// A window in which a film runs at the full rate: its frames come in their periods, the photo
// beside it becomes exact between them.
TEST(RefinementSession, PiecesComeBetweenTheFramesOfAFilm) {
    Screen screen;
    const Rect film = {0, 0, 640, 160};
    screen.next();
    TimePoint turn = screen.now();
    for (int number = 2; number < 100; ++number) {
        const Picture next = photo(kSize, number);
        Picture picture = screen.source().picture();
        for (int y = film.y; y < bottom_of(film); ++y)
            std::memcpy(picture.pixel(0, y), next.view().row(y), row_bytes(film.width));
        screen.source().show(picture, {film});
        turn += kPeriod;
        while (!screen.source().is_taken()) ASSERT_TRUE(screen.next());
        ASSERT_EQ(screen.now(), turn) << "of frame " << number;
    }
    const Picture& shown = screen.source().picture();
    for (int y = bottom_of(film); y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x)
            ASSERT_EQ(std::memcmp(screen.viewer().picture().row(y) + row_bytes(x),
                                  shown.view().row(y) + row_bytes(x), 3),
                      0)
                << x << "," << y;
    }
    EXPECT_FALSE(screen.is_exact());
}

// A reader that is never back before the next change: pieces have no place between frames.
TEST(RefinementSession, AReaderWithoutAPauseGetsPiecesWithItsFrames) {
    Screen screen("fps=240\n");
    screen.next();
    int pieces = 0;
    for (int number = 0; number < 2000 && pieces < 3; ++number) {
        Picture picture = screen.source().picture();
        picture.fill({0, 0, 4, 4}, static_cast<std::uint8_t>(number), 2, 3);
        screen.source().show(picture, {{0, 0, 4, 4}});
        screen.source().time()->wait(WakeEvent(), screen.now() + milliseconds(5));
        const auto frame = screen.next();
        ASSERT_TRUE(frame);
        ASSERT_TRUE(screen.source().is_taken());
        for (const MixedRectangle& rectangle : frame->rectangles)
            pieces += rectangle.area == Rect{0, 0, 4, 4} ? 0 : 1;
    }
    EXPECT_GE(pieces, 3);
}

TEST(RefinementSession, OffMeansThatNothingIsSent) {
    Screen screen("usePaintOverQuality=false\n");
    screen.next();
    EXPECT_FALSE(screen.next());
    EXPECT_FALSE(screen.is_exact());
    screen.session().update(
        parse_settings("source=synthetic\nmode=mixed\nvideoRectangles=false\nfps=50\n"));
    while (screen.next()) continue;
    EXPECT_TRUE(screen.is_exact());
}

TEST(RefinementSession, ItsTimeIsAnOption) {
    Screen screen("paintOverTriggerFrames=200\n");
    screen.next();
    const TimePoint first = screen.now();
    ASSERT_TRUE(screen.next());
    EXPECT_EQ(screen.now(), first + 200 * kPeriod);
}

TEST(RefinementSession, WhoJoinsBecomesExactToo) {
    Screen screen;
    while (screen.next()) continue;
    screen.viewer() = MixedViewer();
    screen.session().request_key_frame();
    ASSERT_TRUE(screen.next()->refresh);
    EXPECT_FALSE(screen.is_exact());
    while (screen.next()) continue;
    EXPECT_TRUE(screen.is_exact());
    EXPECT_FALSE(screen.next());
}

// Readers that ask and ask for what they have not got are no reason to send it to everybody.
TEST(RefinementSession, PiecesForWhoAsksAgainAndAgainBecomeRare) {
    Screen screen;
    const auto own_bytes_until = [&](TimePoint end) {
        std::size_t bytes = 0;
        while (const auto frame = screen.next(end - screen.now())) {
            for (const MixedRectangle& rectangle : frame->rectangles)
                bytes += rectangle.role == RectangleRole::kOwn ? rectangle.size : 0;
        }
        return bytes;
    };
    screen.next();
    const std::size_t once = own_bytes_until(screen.now() + std::chrono::seconds(5));
    std::size_t late = 0;
    for (int round = 0; round < 12 * 11; ++round) {
        screen.session().request_key_frame();
        const std::size_t bytes = own_bytes_until(screen.now() + std::chrono::seconds(5));
        if (round >= 12) late += bytes;
    }
    EXPECT_GT(late, once);
    EXPECT_LE(late, once * 600 / 50);  // about once in 256 * 0.2 s
}

}  // namespace
}  // namespace pixelflux
