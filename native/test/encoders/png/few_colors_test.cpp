// SPDX-License-Identifier: MPL-2.0
#include "few_colors.h"

#include <gtest/gtest.h>

#include "pictures.h"

namespace pixelflux {
namespace {

// So many colours, each a pixel wide.
Picture stripes(int colors) {
    Picture picture(64, 3);
    for (int x = 0; x < 64; ++x)
        picture.fill({x, 0, 1, 3}, static_cast<std::uint8_t>(x % colors), 7,
                     static_cast<std::uint8_t>(200 - x % colors));
    return picture;
}

TEST(FewColors, AreSixteenAtMost) {
    for (const int colors : {1, 2, 15, 16}) EXPECT_TRUE(has_few_colors(stripes(colors).view()));
    for (const int colors : {17, 18, 60}) EXPECT_FALSE(has_few_colors(stripes(colors).view()));
}

TEST(FewColors, AreSeenInTheLastPixelToo) {
    Picture picture = stripes(16);
    picture.fill({63, 2, 1, 1}, 1, 2, 3);
    EXPECT_FALSE(has_few_colors(picture.view()));
}

TEST(FewColors, AreWithoutTheFourthByte) {
    Picture picture = stripes(16);
    for (int x = 0; x < 64; ++x) picture.pixel(x, 1)[3] = static_cast<std::uint8_t>(x);
    EXPECT_TRUE(has_few_colors(picture.view()));
}

}  // namespace
}  // namespace pixelflux
