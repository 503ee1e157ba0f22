// SPDX-License-Identifier: MPL-2.0
#include "choose_encoder.h"

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {
namespace {

TEST(ChooseEncoder, H264IsThereOrSaysWhyNot) {
    Settings settings;
    settings.mode = Codec::kH264;
    if (has_codec(Codec::kH264)) {
        EXPECT_NE(make_stripe_encoder(settings, {64, 64}), nullptr);
        return;
    }
    try {
        make_stripe_encoder(settings, {64, 64});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kEncoder);
        EXPECT_NE(std::string(error.what()).find("built without x264"), std::string::npos);
    }
}

TEST(ChooseEncoder, JpegIsAlwaysThere) {
    EXPECT_TRUE(has_codec(Codec::kJpeg));
    EXPECT_NE(make_stripe_encoder(Settings(), {64, 64}), nullptr);
}

}  // namespace
}  // namespace pixelflux
