// SPDX-License-Identifier: MPL-2.0
#include "choose_encoder.h"

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {
namespace {

TEST(ChooseEncoder, H264IsThereOrSaysWhyNot) {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    if (has_codec(CaptureMode::kH264)) {
        EXPECT_NE(encoder_for(settings).open(settings, {64, 64}), nullptr);
        return;
    }
    try {
        encoder_for(settings);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kEncoder);
        EXPECT_NE(std::string(error.what()).find("built without x264"), std::string::npos);
    }
}

TEST(ChooseEncoder, MixedHasNoStripes) {
    Settings settings;
    settings.mode = CaptureMode::kMixed;
    try {
        encoder_for(settings);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kEncoder);
        EXPECT_NE(std::string(error.what()).find("mode=mixed has no stripes"), std::string::npos);
    }
}

TEST(ChooseEncoder, JpegIsAlwaysThere) {
    EXPECT_TRUE(has_codec(CaptureMode::kJpeg));
    EXPECT_NE(encoder_for(Settings()).open(Settings(), {64, 64}), nullptr);
}

TEST(ChooseEncoder, WhatTheEncoderCannotDoIsRefusedBeforeItIsOpened) {
    Settings settings;
    settings.stripe_height = 48;
    EXPECT_NO_THROW(encoder_for(settings));
    if (!has_codec(CaptureMode::kH264)) return;
    settings.mode = CaptureMode::kH264;
    try {
        encoder_for(settings);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        EXPECT_STREQ(error.what(),
                     "stripeHeight: 48 is out of range, allowed with mode=h264: 0 or at least 64");
    }
}

TEST(ChooseEncoder, EachHasTheWireFormatOfItsMode) {
    Settings settings;
    EXPECT_EQ(encoder_for(settings).traits.format, kJpegFormat);
    if (!has_codec(CaptureMode::kH264)) return;
    settings.mode = CaptureMode::kH264;
    EXPECT_EQ(encoder_for(settings).traits.format, kH264Format);
}

}  // namespace
}  // namespace pixelflux
