// SPDX-License-Identifier: MPL-2.0
// Sessions in mode mixed with a constant bit rate: what is sent stays within it, what is seen stays
// current, and a screen at rest becomes exact. The time is held, so every figure is the same on any
// machine.
#include "capture_session.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "mixed_viewer.h"
#include "rect.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "synthetic_picture.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Size kSize = {640, 360};
constexpr int kFps = 60;

double seconds_of(Duration duration) { return std::chrono::duration<double>(duration).count(); }

// A program that draws a synthetic pattern 60 times a second, and a reader that takes every frame
// as soon as it can have it.
class Link {
public:
    Link(const std::string& pattern, int kbps, const std::string& more = "") : kbps_(kbps) {
        const std::string text =
            "source=synthetic\nmode=mixed\nfps=60\nrateControl=cbr\nbitrateKbps=" +
            std::to_string(kbps) + "\nwidth=640\nheight=360\n" + "syntheticPattern=" + pattern +
            "\n" + more;
        const Settings settings = parse_settings(text);
        pattern_ = make_synthetic_picture(settings, whole_of(kSize));
        auto source = std::make_unique<ScriptedSource>(kSize);
        source_ = source.get();
        draw();
        start_ = turn_ = now();
        session_.emplace(settings, std::move(source), source_->time());
    }

    TimePoint now() const { return source_->time()->now(); }
    CaptureSession& session() { return *session_; }
    MixedViewer& viewer() { return viewer_; }

    // Draws so long.
    void move(Duration time) {
        for (const TimePoint end = turn_ + time; turn_ < end;) {
            read_until(turn_ + duration_of(1.0 / kFps));
            turn_ += duration_of(1.0 / kFps);
            draw();
        }
    }

    // Draws nothing.
    void rest(Duration time) {
        read_until(turn_ + time);
        turn_ += time;
    }

    struct Sent {
        TimePoint time;
        std::size_t bytes;
        std::optional<Duration> age;  // of the oldest change that it shows first
        bool part;                    // of a refresh
    };
    const std::vector<Sent>& sent() const { return sent_; }

    // Frames that showed something new.
    std::size_t frames() const {
        return static_cast<std::size_t>(std::count_if(
            sent_.begin(), sent_.end(), [](const Sent& one) { return one.age.has_value(); }));
    }

    std::ptrdiff_t parts() const {
        return std::count_if(sent_.begin(), sent_.end(), [](const Sent& one) { return one.part; });
    }

    // How long a change had waited at most, in frames but for the first so many.
    Duration oldest_after(std::size_t count) const {
        Duration oldest{};
        for (std::size_t i = count; i < sent_.size(); ++i)
            oldest = std::max(oldest, sent_[i].age.value_or(Duration{}));
        return oldest;
    }

    // The most that went in any time of this length from `from` on, as a share of the rate.
    double most_in(Duration window, Duration from) const {
        double most = 0;
        double sum = 0;
        std::size_t first = 0;
        for (std::size_t last = 0; last < sent_.size(); ++last) {
            if (sent_[last].time < start_ + from) {
                first = last + 1;
                continue;
            }
            sum += bits_of(sent_[last]);
            for (; sent_[last].time - sent_[first].time >= window; ++first)
                sum -= bits_of(sent_[first]);
            most = std::max(most, sum);
        }
        return most / (kbps_ * 1000.0 * seconds_of(window));
    }

    // What went from then on, as a share of the rate.
    double share(Duration from) const {
        double sum = 0;
        for (const Sent& one : sent_)
            if (one.time >= start_ + from) sum += bits_of(one);
        return sum / (kbps_ * 1000.0 * seconds_of(now() - start_ - from));
    }

    // Whether the viewer has these rows exactly.
    bool has_exactly(int begin, int end) const {
        for (int y = begin; y < end; ++y)
            for (int x = 0; x < kSize.width; ++x)
                if (viewer_.is_lossy(x, y)) return false;
        return true;
    }

    bool is_exact() const {
        const MixedViewer::Difference difference = viewer_.compare(source_->picture().view());
        EXPECT_EQ(difference.wrong, 0);
        return difference.largest_lossy == 0;
    }

    void change_rate(int kbps) {
        Settings settings = session_->settings();
        settings.bitrate_kbps = kbps_ = kbps;
        session_->update(settings);
    }

    void lift_rate() {
        Settings settings = session_->settings();
        settings.rate_control = RateControl::kCrf;
        session_->update(settings);
    }

private:
    static double bits_of(const Sent& one) { return static_cast<double>(one.bytes) * 8; }

    void draw() {
        Picture picture(kSize.width, kSize.height);
        for (int y = 0; y < kSize.height; ++y)
            pattern_->draw_row({0, kSize.width}, y, step_, picture.pixel(0, y));
        source_->show(picture, {step_ == 0 ? whole_of(kSize) : pattern_->changed(step_)});
        ++step_;
        if (!waits_since_) waits_since_ = now();
    }

    void read_until(TimePoint end) {
        while (true) {
            const CaptureSession::Result result =
                session_->next(packet_.data(), packet_.size(), end - now());
            if (result.outcome != CaptureSession::Outcome::kFrame) return;
            constexpr std::size_t kHeader = 56;
            viewer_.read(packet_.data() + kHeader, result.size - kHeader);
            const MixedFrame frame =
                read_mixed_frame(packet_.data() + kHeader, result.size - kHeader);
            Sent sent{now(), result.size - kHeader, {}, frame.refresh.has_value()};
            if (source_->is_taken() && waits_since_) {
                sent.age = now() - *waits_since_;
                waits_since_.reset();
            }
            sent_.push_back(sent);
        }
    }

    int kbps_;
    std::unique_ptr<SyntheticPicture> pattern_;
    ScriptedSource* source_ = nullptr;
    std::optional<CaptureSession> session_;
    MixedViewer viewer_;
    std::vector<std::uint8_t> packet_ = std::vector<std::uint8_t>(std::size_t{1} << 22);
    std::vector<Sent> sent_;
    std::optional<TimePoint> waits_since_;
    TimePoint start_;
    TimePoint turn_;
    std::int64_t step_ = 0;
};

class MixedRate : public testing::TestWithParam<std::tuple<const char*, int>> {};

INSTANTIATE_TEST_SUITE_P(Patterns, MixedRate,
                         testing::Combine(testing::Values("scroll57", "film", "noise"),
                                          testing::Values(1000, 4000)));

TEST_P(MixedRate, IsKeptWhileSomethingMovesAndAtRestUntilAllIsExact) {
    const auto [pattern, kbps] = GetParam();
    Link link(pattern, kbps);
    link.move(seconds(4));
    link.rest(milliseconds(100));
    const TimePoint rest = link.now();
    while (!link.is_exact() && link.now() < rest + seconds(20)) link.rest(milliseconds(100));
    // A picture of noise alone has 5.5 Mbit.
    EXPECT_TRUE(link.is_exact());
    EXPECT_LE(link.now() - rest, milliseconds(kbps == 1000 ? 9000 : 2500));
    EXPECT_LE(link.share(seconds(1)), 1.03);
    EXPECT_LE(link.most_in(seconds(1), {}), 1.1);
    link.rest(seconds(5));
    const std::size_t frames = link.sent().size();
    link.rest(seconds(60));
    EXPECT_EQ(link.sent().size(), frames);
}

TEST_P(MixedRate, WhatIsSeenStaysCurrent) {
    const auto [pattern, kbps] = GetParam();
    Link link(pattern, kbps);
    link.move(seconds(1));
    const std::size_t before = link.sent().size();
    const std::size_t frames = link.frames();
    const Duration oldest_before = link.oldest_after(0);
    link.move(seconds(3));
    // The first picture is dear.
    EXPECT_LE(oldest_before, milliseconds(500));
    EXPECT_LE(link.oldest_after(before), milliseconds(100));
    const bool noise = std::string(pattern) == "noise";
    EXPECT_GE(link.frames() - frames, noise && kbps == 1000 ? 80u : 170u);
}

TEST(MixedRateSession, FewerFramesComeWhereNothingElseHelps) {
    Link link("noise", 250);
    link.move(seconds(4));
    EXPECT_GT(link.frames(), 15u);
    EXPECT_LT(link.frames(), 60u);
    EXPECT_LE(link.share(seconds(1)), 1.05);
}

TEST(MixedRateSession, WhatTheRateMadeCoarseBecomesExactWithoutPaintOverToo) {
    Link link("scroll57", 250, "usePaintOverQuality=false\n");
    link.move(seconds(2));
    link.rest(seconds(10));
    EXPECT_TRUE(link.is_exact());
}

TEST(MixedRateSession, WhatTheRateMadeCoarseBecomesExactWhileSomethingElseNeedsAllOfIt) {
    // The rows in the middle move, and no quality makes them cheap enough: each frame waits.
    Link link("noise", 400, "syntheticChange=50\n");
    link.move(seconds(2));
    const int still = kSize.height / 4 - 16;
    EXPECT_FALSE(link.has_exactly(0, still));
    for (int i = 0; i < 40 && !link.has_exactly(0, still); ++i) link.move(seconds(1));
    EXPECT_TRUE(link.has_exactly(0, still));
    EXPECT_LE(link.share(seconds(2)), 1.1);
}

TEST(MixedRateSession, WhatTheRateMadeCoarseBecomesExactAlsoWhenThereIsNoRateAnyMore) {
    Link link("scroll57", 250, "usePaintOverQuality=false\n");
    link.move(seconds(2));
    EXPECT_FALSE(link.is_exact());
    link.lift_rate();
    link.rest(seconds(10));
    EXPECT_TRUE(link.is_exact());
}

TEST(MixedRateSession, ALowerRateDoesNotStopThePicture) {
    Link link("noise", 20000);
    link.move(seconds(1));
    const std::size_t before = link.sent().size();
    link.change_rate(1000);
    link.move(seconds(2));
    EXPECT_LE(link.oldest_after(before), milliseconds(600));
}

TEST(MixedRateSession, ARefreshComesInPartsWithinTheRateWhileTheFilmGoesOn) {
    Link link("film", 1000);
    link.move(seconds(2));
    const std::size_t before = link.sent().size();
    const std::size_t frames = link.frames();
    link.viewer() = MixedViewer();
    link.session().request_key_frame();
    link.move(seconds(2));
    EXPECT_TRUE(link.viewer().whole());
    EXPECT_GT(link.parts(), 4);
    EXPECT_GE(link.frames() - frames, 90u);
    EXPECT_LE(link.oldest_after(before), milliseconds(300));
    EXPECT_LE(link.most_in(seconds(1), {}), 1.15);
    link.rest(seconds(5));
    EXPECT_TRUE(link.is_exact());
}

TEST(MixedRateSession, AnotherRateCountsFromTheNextFrame) {
    Link link("noise", 4000);
    link.move(seconds(1));
    link.change_rate(1000);
    link.move(seconds(4));
    EXPECT_LE(link.share(seconds(2)), 1.05);
    EXPECT_GE(link.share(seconds(2)), 0.9);
}

}  // namespace
}  // namespace pixelflux
