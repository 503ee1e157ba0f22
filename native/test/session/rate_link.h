// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "mixed_packet.h"
#include "mixed_viewer.h"
#include "rect.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "synthetic_picture.h"

namespace pixelflux {

inline double seconds_of(Duration duration) {
    return std::chrono::duration<double>(duration).count();
}

// A program that draws a synthetic pattern 60 times a second, and a reader that takes every frame
// as soon as it can have it.
class Link {
public:
    static constexpr Size kSize = {640, 360};
    static constexpr int kFps = 60;

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
    const Picture& screen() const { return source_->picture(); }

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
            const std::vector<std::uint8_t> bytes = frame_in(packet_, result.size);
            viewer_.read(bytes.data(), bytes.size());
            const MixedFrame frame = read_mixed_frame(bytes.data(), bytes.size());
            Sent sent{now(), bytes.size(), {}, frame.refresh.has_value()};
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

}  // namespace pixelflux
