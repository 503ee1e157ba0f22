// SPDX-License-Identifier: MPL-2.0
// Rows of stripes in a time that the test makes up.
#include "stripe_rows.h"

#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "kept_picture.h"
#include "pictures.h"
#include "settings_text.h"
#include "synthetic_source.h"
#include "test_length.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Size kSize = {128, 192};
constexpr TimePoint kStart{std::chrono::hours(1)};

struct Rows {
    explicit Rows(const std::string& settings) : clock(60), picture(kSize.width, kSize.height) {
        const Settings chosen = parse_settings("stripeHeight=64\n" + settings);
        rows.apply(chosen, encoder_for(chosen));
        rows.lay_out(kSize);
        picture.fill_with_noise(1);
    }

    // What a frame at `now` sends, with these bands changed: 'I' a key frame, 'e' another picture.
    std::string frame(TimePoint now, std::initializer_list<int> changed = {},
                      bool key_frame = false) {
        BandSet bands(bands_in(kSize.height));
        for (const int band : changed) bands.set(band);
        clock.taken(now, now);
        std::string kinds = "---";
        if (!rows.decide(clock.frame(), now, bands, key_frame).any()) return kinds;
        bytes = 0;
        for (const SentStripe& stripe : rows.encode(picture.view(), pool, 1)) {
            kinds[static_cast<std::size_t>(stripe.place.y / 64)] =
                stripe.encoded.kind == PictureKind::kKeyFrame ? 'I' : 'e';
            bytes += stripe.encoded.size;
        }
        return kinds;
    }

    FrameClock clock;
    Picture picture;
    WorkerPool pool;
    StripeRows rows;
    std::size_t bytes = 0;
};

TEST(StripeRows, KeyFramesByIntervalAreMeasuredInTimeAndNotInFrames) {
    Rows rows("keyframeIntervalSeconds=1\n");
    EXPECT_EQ(rows.frame(kStart), "III");
    EXPECT_EQ(rows.rows.due_time(rows.clock), kStart + seconds(1));
    // A reader that is late by 300 ms each time.
    for (int i = 1; i <= 3; ++i) EXPECT_EQ(rows.frame(kStart + milliseconds(300 * i)), "---");
    EXPECT_EQ(rows.frame(kStart + milliseconds(1200)), "III");
    EXPECT_EQ(rows.rows.due_time(rows.clock), kStart + milliseconds(2200));
}

TEST(StripeRows, AKeyFrameOnDemandPutsTheNextOneOff) {
    Rows rows("keyframeIntervalSeconds=1\n");
    rows.frame(kStart);
    EXPECT_EQ(rows.frame(kStart + milliseconds(500), {}, true), "III");
    EXPECT_EQ(rows.frame(kStart + milliseconds(1400)), "---");
    EXPECT_EQ(rows.frame(kStart + milliseconds(1500)), "III");
}

TEST(StripeRows, WithoutAnIntervalNothingIsDue) {
    Rows rows("");
    rows.frame(kStart);
    EXPECT_EQ(rows.rows.due_time(rows.clock), kNever);
}

TEST(StripeRows, PaintOverIsDueInItsFrame) {
    Rows rows("usePaintOverQuality=true\npaintOverTriggerFrames=30\n");
    rows.frame(kStart);
    const TimePoint due = rows.rows.due_time(rows.clock);
    EXPECT_NEAR(std::chrono::duration<double>(due - kStart).count(), 0.5, 1e-6);
    EXPECT_EQ(rows.frame(kStart + milliseconds(490)), "---");
    EXPECT_EQ(rows.frame(due), "III");
}

TEST(StripeRows, AChangeCutsTheBurstOfItsRowAlone) {
    if (!has_codec(CaptureMode::kH264)) return;
    Rows rows(
        "mode=h264\nusePaintOverQuality=true\npaintOverTriggerFrames=6\n"
        "h264PaintOverBurstFrames=5\n");
    const auto at = [](int frame) { return kStart + frame * FrameClock(60).period(); };
    EXPECT_EQ(rows.frame(at(0)), "III");
    EXPECT_EQ(rows.frame(at(5)), "---");
    EXPECT_EQ(rows.frame(at(6)), "III");
    EXPECT_EQ(rows.frame(at(7)), "eee");
    EXPECT_EQ(rows.frame(at(8), {5}), "eee");
    EXPECT_EQ(rows.frame(at(9)), "e-e");  // what is left of the others' burst
    EXPECT_EQ(rows.frame(at(10)), "e-e");
    EXPECT_EQ(rows.frame(at(11)), "---");
    EXPECT_EQ(rows.rows.due_time(rows.clock), at(14));
    EXPECT_EQ(rows.frame(at(14)), "-I-");
    for (int i = 15; i < 19; ++i) EXPECT_EQ(rows.frame(at(i)), "-e-");
    EXPECT_EQ(rows.frame(at(19)), "---");
    EXPECT_EQ(rows.rows.due_time(rows.clock), kNever);
}

// What moves in the synthetic source, at 60 frames/s of the test's own time.
double kbps_of_motion(const std::string& settings) {
    const Settings chosen = parse_settings(
        "source=synthetic\nwidth=640\nheight=360\nmode=h264\nrateControl=cbr\n" + settings);
    SyntheticSource source(chosen);
    KeptPicture kept(source, {0, 0, 640, 360});
    FrameClock clock(60);
    WorkerPool pool;
    StripeRows rows;
    rows.apply(chosen, encoder_for(chosen));
    rows.lay_out({640, 360});
    TimePoint now = kStart;
    // Sends what has changed; returns how many bytes that took.
    const auto frame = [&] {
        now = std::max(now + clock.period(), rows.ready());
        Damage damage({640, 360});
        source.take_changes(damage);
        const PixelView picture = kept.grab(damage);
        clock.taken(now, now);
        if (!rows.decide(clock.frame(), now, damage.bands(), false).any()) return std::size_t{0};
        std::size_t bytes = 0;
        for (const SentStripe& stripe : rows.encode(picture, pool, 1)) bytes += stripe.encoded.size;
        return bytes;
    };
    while (now < kStart + milliseconds(test_length(2000, 1500))) frame();
    // From here on the time pays for what is sent.
    const TimePoint from = now;
    std::size_t bytes = 0;
    while (now < kStart + milliseconds(test_length(5000, 3000))) bytes += frame();
    return static_cast<double>(bytes) * 8 / 1000 /
           std::chrono::duration<double>(now - from).count();
}

TEST(StripeRows, MotionUsesTheBitRateUp) {
    if (!has_codec(CaptureMode::kH264)) return;
    const auto expect_kbps = [](double kbps, const std::string& settings) {
        EXPECT_NEAR(kbps_of_motion(settings + "bitrateKbps=" + std::to_string(int(kbps)) + "\n"),
                    kbps, 0.1 * kbps)
            << settings;
    };
    expect_kbps(750, "syntheticPattern=window\nsyntheticChange=50\n");
    expect_kbps(1500, "syntheticPattern=scroll\nsyntheticChange=60\nh264FullFrame=true\n");
    if (!test_length(true, false)) return;
    expect_kbps(1000, "syntheticPattern=window\nsyntheticChange=50\nh264StreamingMode=true\n");
    expect_kbps(200, "syntheticPattern=shift\nsyntheticChange=50\n");
}

TEST(StripeRows, ACoarseRowWaitsForItsBitsAndThenItIsQuiet) {
    if (!has_codec(CaptureMode::kH264)) return;
    Rows rows("mode=h264\nrateControl=cbr\nbitrateKbps=50\nh264Crf=10\n");
    EXPECT_EQ(rows.frame(kStart), "III");
    const auto first = rows.rows.ready();
    EXPECT_GT(first, kStart);
    std::size_t largest = 0;
    int sent = 0;
    TimePoint now = first;
    TimePoint last = now;
    for (int frame = 0; frame < 3000; ++frame) {
        now = std::max(now + milliseconds(17), rows.rows.ready());
        if (rows.frame(now) == "---") continue;
        ++sent;
        last = now;
        largest = std::max(largest, rows.bytes);
    }
    EXPECT_GE(sent, 9);  // three rows, by two steps of the quantizer each time
    EXPECT_LT(now - last, std::chrono::minutes(1));
    EXPECT_EQ(rows.rows.due_time(rows.clock), kNever);
    EXPECT_LT(largest * 8, 50'000u);  // noise, and yet no step takes the rate for a second
}

// Whatever is encoded takes a millisecond: what is joined must not depend on the machine.
Duration a_millisecond_each() {
    static thread_local Duration time{};
    return time += milliseconds(1);
}

const int kPageWidth = test_length(640, 160);

// Text 1024 rows high, in rows of 128; the middle 512 rows can scroll up by 16 a frame. Keeps
// account as a viewer does, and fails where one could not decode.
struct Page {
    explicit Page(const std::string& settings)
        : chosen(parse_settings("source=synthetic\nsyntheticPattern=scroll\nsyntheticChange=50\n"
                                "height=1024\nmode=h264\nfps=30\nwidth=" +
                                std::to_string(kPageWidth) +
                                "\n"
                                "h264AdaptiveStripes=true\n" +
                                settings)),
          source(chosen),
          kept(source, {0, 0, kPageWidth, 1024}),
          clock(30),
          kind(encoder_for(chosen)) {
        rows.apply(chosen, kind);
        rows.lay_out({kPageWidth, 1024});
    }

    // What a frame sends: "Y+HEIGHT" of each stripe in rows of 128, with a '!' for a key frame.
    std::string frame(const BandSet& changed) {
        now += milliseconds(34);
        clock.taken(now, now);
        if (!rows.decide(clock.frame(), now, changed, false).any()) return "";
        std::string text;
        for (const SentStripe& stripe : rows.encode(picture, pool, 1)) {
            const int y = stripe.place.y;
            const int height = stripe.place.height;
            const bool key_frame = stripe.encoded.kind == PictureKind::kKeyFrame;
            text += std::to_string(y / 128) + "+" + std::to_string(height / 128) +
                    (key_frame ? "! " : " ");
            bytes += stripe.encoded.size;
            if (key_frame) {
                for (auto it = known.begin(); it != known.end();) {
                    const bool overlaps = it->first < y + height && y < it->first + it->second;
                    it = overlaps ? known.erase(it) : std::next(it);
                }
                known[y] = height;
            }
            EXPECT_EQ(known[y], height) << text;
        }
        int end = 0;
        for (const auto& [y, height] : known) {
            EXPECT_EQ(y, end);
            end = y + height;
        }
        EXPECT_EQ(end, 1024);
        return text;
    }

    std::string scroll() {
        Damage damage((Size{kPageWidth, 1024}));
        source.take_changes(damage);
        picture = kept.grab(damage);
        return frame(damage.bands());
    }

    std::string change(int band) {
        BandSet bands(64);
        if (band >= 0) bands.set(band);
        return frame(bands);
    }

    // What is sent next although nothing changes.
    std::string paint_over() {
        for (int i = 0; i < 100; ++i) {
            const std::string sent = change(-1);
            if (!sent.empty()) return sent;
        }
        return "";
    }

    Settings chosen;
    SyntheticSource source;
    KeptPicture kept;
    MutablePixelView picture{};
    FrameClock clock;
    WorkerPool pool;
    EncoderKind kind;
    StripeRows rows{a_millisecond_each};
    TimePoint now = kStart;
    std::map<int, int> known;
    std::size_t bytes = 0;
};

TEST(StripeRows, RowsThatScrollAreJoinedByAKeyFrameOfThemAlone) {
    if (!has_codec(CaptureMode::kH264)) return;
    Page page("");
    EXPECT_EQ(page.scroll(), "0+1! 1+1! 2+1! 3+1! 4+1! 5+1! 6+1! 7+1! ");
    std::string sent;
    std::size_t before = 0;
    int frames = 0;
    while ((sent = page.scroll()) == "2+1 3+1 4+1 5+1 ") {
        before = std::exchange(page.bytes, 0);
        ASSERT_LT(++frames, 90);
    }
    EXPECT_EQ(sent, "2+4! ");
    EXPECT_GE(frames, 29);  // a second
    for (int i = 0; i < 9; ++i) EXPECT_EQ(page.scroll(), "2+4 ");
    page.bytes = 0;
    EXPECT_EQ(page.scroll(), "2+4 ");
    EXPECT_LT(page.bytes, before / 2);
    EXPECT_EQ(page.change(3), "0+1 ");  // no key frame where nothing was joined
}

TEST(StripeRows, PaintOverCutsWhereOnlyAPartMoved) {
    if (!has_codec(CaptureMode::kH264)) return;
    Page page("usePaintOverQuality=true\npaintOverTriggerFrames=5\nh264PaintOverBurstFrames=3\n");
    page.scroll();
    std::string sent;
    for (int i = 0; i < 90; ++i) sent = page.scroll();
    ASSERT_EQ(sent.substr(0, 4), "2+4 ");
    EXPECT_EQ(page.paint_over(), "2+4! ");  // who scrolled and reads will scroll on
    for (int i = 0; i < 2; ++i) EXPECT_EQ(page.change(-1), "2+4 ");
    EXPECT_EQ(page.change(-1), "");
    EXPECT_EQ(page.change(30), "2+4 ");
    EXPECT_EQ(page.paint_over(), "2+1! 3+1! 4+1! 5+1! ");
    for (int i = 0; i < 2; ++i) EXPECT_EQ(page.change(-1), "2+1 3+1 4+1 5+1 ");
    EXPECT_EQ(page.change(-1), "");
    EXPECT_EQ(page.rows.due_time(page.clock), kNever);
    EXPECT_EQ(page.change(30), "3+1 ");
}

TEST(StripeRows, AJoinedRowIsCutWhenMostOfItIsStill) {
    if (!has_codec(CaptureMode::kH264)) return;
    Page page("");
    for (int i = 0; i < 60; ++i) page.scroll();
    int frames = 0;
    std::string sent;
    while ((sent = page.change(30)) == "2+4 ") ASSERT_LT(++frames, 100);
    EXPECT_EQ(sent, "2+1! 3+1! 4+1! 5+1! ");
    EXPECT_GT(frames, 15);
    EXPECT_EQ(page.change(30), "3+1 ");
}

TEST(StripeRows, JoinedRowsGetNewEncodersAsTheyAre) {
    if (!has_codec(CaptureMode::kH264)) return;
    Page page("");
    for (int i = 0; i < 60; ++i) page.scroll();
    page.chosen.h264_full_color = page.kind.traits.full_color;
    // A library that has no other colours has nothing that an encoder does not serve.
    if (!page.kind.traits.full_color)
        page.kind.serves = [](const Settings&, const Settings&) { return false; };
    EXPECT_TRUE(page.rows.apply(page.chosen, page.kind));
    EXPECT_EQ(page.change(-1), "0+1! 1+1! 2+4! 6+1! 7+1! ");
    EXPECT_EQ(page.scroll(), "2+4 ");
}

}  // namespace
}  // namespace pixelflux
