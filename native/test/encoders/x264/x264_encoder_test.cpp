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

EncodeRequest at(double quantizer) {
    EncodeRequest request;
    request.quality = quantizer;
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
    const EncodedStripe first = encoder.encode(picture.view(), all(64), at(25));
    EXPECT_EQ(first.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(first), (std::vector<int>{kSps, kPps, kIdr}));
    picture.fill({8, 8, 12, 20}, 255, 255, 255);
    const EncodedStripe second = encoder.encode(picture.view(), all(64), at(25));
    EXPECT_EQ(second.kind, PictureKind::kOther);
    EXPECT_EQ(unit_types(second), (std::vector<int>{kNonIdr}));
}

TEST(X264Encoder, AKeyFrameOnDemandCarriesItsParameterSets) {
    Picture picture(64, 64);
    X264Encoder encoder(h264(), {64, 64});
    encoder.encode(picture.view(), all(64), at(25));
    const EncodedStripe key = encoder.encode(picture.view(), BandSet(4), key_frame());
    EXPECT_EQ(key.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(key), (std::vector<int>{kSps, kPps, kIdr}));
}

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

TEST(X264Encoder, OnlyChangedBandsAreLookedAt) {
    Picture picture(64, 64);
    X264Encoder encoder(h264(), {64, 64});
    encoder.encode(picture.view(), all(64), at(25));
    picture.fill_with_noise(4);
    const std::size_t untold = encoder.encode(picture.view(), BandSet(4), at(25)).size;
    const std::size_t told = encoder.encode(picture.view(), all(64), at(25)).size;
    EXPECT_LT(untold, 50u);
    EXPECT_GT(told, 1000u);
}

TEST(X264Encoder, OnlyChangedColumnsAreLookedAt) {
    Picture picture(640, 64);
    X264Encoder encoder(h264(), {640, 64});
    encoder.encode(picture.view(), all(64), at(25));
    picture.fill_with_noise(4);
    EncodeRequest request = at(25);
    request.columns = {32, 64};
    const std::size_t some = encoder.encode(picture.view(), all(64), request).size;
    request.columns = kAllColumns;
    const std::size_t all_columns = encoder.encode(picture.view(), all(64), request).size;
    EXPECT_GT(some, 1000u);
    EXPECT_LT(some * 10, all_columns);
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

TEST(X264Encoder, EveryQuantizerCoarsensKeyFramesAndOthers) {
    Picture picture(128, 64);
    std::size_t last_key = 1 << 30;
    std::size_t last = 1 << 30;
    for (int quantizer = 0; quantizer <= 51; quantizer += 3) {
        X264Encoder encoder(h264(), {128, 64});
        EncodeRequest request = at(quantizer);
        request.key_frame = true;
        picture.fill_with_noise(5);
        const std::size_t key = encoder.encode(picture.view(), all(64), request).size;
        EXPECT_LT(key, last_key) << quantizer;
        last_key = key;
        request.key_frame = false;
        picture.fill_with_noise(6);
        const std::size_t other = encoder.encode(picture.view(), all(64), request).size;
        EXPECT_LT(other, last) << quantizer;
        last = other;
    }
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

TEST(X264Encoder, AFinerPictureOfTheSameIsCodedAgainAlthoughNothingChanged) {
    Picture picture(128, 64);
    picture.fill_with_noise(5);
    X264Encoder encoder(h264(), {128, 64});
    encoder.encode(picture.view(), all(64), at(40));
    EXPECT_LT(encoder.encode(picture.view(), BandSet(4), at(40)).size, 60u);
    const std::size_t finer = encoder.encode(picture.view(), BandSet(4), at(15)).size;
    EXPECT_GT(finer, 4000u);
    std::size_t more = finer;
    for (int i = 0; i < 4; ++i) more = encoder.encode(picture.view(), BandSet(4), at(15)).size;
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
    for (int i = 0; i < 30; ++i) worn.encode(picture.view(), all(128), at(40));
    EXPECT_EQ(worn.encode(picture.view(), all(128), fine).size, expected);
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

TEST(X264Encoder, MayBeOpenedAndClosedByManyThreadsAtOnce) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            Picture picture(64, 64);
            for (int round = 0; round < 10; ++round) {
                X264Encoder encoder(h264(), {64, 64});
                EXPECT_GT(encoder.encode(picture.view(), all(64), at(25)).size, 0u);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace pixelflux
