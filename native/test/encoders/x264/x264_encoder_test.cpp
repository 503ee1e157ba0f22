// SPDX-License-Identifier: MPL-2.0
// What can be told without a decoder; that the pictures are right is shown where one is at hand, in
// the Java tests.
#include "x264_encoder.h"

#include <thread>

#include <gtest/gtest.h>

#include "error.h"
#include "pictures.h"

namespace pixelflux {
namespace {

constexpr int kNonIdr = 1, kIdr = 5, kSei = 6, kSps = 7, kPps = 8;  // ITU-T H.264 table 7-1

Settings h264() {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    return settings;
}

EncodeRequest crf(double value) {
    EncodeRequest request;
    request.quality = value;
    return request;
}

EncodeRequest key_frame() {
    EncodeRequest request;
    request.key_frame = true;
    request.quality = 25;
    return request;
}

BandSet all(int height) {
    BandSet bands(bands_in(height));
    bands.set_all();
    return bands;
}

std::vector<int> unit_types(const EncodedStripe& encoded) {
    std::vector<int> types;
    for (std::size_t i = 0; i + 3 < encoded.size; ++i) {
        if (encoded.data[i] == 0 && encoded.data[i + 1] == 0 && encoded.data[i + 2] == 1) {
            const int type = encoded.data[i + 3] & 0x1f;
            if (type != kSei) types.push_back(type);
        }
    }
    return types;
}

TEST(X264Encoder, StartsWithAnIdrAndGoesOnWithPredictedPictures) {
    Picture picture(64, 64);
    picture.fill_with_noise(1);
    X264Encoder encoder(h264(), {64, 64});
    const EncodedStripe first = encoder.encode(picture.view(), all(64), crf(25));
    EXPECT_EQ(first.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(first), (std::vector<int>{kSps, kPps, kIdr}));
    picture.fill({8, 8, 12, 20}, 255, 255, 255);
    const EncodedStripe second = encoder.encode(picture.view(), all(64), crf(25));
    EXPECT_EQ(second.kind, PictureKind::kOther);
    EXPECT_EQ(unit_types(second), (std::vector<int>{kNonIdr}));
}

TEST(X264Encoder, AKeyFrameOnDemandCarriesItsParameterSets) {
    Picture picture(64, 64);
    X264Encoder encoder(h264(), {64, 64});
    encoder.encode(picture.view(), all(64), crf(25));
    const EncodedStripe key = encoder.encode(picture.view(), BandSet(4), key_frame());
    EXPECT_EQ(key.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(key), (std::vector<int>{kSps, kPps, kIdr}));
}

TEST(X264Encoder, ConstrainedBaselineAtEveryOddSize) {
    for (const Size size : {Size{1, 1}, Size{3, 5}, Size{1281, 51}, Size{1366, 127}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(3);
        X264Encoder encoder(h264(), size);
        const EncodedStripe encoded = encoder.encode(picture.view(), all(size.height), crf(25));
        // profile_idc follows the first unit's header; 66 is baseline.
        ASSERT_GT(encoded.size, 8u);
        EXPECT_EQ(encoded.data[4] & 0x1f, kSps);
        EXPECT_EQ(encoded.data[5], 66);
    }
}

TEST(X264Encoder, OnlyChangedBandsAreLookedAt) {
    Picture picture(64, 64);
    X264Encoder encoder(h264(), {64, 64});
    encoder.encode(picture.view(), all(64), crf(25));
    picture.fill_with_noise(4);
    const std::size_t untold = encoder.encode(picture.view(), BandSet(4), crf(25)).size;
    const std::size_t told = encoder.encode(picture.view(), all(64), crf(25)).size;
    EXPECT_LT(untold, 50u);
    EXPECT_GT(told, 1000u);
}

TEST(X264Encoder, EveryPictureHasTheCrfItIsAskedForWithoutAKeyFrame) {
    Picture picture(128, 64);
    picture.fill_with_noise(5);
    X264Encoder encoder(h264(), {128, 64});
    encoder.encode(picture.view(), all(64), crf(10));
    picture.fill_with_noise(6);
    const EncodedStripe fine = encoder.encode(picture.view(), all(64), crf(10));
    const std::size_t fine_size = fine.size;
    picture.fill_with_noise(7);
    const EncodedStripe coarse = encoder.encode(picture.view(), all(64), crf(45));
    EXPECT_LT(coarse.size, fine_size / 2);
    EXPECT_NE(coarse.kind, PictureKind::kKeyFrame);
}

TEST(X264Encoder, ACrfOfZeroWorksAndDoesNotStick) {
    for (const bool full_color : {false, true}) {
        Settings settings = h264();
        settings.h264_full_color = full_color;
        settings.h264_crf = 0;
        Picture picture(128, 64);
        picture.fill_with_noise(5);
        X264Encoder encoder(settings, {128, 64});
        encoder.encode(picture.view(), all(64), crf(0));
        picture.fill_with_noise(6);
        const std::size_t fine = encoder.encode(picture.view(), all(64), crf(0)).size;
        picture.fill_with_noise(7);
        EXPECT_LT(encoder.encode(picture.view(), all(64), crf(40)).size, fine / 4);
    }
}

TEST(X264Encoder, AFinerPictureOfTheSameIsCodedAgainAlthoughNothingChanged) {
    Picture picture(128, 64);
    picture.fill_with_noise(5);
    X264Encoder encoder(h264(), {128, 64});
    encoder.encode(picture.view(), all(64), crf(40));
    EXPECT_LT(encoder.encode(picture.view(), BandSet(4), crf(40)).size, 60u);
    const std::size_t finer = encoder.encode(picture.view(), BandSet(4), crf(15)).size;
    EXPECT_GT(finer, 4000u);
    std::size_t more = finer;
    for (int i = 0; i < 4; ++i) more = encoder.encode(picture.view(), BandSet(4), crf(15)).size;
    EXPECT_LT(more, finer / 4);
}

TEST(X264Encoder, AKeyFrameIsAsFineAsItIsAskedForWhateverCameBefore) {
    Picture picture(256, 128);
    picture.fill_with_noise(5);
    EncodeRequest fine = key_frame();
    fine.quality = 18;
    X264Encoder fresh(h264(), {256, 128});
    fresh.encode(picture.view(), all(128), fine);
    const std::size_t expected = fresh.encode(picture.view(), all(128), fine).size;
    X264Encoder worn(h264(), {256, 128});
    for (int i = 0; i < 30; ++i) worn.encode(picture.view(), all(128), crf(40));
    EXPECT_EQ(worn.encode(picture.view(), all(128), fine).size, expected);
}

TEST(X264Encoder, FullColorIsHigh444AtEveryOddSize) {
    Settings settings = h264();
    settings.h264_full_color = true;
    for (const Size size : {Size{1, 1}, Size{3, 5}, Size{1281, 51}, Size{1366, 127}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(3);
        X264Encoder encoder(settings, size);
        const EncodedStripe encoded = encoder.encode(picture.view(), all(size.height), crf(25));
        ASSERT_GT(encoded.size, 8u);
        EXPECT_EQ(encoded.data[4] & 0x1f, kSps);
        EXPECT_EQ(encoded.data[5], 244);  // profile_idc, ITU-T H.264 A.2.11
    }
}

TEST(X264Encoder, MayBeOpenedAndClosedByManyThreadsAtOnce) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            Picture picture(64, 64);
            for (int round = 0; round < 10; ++round) {
                X264Encoder encoder(h264(), {64, 64});
                EXPECT_GT(encoder.encode(picture.view(), all(64), crf(25)).size, 0u);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace pixelflux
