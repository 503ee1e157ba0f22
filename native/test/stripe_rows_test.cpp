// SPDX-License-Identifier: MPL-2.0
// Rows of stripes in a time that the test makes up.
#include "stripe_rows.h"

#include <gtest/gtest.h>

#include "pictures.h"
#include "settings_text.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Size kSize = {128, 192};
constexpr TimePoint kStart{std::chrono::hours(1)};

struct Rows {
    explicit Rows(const std::string& settings) : clock(60), picture(kSize.width, kSize.height) {
        rows.apply(parse_settings("stripeHeight=64\n" + settings));
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
        for (const PacketStripe& stripe : rows.encode(picture.view(), pool)) {
            kinds[static_cast<std::size_t>(stripe.place.y / 64)] =
                stripe.encoded.kind == PictureKind::kKeyFrame ? 'I' : 'e';
            bytes += stripe.encoded.size;
        }
        return kinds;
    }

    FrameClock clock;
    Picture picture;
    WorkerPool pool{1};
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

TEST(StripeRows, ACoarseRowWaitsForItsBitsAndThenItIsQuiet) {
    if (!has_codec(Codec::kH264)) return;
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
    EXPECT_GE(sent, 9);  // three rows, by two steps of CRF each time
    EXPECT_LT(now - last, std::chrono::minutes(1));
    EXPECT_EQ(rows.rows.due_time(rows.clock), kNever);
    EXPECT_LT(largest * 8, 50'000u);  // noise, and yet no step takes the rate for a second
}

}  // namespace
}  // namespace pixelflux
