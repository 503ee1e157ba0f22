// SPDX-License-Identifier: MPL-2.0
#include "stripe_quality.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

double quantizer(const Settings& settings, StripeAction action, bool paint_over, bool calm) {
    return quality_of(settings, {action, paint_over, 0}, QualityScale::kQuantizer, calm);
}

double moving(int crf, double fps) {
    Settings settings;
    settings.h264_crf = crf;
    settings.fps = fps;
    return quantizer(settings, StripeAction::kEncode, false, false);
}

// What libx264 made of a film of 1920x1080 (docs/decisions/constant-quantiser.md).
TEST(StripeQuality, WhatMovesHasTheQuantizerOfAFilmAtThatRateFactor) {
    struct Row {
        double fps;
        int crf;
        double film;
    };
    for (const Row& row :
         {Row{10, 10, 7}, Row{10, 25, 22}, Row{10, 45, 42}, Row{30, 0, 1}, Row{30, 25, 26},
          Row{30, 45, 46}, Row{60, 5, 8}, Row{60, 25, 28}, Row{60, 40, 43}, Row{60, 51, 51},
          Row{120, 10, 15}, Row{120, 25, 30}, Row{240, 25, 30}, Row{240, 51, 51}}) {
        EXPECT_NEAR(moving(row.crf, row.fps), row.film, 0.75) << row.fps << " " << row.crf;
    }
}

TEST(StripeQuality, StaysWithinWhatThereIs) {
    for (const int crf : {0, 1, 50, 51}) {
        for (const double fps : {1.0, 60.0, 240.0}) {
            EXPECT_GE(moving(crf, fps), 0);
            EXPECT_LE(moving(crf, fps), 51);
            Settings settings;
            settings.h264_crf = settings.h264_paint_over_crf = crf;
            for (const bool paint_over : {false, true}) {
                EXPECT_GE(quantizer(settings, StripeAction::kEncode, paint_over, true), 0);
                EXPECT_GE(quantizer(settings, StripeAction::kEncodeKeyFrame, paint_over, false), 0);
            }
        }
    }
}

TEST(StripeQuality, KeyFramesAndWhatIsCalmAreFiner) {
    const Settings settings;
    EXPECT_EQ(quantizer(settings, StripeAction::kEncodeKeyFrame, false, false), 22);
    EXPECT_EQ(quantizer(settings, StripeAction::kEncode, false, true), 22);
    EXPECT_EQ(quantizer(settings, StripeAction::kEncode, false, false), 28);
}

TEST(StripeQuality, PaintOverIsFinerThanAllBeforeAndNeverCoarser) {
    Settings settings;
    EXPECT_EQ(quantizer(settings, StripeAction::kEncodeKeyFrame, true, true), 15);
    EXPECT_EQ(quantizer(settings, StripeAction::kEncode, true, true), 13);
    settings.h264_crf = 10;
    EXPECT_EQ(quantizer(settings, StripeAction::kEncodeKeyFrame, true, true), 7);
}

}  // namespace
}  // namespace pixelflux
