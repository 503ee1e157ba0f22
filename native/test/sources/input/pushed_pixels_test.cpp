// SPDX-License-Identifier: MPL-2.0
#include "pushed_pixels.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "error.h"

namespace pixelflux {
namespace {

constexpr PushedFormat kBgrxFormat = {};
constexpr PushedFormat kRgb = {3, {2, 1, 0}};

std::string refusal_of(Size size, const PushedFormat& format, std::int64_t stride,
                       std::int64_t bytes) {
    try {
        require_pixels(size, format, stride, bytes);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        return error.what();
    }
    return "";
}

TEST(PushedPixels, EveryFormatBecomesBgrx) {
    const std::vector<std::uint8_t> rgb = {1, 2, 3, 4, 5, 6};
    std::vector<std::uint8_t> bgrx(8, 9);
    to_bgrx(kRgb, rgb.data(), bgrx.data(), 2);
    EXPECT_EQ(bgrx, (std::vector<std::uint8_t>{3, 2, 1, 0, 6, 5, 4, 0}));
    const std::vector<std::uint8_t> rgbx = {1, 2, 3, 99};
    to_bgrx({4, {2, 1, 0}}, rgbx.data(), bgrx.data(), 1);
    EXPECT_EQ(bgrx[0], 3);
    EXPECT_EQ(bgrx[2], 1);
    to_bgrx(kBgrxFormat, rgbx.data(), bgrx.data(), 1);
    EXPECT_EQ(bgrx[0], 1);
}

// The last row needs no padding behind it.
TEST(PushedPixels, ABufferThatIsJustLongEnoughIsTaken) {
    EXPECT_EQ(refusal_of({10, 3}, kBgrxFormat, 48, 2 * 48 + 40), "");
    EXPECT_EQ(refusal_of({10, 3}, kRgb, 30, 90), "");
    EXPECT_EQ(refusal_of({kLargestSide, kLargestSide}, kBgrxFormat, 4 * kLargestSide,
                         std::int64_t{4} * kLargestSide * kLargestSide),
              "");
}

TEST(PushedPixels, ARefusalNamesWhatIsWrongAndWhatIsAllowed) {
    EXPECT_EQ(refusal_of({10, 3}, kBgrxFormat, 48, 2 * 48 + 39),
              "pixels: the buffer has 135 bytes left, and 10x3 pixels of 4 bytes with a stride of "
              "48 are 136");
    EXPECT_EQ(refusal_of({10, 3}, kRgb, 29, 1000),
              "stride: 29 is out of range, allowed 30 bytes and more for 10 pixels of 3 bytes");
    EXPECT_EQ(refusal_of({10, 3}, kRgb, -30, 1000).substr(0, 12), "stride: -30 ");
    EXPECT_EQ(refusal_of({0, 3}, kRgb, 30, 90), "width: 0 is out of range, allowed 1..16384");
    EXPECT_EQ(refusal_of({3, 16385}, kRgb, 30, 1 << 30),
              "height: 16385 is out of range, allowed 1..16384");
}

}  // namespace
}  // namespace pixelflux
