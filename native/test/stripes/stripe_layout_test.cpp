// SPDX-License-Identifier: MPL-2.0
#include "stripe_layout.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

struct Row {
    int height;
    Codec codec;
    int stripe_height;
    std::size_t stripes;
    int first;
    int last;
};

Settings cut(Codec codec, int stripe_height) {
    Settings settings;
    settings.mode = codec;
    settings.stripe_height = stripe_height;
    return settings;
}

class StripeLayout : public testing::TestWithParam<Row> {};

TEST_P(StripeLayout, CutsAsTheTableSays) {
    const Row& row = GetParam();
    const std::vector<Stripe> stripes =
        layout_stripes(row.height, cut(row.codec, row.stripe_height));
    ASSERT_EQ(stripes.size(), row.stripes);
    EXPECT_EQ(stripes.front().height, row.first);
    EXPECT_EQ(stripes.back().height, row.last);
}

INSTANTIATE_TEST_SUITE_P(
    Heights, StripeLayout,
    testing::Values(Row{1080, Codec::kJpeg, 0, 17, 64, 56}, Row{1080, Codec::kH264, 0, 8, 128, 184},
                    Row{2160, Codec::kJpeg, 0, 17, 128, 112},
                    Row{2160, Codec::kH264, 0, 17, 128, 112},
                    Row{4320, Codec::kH264, 0, 17, 256, 224}, Row{767, Codec::kJpeg, 0, 12, 64, 63},
                    Row{767, Codec::kH264, 0, 6, 128, 127}, Row{51, Codec::kJpeg, 0, 1, 51, 51},
                    Row{51, Codec::kH264, 0, 1, 51, 51}, Row{1, Codec::kJpeg, 0, 1, 1, 1},
                    Row{1, Codec::kH264, 0, 1, 1, 1}, Row{129, Codec::kH264, 0, 1, 129, 129},
                    Row{1080, Codec::kJpeg, 16, 68, 16, 8},
                    Row{1080, Codec::kH264, 64, 16, 64, 120},
                    Row{1080, Codec::kH264, 4096, 1, 1080, 1080}));

TEST(StripeLayoutOfEveryHeight, CoversEachRowOnceAndKeepsToTheRules) {
    for (const Codec codec : {Codec::kJpeg, Codec::kH264}) {
        for (int height = 1; height <= 5000; ++height) {
            const std::vector<Stripe> stripes = layout_stripes(height, cut(codec, 0));
            ASSERT_LE(stripes.size(), 17u) << height;
            int y = 0;
            for (const Stripe& stripe : stripes) {
                ASSERT_EQ(stripe.y, y) << height;
                ASSERT_EQ(stripe.y % kBandHeight, 0) << height;
                ASSERT_GT(stripe.height, 0) << height;
                if (codec == Codec::kH264) {
                    ASSERT_GE(stripe.height, std::min(height, 64)) << height;
                }
                y += stripe.height;
            }
            ASSERT_EQ(y, height);
        }
    }
}

TEST(StripeLayout, AFullFrameIsOneStripeWhateverTheHeight) {
    Settings settings = cut(Codec::kH264, 64);
    settings.h264_full_frame = true;
    EXPECT_EQ(layout_stripes(1080, settings), (std::vector<Stripe>{{0, 1080}}));
    settings.mode = Codec::kJpeg;
    EXPECT_EQ(layout_stripes(1080, settings).size(), 17u);
}

TEST(StripeLayout, KnowsWhichSettingsCutAlike) {
    Settings full = cut(Codec::kH264, 64);
    full.h264_full_frame = true;
    Settings other = full;
    other.stripe_height = 0;
    EXPECT_TRUE(same_layout(full, other));
    EXPECT_FALSE(same_layout(full, cut(Codec::kH264, 64)));
    EXPECT_FALSE(same_layout(cut(Codec::kJpeg, 64), cut(Codec::kH264, 64)));
    EXPECT_FALSE(same_layout(cut(Codec::kJpeg, 64), cut(Codec::kJpeg, 0)));
}

TEST(StripeLayout, OnlyJpegStripesOfNoHeightThatWasAskedForShrink) {
    EXPECT_TRUE(stripes_shrink(cut(Codec::kJpeg, 0)));
    EXPECT_FALSE(stripes_shrink(cut(Codec::kJpeg, 64)));
    EXPECT_FALSE(stripes_shrink(cut(Codec::kH264, 0)));
    Settings whole = cut(Codec::kJpeg, 0);
    whole.jpeg_adaptive_stripes = false;
    EXPECT_FALSE(stripes_shrink(whole));
}

TEST(StripeLayout, AdaptsOnlyWhereNothingElseWasAskedFor) {
    const Settings adaptive = cut(Codec::kH264, 0);
    EXPECT_TRUE(layout_adapts(adaptive));
    Settings other = adaptive;
    other.h264_adaptive_stripes = false;
    EXPECT_FALSE(layout_adapts(other));
    EXPECT_FALSE(same_layout(adaptive, other));
    other = adaptive;
    other.mode = Codec::kJpeg;
    EXPECT_FALSE(layout_adapts(other));
    other = adaptive;
    other.stripe_height = 128;
    EXPECT_FALSE(layout_adapts(other));
    other = adaptive;
    other.h264_full_frame = true;
    EXPECT_FALSE(layout_adapts(other));
    other = adaptive;
    other.h264_streaming_mode = true;
    EXPECT_FALSE(layout_adapts(other));
    other = adaptive;
    other.rate_control = RateControl::kCbr;
    EXPECT_FALSE(layout_adapts(other));
}

}  // namespace
}  // namespace pixelflux
