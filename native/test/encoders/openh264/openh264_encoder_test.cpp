// SPDX-License-Identifier: MPL-2.0
// What OpenH264 alone does, or cannot do; h264_encoders_test says what holds for every library.
#include "openh264_encoder.h"

#include <gtest/gtest.h>

#include "encode_requests.h"
#include "error.h"
#include "openh264_parameters.h"
#include "pictures.h"
#include "stripe_rows.h"

namespace pixelflux {
namespace {

constexpr int kSps = 7;  // ITU-T H.264 table 7-1

// profile_idc follows the first unit's header.
int profile(const EncoderKind& kind, Size size) {
    Picture picture(size.width, size.height);
    picture.fill_with_noise(3);
    const auto encoder = kind.open(h264(), size);
    const EncodedStripe encoded = encoder->encode(picture.view(), all(size.height), at(25));
    EXPECT_GT(encoded.size, 8u);
    EXPECT_EQ(encoded.data[4] & 0x1f, kSps);
    return encoded.data[5];
}

TEST(OpenH264Encoder, StripesAndFilmsAreBaselineAtEveryOddSize) {
    for (const Size size : {Size{16, 16}, Size{17, 33}, Size{1281, 51}, Size{1366, 127}}) {
        EXPECT_EQ(profile(OpenH264Encoder::kind(), size), 66);
        EXPECT_EQ(profile(OpenH264Encoder::film_kind(), size), 66);
    }
}

TEST(OpenH264Encoder, AStripeMayBeAsWideAsAPicture) {
    EXPECT_EQ(profile(OpenH264Encoder::kind(), {kLargestSide, 64}), 66);
}

std::string refusal(Size size, const Settings& settings) {
    StripeRows rows;
    rows.apply(settings, OpenH264Encoder::kind());
    try {
        rows.lay_out(size);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        return error.what();
    }
    return "nothing was refused";
}

TEST(OpenH264Encoder, WhatItCannotEncodeIsRefusedByName) {
    const std::string library(OpenH264Encoder::kind().traits.library);
    EXPECT_EQ(refusal({15, 64}, h264()),
              "width: a stripe of 15 pixels is out of range, allowed with mode=h264 by " + library +
                  ": 16..16384");
    EXPECT_EQ(refusal({64, 15}, h264()),
              "height: a stripe of 15 pixels is out of range, allowed with mode=h264 by " +
                  library + ": 16..16384");
    Settings whole = h264();
    whole.h264_full_frame = true;
    EXPECT_EQ(refusal({5120, 2880}, whole),
              "width, height: a stripe of 5120x2880 is too large, allowed with mode=h264 by " +
                  library + ": 9437184 pixels; use h264FullFrame=false or a smaller region");
    EXPECT_EQ(refusal({5120, 2880}, h264()), "nothing was refused");
}

// Its own memory for the bits of a picture is as large as the planes.
TEST(OpenH264Encoder, NoiseThatDoesNotFitBecomesCoarser) {
    Picture picture(256, 128);
    for (const EncoderKind* kind : {&OpenH264Encoder::kind(), &OpenH264Encoder::film_kind()}) {
        const auto encoder = kind->open(h264(), {256, 128});
        for (int round = 1; round <= 4; ++round) {
            picture.fill_with_noise(static_cast<std::uint32_t>(round));
            const EncodedStripe encoded = encoder->encode(picture.view(), all(128), at(0));
            EXPECT_EQ(encoded.kind, PictureKind::kKeyFrame);
            EXPECT_GT(encoded.size, 256u * 128u / 2);
        }
    }
}

TEST(OpenH264Encoder, ItsQuantizersGrowWithThoseThatAreAskedFor) {
    EXPECT_EQ(openh264_quantizer(0), 4);
    EXPECT_LE(openh264_quantizer(51), 51);
    for (int quantizer = 1; quantizer <= 51; ++quantizer)
        EXPECT_LE(openh264_quantizer(quantizer - 1), openh264_quantizer(quantizer));
}

}  // namespace
}  // namespace pixelflux
