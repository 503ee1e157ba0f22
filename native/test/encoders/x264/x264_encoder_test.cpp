// SPDX-License-Identifier: MPL-2.0
// What libx264 alone can do; h264_encoders_test says what holds for every library.
#include "x264_encoder.h"

#include <gtest/gtest.h>

#include "encode_requests.h"
#include "error.h"
#include "pictures.h"

namespace pixelflux {
namespace {

constexpr int kSps = 7;  // ITU-T H.264 table 7-1

TEST(X264Encoder, ConstrainedBaselineAtEveryOddSize) {
    for (const Size size : {Size{1, 1}, Size{3, 5}, Size{1281, 51}, Size{1366, 127}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(3);
        X264Encoder encoder(h264(), size);
        const EncodedStripe encoded = encoder.encode(picture.view(), all(size.height), at(25));
        // profile_idc follows the first unit's header; 66 is baseline.
        ASSERT_GT(encoded.size, 8u);
        EXPECT_EQ(encoded.data[4] & 0x1f, kSps);
        EXPECT_EQ(encoded.data[5], 66);
    }
}

TEST(X264Encoder, EveryPictureHasTheQuantizerItIsAskedForWithoutAKeyFrame) {
    Picture picture(128, 64);
    picture.fill_with_noise(5);
    X264Encoder encoder(h264(), {128, 64});
    encoder.encode(picture.view(), all(64), at(10));
    picture.fill_with_noise(6);
    const EncodedStripe fine = encoder.encode(picture.view(), all(64), at(10));
    const std::size_t fine_size = fine.size;
    picture.fill_with_noise(7);
    const EncodedStripe coarse = encoder.encode(picture.view(), all(64), at(45));
    EXPECT_LT(coarse.size, fine_size / 2);
    EXPECT_NE(coarse.kind, PictureKind::kKeyFrame);
}

TEST(X264Encoder, AQuantizerOfZeroWorksAndDoesNotStick) {
    for (const bool full_color : {false, true}) {
        Settings settings = h264();
        settings.h264_full_color = full_color;
        settings.h264_crf = 0;
        Picture picture(128, 64);
        picture.fill_with_noise(5);
        X264Encoder encoder(settings, {128, 64});
        encoder.encode(picture.view(), all(64), at(0));
        picture.fill_with_noise(6);
        const std::size_t fine = encoder.encode(picture.view(), all(64), at(0)).size;
        picture.fill_with_noise(7);
        EXPECT_LT(encoder.encode(picture.view(), all(64), at(40)).size, fine / 4);
    }
}

TEST(X264Encoder, FullColorIsHigh444AtEveryOddSize) {
    Settings settings = h264();
    settings.h264_full_color = true;
    for (const Size size : {Size{1, 1}, Size{3, 5}, Size{1281, 51}, Size{1366, 127}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(3);
        X264Encoder encoder(settings, size);
        const EncodedStripe encoded = encoder.encode(picture.view(), all(size.height), at(25));
        ASSERT_GT(encoded.size, 8u);
        EXPECT_EQ(encoded.data[4] & 0x1f, kSps);
        EXPECT_EQ(encoded.data[5], 244);  // profile_idc, ITU-T H.264 A.2.11
    }
}

}  // namespace
}  // namespace pixelflux
