// SPDX-License-Identifier: MPL-2.0
// JPEG stripes that leave out what did not change of their row.
#include <turbojpeg.h>

#include <random>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "pictures.h"
#include "settings_text.h"
#include "stripe_rows.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kSize = {96, 150};  // rows of 64, 64 and 22 pixels
constexpr int kBands = bands_in(kSize.height);

// A captured picture, and what a viewer sees that draws each stripe as it comes.
struct Screen {
    explicit Screen(const std::string& settings)
        : pixels(kSize.width, kSize.height), shown(kSize.width, kSize.height) {
        apply(settings);
        rows.lay_out(kSize);
    }

    void apply(const std::string& settings) {
        const Settings chosen = parse_settings(settings);
        rows.apply(chosen, encoder_for(chosen));
    }

    // "Y+HEIGHT" of each stripe that is sent, with a '!' for a key frame.
    std::string frame(const BandSet& changed, bool key_frame = false) {
        now += milliseconds(20);
        clock.taken(now, now);
        encoded = rows.decide(clock.frame(), now, changed, key_frame);
        std::string text;
        if (!encoded.any()) return text;
        for (const SentStripe& stripe : rows.encode(pixels.view(), pool, 1)) {
            text += (text.empty() ? "" : " ") + std::to_string(stripe.place.y) + "+" +
                    std::to_string(stripe.place.height) +
                    (stripe.encoded.kind == PictureKind::kKeyFrame ? "!" : "");
            draw(stripe);
        }
        return text;
    }
    std::string frame(std::initializer_list<int> changed, bool key_frame = false) {
        BandSet bands(kBands);
        for (const int band : changed) bands.set(band);
        return frame(bands, key_frame);
    }

    void draw(const SentStripe& stripe) {
        const std::unique_ptr<void, int (*)(void*)> decoder(tjInitDecompress(), tjDestroy);
        int width = 0, height = 0, subsampling = 0, colorspace = 0;
        ASSERT_EQ(tjDecompressHeader3(decoder.get(), stripe.encoded.data, stripe.encoded.size,
                                      &width, &height, &subsampling, &colorspace),
                  0);
        ASSERT_EQ((Size{width, height}), (Size{kSize.width, stripe.place.height}));
        ASSERT_EQ(tjDecompress2(decoder.get(), stripe.encoded.data, stripe.encoded.size,
                                shown.pixel(0, stripe.place.y), width, kSize.width * kBytesPerPixel,
                                height, TJPF_BGRX, TJFLAG_ACCURATEDCT),
                  0);
    }

    Picture pixels;
    Picture shown;
    TimePoint now{std::chrono::hours(1)};
    FrameClock clock{60};
    WorkerPool pool;
    StripeRows rows;
    BandSet encoded;
};

TEST(JpegStripes, HoldFromTheFirstToTheLastBandThatChanged) {
    Screen screen("");
    EXPECT_EQ(screen.frame({}), "0+64! 64+64! 128+22!");
    EXPECT_EQ(screen.frame({1}), "16+16");
    EXPECT_EQ(screen.encoded.runs(), (std::vector<BandRun>{{1, 2}}));  // and no more is grabbed
    EXPECT_EQ(screen.frame({0, 2}), "0+48");
    EXPECT_EQ(screen.frame({3, 4}), "48+16 64+16");
    EXPECT_EQ(screen.frame({9}), "144+6");
    EXPECT_EQ(screen.frame({}), "");
}

TEST(JpegStripes, ThatHoldAllOfTheirRowAreKeyFrames) {
    Screen screen("");
    screen.frame({});
    EXPECT_EQ(screen.frame({4, 7}), "64+64!");
    EXPECT_EQ(screen.frame({1}, true), "0+64! 64+64! 128+22!");
}

TEST(JpegStripes, ArePaintedOverWhole) {
    Screen screen("usePaintOverQuality=true\npaintOverTriggerFrames=2\n");
    screen.frame({});
    std::string last;
    for (int i = 0; i < 5; ++i) last = screen.frame({1});
    EXPECT_EQ(last, "16+16");
    EXPECT_EQ(screen.frame({}), "");
    EXPECT_EQ(screen.frame({}), "0+64!");
}

TEST(JpegStripes, AreWholeWhereTheyGetBetter) {
    Screen screen("jpegQuality=50\n");
    screen.frame({});
    screen.apply("jpegQuality=90\n");
    EXPECT_EQ(screen.frame({1}), "0+64!");
    EXPECT_EQ(screen.frame({1}), "16+16");
    screen.apply("jpegQuality=50\n");
    EXPECT_EQ(screen.frame({1}), "16+16");
    screen.apply("jpegQuality=90\n");
    EXPECT_EQ(screen.frame({2}), "0+64!");
}

// Worn by what changed in every frame; a clock ticks too often for a paint-over.
TEST(JpegStripes, AreWholeWhenTheirQualityIsRestored) {
    Screen screen(
        "usePaintOverQuality=true\npaintOverTriggerFrames=50\ndamageBlockThreshold=5\n"
        "damageBlockDuration=10\n");
    screen.frame({});
    for (int i = 0; i < 20; ++i) EXPECT_EQ(screen.frame({1}), "16+16");
    for (int i = 0; i < 15; ++i) EXPECT_EQ(screen.frame({}), "");
    EXPECT_EQ(screen.frame({3}), "0+64!");
}

TEST(JpegStripes, AreWholeWhereThatWasAskedFor) {
    for (const char* const settings : {"stripeHeight=64\n", "jpegAdaptiveStripes=false\n"}) {
        Screen screen(settings);
        screen.frame({});
        EXPECT_EQ(screen.frame({1}), "0+64!") << settings;
    }
}

TEST(JpegStripes, MakeUpThePictureWhateverChanges) {
    Screen screen("jpegQuality=100\n");
    screen.frame({});
    std::mt19937 random(7);
    const auto below = [&](int limit) {
        return std::uniform_int_distribution<int>(0, limit - 1)(random);
    };
    for (int i = 0; i < 300; ++i) {
        BandSet changed(kBands);
        for (int bands = 1 + below(3); bands > 0; --bands) {
            const int band = below(kBands);
            const int top = band * kBandHeight;
            const int height = std::min(kBandHeight, kSize.height - top);
            const auto colour = static_cast<std::uint8_t>(below(256));
            screen.pixels.fill({0, top, kSize.width, height}, colour,
                               static_cast<std::uint8_t>(255 - colour), 128);
            changed.set(band);
        }
        screen.frame(changed);
        for (int y = 0; y < kSize.height; ++y) {
            // A decoder blends the colours of two bands where they meet.
            if (y % kBandHeight == 0 || y % kBandHeight == kBandHeight - 1) continue;
            for (int channel = 0; channel < 3; ++channel) {
                ASSERT_NEAR(screen.shown.pixel(50, y)[channel], screen.pixels.pixel(50, y)[channel],
                            3)
                    << "row " << y << " of frame " << i;
            }
        }
    }
}

}  // namespace
}  // namespace pixelflux
