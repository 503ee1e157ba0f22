// SPDX-License-Identifier: MPL-2.0
#include "stripe_layout.h"

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {
namespace {

EncoderTraits pictures() {
    EncoderTraits traits;
    traits.usual_height = 64;
    traits.parts = true;
    return traits;
}

EncoderTraits streams() {
    EncoderTraits traits;
    traits.mode = "h264";
    traits.usual_height = 128;
    traits.lowest_height = 64;
    traits.streams = true;
    traits.whole_picture = true;
    return traits;
}

const EncoderTraits kPictures = pictures();
const EncoderTraits kStreams = streams();

struct Row {
    int height;
    const EncoderTraits* encoder;
    int stripe_height;
    std::size_t stripes;
    int first;
    int last;
};

Settings cut(int stripe_height) {
    Settings settings;
    settings.stripe_height = stripe_height;
    return settings;
}

class StripeLayout : public testing::TestWithParam<Row> {};

TEST_P(StripeLayout, CutsAsTheTableSays) {
    const Row& row = GetParam();
    const std::vector<Stripe> stripes =
        layout_stripes(row.height, cut(row.stripe_height), *row.encoder);
    ASSERT_EQ(stripes.size(), row.stripes);
    EXPECT_EQ(stripes.front().height, row.first);
    EXPECT_EQ(stripes.back().height, row.last);
}

INSTANTIATE_TEST_SUITE_P(
    Heights, StripeLayout,
    testing::Values(Row{1080, &kPictures, 0, 17, 64, 56}, Row{1080, &kStreams, 0, 8, 128, 184},
                    Row{2160, &kPictures, 0, 17, 128, 112}, Row{2160, &kStreams, 0, 17, 128, 112},
                    Row{4320, &kStreams, 0, 17, 256, 224}, Row{767, &kPictures, 0, 12, 64, 63},
                    Row{767, &kStreams, 0, 6, 128, 127}, Row{51, &kPictures, 0, 1, 51, 51},
                    Row{51, &kStreams, 0, 1, 51, 51}, Row{1, &kPictures, 0, 1, 1, 1},
                    Row{1, &kStreams, 0, 1, 1, 1}, Row{129, &kStreams, 0, 1, 129, 129},
                    Row{1080, &kPictures, 16, 68, 16, 8}, Row{1080, &kStreams, 64, 16, 64, 120},
                    Row{1080, &kStreams, 4096, 1, 1080, 1080}));

TEST(StripeLayoutOfEveryHeight, CoversEachRowOnceAndKeepsToTheRules) {
    for (const EncoderTraits* encoder : {&kPictures, &kStreams}) {
        for (int height = 1; height <= 5000; ++height) {
            const std::vector<Stripe> stripes = layout_stripes(height, cut(0), *encoder);
            ASSERT_LE(stripes.size(), 17u) << height;
            int y = 0;
            for (const Stripe& stripe : stripes) {
                ASSERT_EQ(stripe.y, y) << height;
                ASSERT_EQ(stripe.y % kBandHeight, 0) << height;
                ASSERT_GT(stripe.height, 0) << height;
                if (encoder == &kStreams) {
                    ASSERT_GE(stripe.height, std::min(height, 64)) << height;
                }
                y += stripe.height;
            }
            ASSERT_EQ(y, height);
        }
    }
}

TEST(StripeLayout, AFullFrameIsOneStripeWhateverTheHeight) {
    Settings settings = cut(64);
    settings.h264_full_frame = true;
    EXPECT_EQ(layout_stripes(1080, settings, kStreams), (std::vector<Stripe>{{0, 1080}}));
    EXPECT_EQ(layout_stripes(1080, settings, kPictures).size(), 17u);
}

TEST(StripeLayout, KnowsWhichSettingsCutAlike) {
    Settings full = cut(64);
    full.h264_full_frame = true;
    Settings other = full;
    other.stripe_height = 0;
    EXPECT_TRUE(same_layout(full, other, kStreams));
    EXPECT_FALSE(same_layout(full, other, kPictures));
    EXPECT_FALSE(same_layout(full, cut(64), kStreams));
    EXPECT_TRUE(same_layout(full, cut(64), kPictures));
    EXPECT_FALSE(same_layout(cut(64), cut(0), kPictures));
}

TEST(StripeLayout, OnlyStripesThatMayBePartsAndOfNoHeightThatWasAskedForShrink) {
    EXPECT_TRUE(stripes_shrink(cut(0), kPictures));
    EXPECT_FALSE(stripes_shrink(cut(64), kPictures));
    EXPECT_FALSE(stripes_shrink(cut(0), kStreams));
    Settings whole = cut(0);
    whole.jpeg_adaptive_stripes = false;
    EXPECT_FALSE(stripes_shrink(whole, kPictures));
}

TEST(StripeLayout, AdaptsOnlyWhereNothingElseWasAskedFor) {
    const Settings adaptive = cut(0);
    EXPECT_TRUE(layout_adapts(adaptive, kStreams));
    EXPECT_FALSE(layout_adapts(adaptive, kPictures));
    Settings other = adaptive;
    other.h264_adaptive_stripes = false;
    EXPECT_FALSE(layout_adapts(other, kStreams));
    EXPECT_FALSE(same_layout(adaptive, other, kStreams));
    other = adaptive;
    other.stripe_height = 128;
    EXPECT_FALSE(layout_adapts(other, kStreams));
    other = adaptive;
    other.h264_full_frame = true;
    EXPECT_FALSE(layout_adapts(other, kStreams));
    other = adaptive;
    other.h264_streaming_mode = true;
    EXPECT_FALSE(layout_adapts(other, kStreams));
    other = adaptive;
    other.rate_control = RateControl::kCbr;
    EXPECT_FALSE(layout_adapts(other, kStreams));
}

TEST(StripeLayout, AHeightThatTheEncoderCannotHaveIsRefusedWithOptionValueAndRange) {
    EXPECT_NO_THROW(require_stripe_height(cut(0), kStreams));
    EXPECT_NO_THROW(require_stripe_height(cut(64), kStreams));
    EXPECT_NO_THROW(require_stripe_height(cut(16), kPictures));
    try {
        require_stripe_height(cut(48), kStreams);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        EXPECT_STREQ(error.what(),
                     "stripeHeight: 48 is out of range, allowed with mode=h264: 0 or at least 64");
    }
}

}  // namespace
}  // namespace pixelflux
