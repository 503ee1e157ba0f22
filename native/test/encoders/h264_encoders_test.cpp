// SPDX-License-Identifier: MPL-2.0
// What holds whichever library encodes H.264, as far as it can be told without a decoder; that the
// pictures are right is shown where one is at hand, in the Java tests.
#include "choose_encoder.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "encode_requests.h"
#include "error.h"
#include "film_decoder.h"
#include "pictures.h"

namespace pixelflux {
namespace {

constexpr int kNonIdr = 1, kIdr = 5, kSei = 6, kSps = 7, kPps = 8;  // ITU-T H.264 table 7-1

EncodeRequest key_frame() {
    EncodeRequest request = at(25);
    request.key_frame = true;
    return request;
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

class H264Encoders : public testing::TestWithParam<H264Library> {
protected:
    static std::unique_ptr<StripeEncoder> open(const H264Library& library, Size size) {
        return library.stripes().open(h264(), size);
    }
    static std::unique_ptr<StripeEncoder> open(Size size) { return open(GetParam(), size); }
};

TEST_P(H264Encoders, StartsWithAnIdrAndGoesOnWithPredictedPictures) {
    Picture picture(64, 64);
    picture.fill_with_noise(1);
    const auto encoder = open({64, 64});
    const EncodedStripe first = encoder->encode(picture.view(), all(64), at(25));
    EXPECT_EQ(first.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(first), (std::vector<int>{kSps, kPps, kIdr}));
    picture.fill({8, 8, 12, 20}, 255, 255, 255);
    const EncodedStripe second = encoder->encode(picture.view(), all(64), at(25));
    EXPECT_EQ(second.kind, PictureKind::kOther);
    EXPECT_EQ(unit_types(second), (std::vector<int>{kNonIdr}));
}

TEST_P(H264Encoders, AKeyFrameOnDemandCarriesItsParameterSets) {
    Picture picture(64, 64);
    const auto encoder = open({64, 64});
    encoder->encode(picture.view(), all(64), at(25));
    const EncodedStripe key = encoder->encode(picture.view(), BandSet(4), key_frame());
    EXPECT_EQ(key.kind, PictureKind::kKeyFrame);
    EXPECT_EQ(unit_types(key), (std::vector<int>{kSps, kPps, kIdr}));
}

TEST_P(H264Encoders, OnlyChangedBandsAreLookedAt) {
    Picture picture(64, 64);
    const auto encoder = open({64, 64});
    encoder->encode(picture.view(), all(64), at(25));
    picture.fill_with_noise(4);
    const std::size_t untold = encoder->encode(picture.view(), BandSet(4), at(25)).size;
    const std::size_t told = encoder->encode(picture.view(), all(64), at(25)).size;
    EXPECT_LT(untold, 50u);
    EXPECT_GT(told, 1000u);
}

TEST_P(H264Encoders, OnlyChangedColumnsAreLookedAt) {
    Picture picture(640, 64);
    const auto encoder = open({640, 64});
    encoder->encode(picture.view(), all(64), at(25));
    picture.fill_with_noise(4);
    EncodeRequest request = at(25);
    request.columns = {32, 64};
    const std::size_t some = encoder->encode(picture.view(), all(64), request).size;
    request.columns = kAllColumns;
    const std::size_t all_columns = encoder->encode(picture.view(), all(64), request).size;
    EXPECT_GT(some, 1000u);
    EXPECT_LT(some * 10, all_columns);
}

TEST_P(H264Encoders, EveryQuantizerCoarsensKeyFramesAndOthers) {
    Picture picture(128, 64);
    // OpenH264 has no room for finer noise, and makes all of it equally coarse.
    const int finest = GetParam().name == H264Encoder::kOpenh264 ? 24 : 0;
    std::size_t last_key = 1 << 30;
    std::size_t last = 1 << 30;
    for (int quantizer = finest; quantizer <= 51; quantizer += 3) {
        const auto encoder = open({128, 64});
        EncodeRequest request = at(quantizer);
        request.key_frame = true;
        picture.fill_with_noise(5);
        const std::size_t key = encoder->encode(picture.view(), all(64), request).size;
        EXPECT_LT(key, last_key) << quantizer;
        last_key = key;
        request.key_frame = false;
        picture.fill_with_noise(6);
        const std::size_t other = encoder->encode(picture.view(), all(64), request).size;
        EXPECT_LT(other, last) << quantizer;
        last = other;
    }
}

TEST_P(H264Encoders, AFinerPictureOfTheSameIsCodedAgainAlthoughNothingChanged) {
    Picture picture(128, 64);
    picture.fill_with_noise(5);
    const auto encoder = open({128, 64});
    encoder->encode(picture.view(), all(64), at(40));
    EXPECT_LT(encoder->encode(picture.view(), BandSet(4), at(40)).size, 60u);
    const std::size_t finer = encoder->encode(picture.view(), BandSet(4), at(15)).size;
    EXPECT_GT(finer, 4000u);
    std::size_t more = finer;
    for (int i = 0; i < 4; ++i) more = encoder->encode(picture.view(), BandSet(4), at(15)).size;
    EXPECT_LT(more, finer / 4);
}

constexpr Size kPhoto = {256, 128};

// Gray, so that nothing is lost by a colour for four pixels: a slope with grain.
Picture photo() {
    Picture picture(kPhoto.width, kPhoto.height);
    picture.fill_with_noise(7);
    for (int y = 0; y < kPhoto.height; ++y) {
        for (int x = 0; x < kPhoto.width; ++x) {
            std::uint8_t* const pixel = picture.pixel(x, y);
            const int level = 40 + x / 2 + y / 4 + pixel[0] / 8;
            for (int channel = 0; channel < 3; ++channel)
                pixel[channel] = static_cast<std::uint8_t>(level);
        }
    }
    return picture;
}

// By how much ffmpeg's pixels differ on average from `picture` after it was encoded at each of
// these quantizers, told after the first that nothing changed. Only the first may be a key frame.
double error_after(const H264Library& library, const Picture& picture,
                   const std::vector<double>& quantizers) {
    FilmDecoder decoder;
    std::vector<std::uint8_t> pixels;
    for (const bool again : {false, true}) {
        if (again) decoder.run_again();
        const auto encoder = library.stripes().open(h264(), kPhoto);
        for (std::size_t i = 0; i < quantizers.size(); ++i) {
            const EncodedStripe encoded = encoder->encode(
                picture.view(), i == 0 ? all(kPhoto.height) : BandSet(8), at(quantizers[i]));
            EXPECT_EQ(encoded.kind, i == 0 ? PictureKind::kKeyFrame : PictureKind::kOther) << i;
            MixedRectangle rectangle;
            rectangle.area = {0, 0, kPhoto.width, kPhoto.height};
            rectangle.role = i == 0 ? RectangleRole::kBoth : RectangleRole::kOwn;
            rectangle.data = encoded.data;
            rectangle.size = encoded.size;
            pixels = decoder.decode(rectangle);
        }
    }
    const PixelView view = picture.view();
    double error = 0;
    for (std::size_t i = 0; i < pixels.size(); i += 4)
        error += std::abs(int{pixels[i + 1]} - int{view.data[i + 1]});
    return error / (kPhoto.width * kPhoto.height);
}

TEST_P(H264Encoders, WhatStandsStillBecomesAsFineAsAKeyFrameWithoutOne) {
    const Picture picture = photo();
    std::vector<double> steps;
    for (double quantizer = 44; quantizer >= 14; quantizer -= 2) steps.push_back(quantizer);
    const double coarse = error_after(GetParam(), picture, {44});
    const double fine = error_after(GetParam(), picture, {14});
    ASSERT_GT(coarse, 5 * fine);
    // What is predicted is rounded to nothing a little earlier than what is not.
    EXPECT_LT(error_after(GetParam(), picture, {44, 14}), 1.5 * fine);
    EXPECT_LT(error_after(GetParam(), picture, steps), 1.5 * fine);
}

TEST_P(H264Encoders, AKeyFrameIsAsFineAsItIsAskedForWhateverCameBefore) {
    Picture picture(256, 128);
    picture.fill_with_noise(5);
    EncodeRequest fine = key_frame();
    fine.quality = 18;
    const auto fresh = open({256, 128});
    fresh->encode(picture.view(), all(128), fine);
    const std::size_t expected = fresh->encode(picture.view(), all(128), fine).size;
    const auto worn = open({256, 128});
    for (int i = 0; i < 30; ++i) worn->encode(picture.view(), all(128), at(40));
    EXPECT_EQ(worn->encode(picture.view(), all(128), fine).size, expected);
}

TEST_P(H264Encoders, MayBeOpenedAndClosedByManyThreadsAtOnce) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([] {
            Picture picture(64, 64);
            for (int round = 0; round < 10; ++round) {
                const auto encoder = open({64, 64});
                EXPECT_GT(encoder->encode(picture.view(), all(64), at(25)).size, 0u);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

INSTANTIATE_TEST_SUITE_P(Of, H264Encoders, testing::ValuesIn(h264_libraries()),
                         [](const auto& library) { return std::string(library.param.word); });

}  // namespace
}  // namespace pixelflux
