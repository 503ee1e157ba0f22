// SPDX-License-Identifier: MPL-2.0
#include "choose_encoder.h"

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {
namespace {

Settings h264(H264Encoder encoder) {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    settings.h264_encoder = encoder;
    return settings;
}

std::string refusal(const Settings& settings, ErrorCode code) {
    try {
        settings.mode == CaptureMode::kMixed ? (void)film_encoder(settings)
                                             : (void)encoder_for(settings);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), code);
        return error.what();
    }
    return "nothing was refused";
}

TEST(ChooseEncoder, AutoTakesTheFirstLibraryAndAWordItsOwn) {
    ASSERT_TRUE(has_codec(CaptureMode::kH264));
    EXPECT_EQ(&encoder_for(h264(H264Encoder::kAuto)), &h264_libraries()[0].stripes());
    for (const H264Library& library : h264_libraries()) {
        const Settings settings = h264(library.name);
        EXPECT_EQ(&encoder_for(settings), &library.stripes());
        EXPECT_EQ(film_encoder(settings), &library.films());
        EXPECT_NE(encoder_for(settings).open(settings, {64, 64}), nullptr);
        EXPECT_FALSE(encoder_for(settings).traits.library.empty());
    }
}

bool is_there(H264Encoder wanted) {
    for (const H264Library& library : h264_libraries()) {
        if (library.name == wanted) return true;
    }
    return false;
}

TEST(ChooseEncoder, ALibraryThatIsNotThereIsRefusedWithThoseThatAre) {
    Settings settings = h264(H264Encoder::kX264);
    const std::string expected =
        is_there(H264Encoder::kX264)
            ? "nothing was refused"
            : "h264Encoder=x264 is not available: this native library was built without x264; use "
              "h264Encoder=openh264, or add org.pixelflux:pixelflux-natives-" PIXELFLUX_PLATFORM
              "-gpl to the class path, which has it under the GPL";
    EXPECT_EQ(refusal(settings, ErrorCode::kEncoder), expected);
    settings.mode = CaptureMode::kMixed;
    EXPECT_EQ(refusal(settings, ErrorCode::kEncoder), expected);
    settings.video_rectangles = false;
    EXPECT_EQ(refusal(settings, ErrorCode::kEncoder), "nothing was refused");
    EXPECT_EQ(film_encoder(settings), nullptr);
}

TEST(ChooseEncoder, FullColorIsRefusedByNameWhereTheLibraryHasNone) {
    Settings settings = h264(H264Encoder::kOpenh264);
    settings.h264_full_color = true;
    const std::string expected =
        "h264FullColor: true is not possible with h264Encoder=openh264, which has 4:2:0 alone; "
        "use h264FullColor=false, or " +
        std::string(is_there(H264Encoder::kX264)
                        ? "h264Encoder=x264"
                        : "add org.pixelflux:pixelflux-natives-" PIXELFLUX_PLATFORM
                          "-gpl to the class path, which has it under the GPL");
    EXPECT_EQ(refusal(settings, ErrorCode::kArgument), expected);
    settings.mode = CaptureMode::kMixed;
    EXPECT_EQ(refusal(settings, ErrorCode::kArgument), expected);
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
