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

Settings crf(int value) {
    Settings settings;
    settings.mode = Codec::kH264;
    settings.h264_crf = value;
    return settings;
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
    X264Encoder encoder(crf(25), {64, 64});
    const EncodedStripe first = encoder.encode(picture.view(), all(64), false);
    EXPECT_EQ(first.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(first), (std::vector<int>{kSps, kPps, kIdr}));
    picture.fill({8, 8, 12, 20}, 255, 255, 255);
    const EncodedStripe second = encoder.encode(picture.view(), all(64), false);
    EXPECT_EQ(second.kind, PictureKind::kOther);
    EXPECT_EQ(unit_types(second), (std::vector<int>{kNonIdr}));
}

TEST(X264Encoder, AKeyFrameOnDemandCarriesItsParameterSets) {
    Picture picture(64, 64);
    X264Encoder encoder(crf(25), {64, 64});
    encoder.encode(picture.view(), all(64), false);
    const EncodedStripe key = encoder.encode(picture.view(), BandSet(4), true);
    EXPECT_EQ(key.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(key), (std::vector<int>{kSps, kPps, kIdr}));
}

TEST(X264Encoder, ConstrainedBaselineAtEveryOddSize) {
    for (const Size size : {Size{1, 1}, Size{3, 5}, Size{1281, 51}, Size{1366, 127}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(3);
        X264Encoder encoder(crf(25), size);
        const EncodedStripe encoded = encoder.encode(picture.view(), all(size.height), false);
        // profile_idc follows the first unit's header; 66 is baseline.
        ASSERT_GT(encoded.size, 8u);
        EXPECT_EQ(encoded.data[4] & 0x1f, kSps);
        EXPECT_EQ(encoded.data[5], 66);
    }
}

TEST(X264Encoder, OnlyChangedBandsAreLookedAt) {
    Picture picture(64, 64);
    X264Encoder encoder(crf(20), {64, 64});
    encoder.encode(picture.view(), all(64), false);
    picture.fill_with_noise(4);
    const std::size_t untold = encoder.encode(picture.view(), BandSet(4), false).size;
    const std::size_t told = encoder.encode(picture.view(), all(64), false).size;
    EXPECT_LT(untold, 50u);
    EXPECT_GT(told, 1000u);
}

TEST(X264Encoder, UpdateTakesTheNewCrfWithoutAKeyFrame) {
    Picture picture(128, 64);
    picture.fill_with_noise(5);
    X264Encoder encoder(crf(10), {128, 64});
    encoder.encode(picture.view(), all(64), false);
    picture.fill_with_noise(6);
    const std::size_t fine = encoder.encode(picture.view(), all(64), false).size;
    encoder.update(crf(45));
    picture.fill_with_noise(7);
    const EncodedStripe coarse = encoder.encode(picture.view(), all(64), false);
    EXPECT_LT(coarse.size, fine / 2);
    EXPECT_NE(coarse.kind, PictureKind::kKeyFrame);
}

TEST(X264Encoder, MayBeOpenedAndClosedByManyThreadsAtOnce) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            Picture picture(64, 64);
            for (int round = 0; round < 10; ++round) {
                X264Encoder encoder(crf(25), {64, 64});
                EXPECT_GT(encoder.encode(picture.view(), all(64), false).size, 0u);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace pixelflux
