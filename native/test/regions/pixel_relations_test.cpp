// SPDX-License-Identifier: MPL-2.0
#include "pixel_relations.h"

#include <gtest/gtest.h>

#include "colours.h"
#include "pictures.h"
#include "vectors.h"

namespace pixelflux {
namespace {

TEST(PixelRelations, CountWhatIsEqualSoftAndSharp) {
    Picture picture(32, 16);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 32; ++x) {
            const int level = x < 11 ? 0 : x < 21 ? 5 * x + 3 * y : 90 * (x % 2) + 90 * (y % 2);
            picture.fill({x, y, 1, 1}, static_cast<std::uint8_t>(level), 7, 7);
            picture.pixel(x, y)[3] = static_cast<std::uint8_t>(x * 31 + y);
        }
    }
    EXPECT_EQ(relations_in(picture.view(), {0, 0, 11, 16}, 2).equal, 80);
    EXPECT_EQ(relations_in(picture.view(), {11, 0, 10, 16}, 2).soft, 72);
    EXPECT_EQ(relations_in(picture.view(), {21, 0, 11, 16}, 2).sharp(), 80);
    EXPECT_EQ(relations_in(picture.view(), {0, 5, 32, 1}, 2).count, 0);
    EXPECT_EQ(colours_in(picture.view(), {0, 0, 11, 16}, 2), 1);
    EXPECT_EQ(colours_in(picture.view(), {21, 0, 11, 16}, 2), 2);
}

TEST(PixelRelations, AreTheSameInBothForms) {
    if (!has_avx2()) GTEST_SKIP() << kNoAvx2;
#if defined(__x86_64__)
    Picture picture(32, 2);
    for (std::uint32_t seed = 0; seed < 500; ++seed) {
        picture.fill_with_noise(seed);
        for (int x = 0; x < 32; ++x) {
            // Near each other and across the step, which noise alone seldom is.
            for (int byte = 0; byte < 8; ++byte) {
                std::uint8_t& value = picture.pixel(x, byte / 4)[byte % 4];
                value = static_cast<std::uint8_t>(100 + value % (seed % 2 == 0 ? 34 : 2));
            }
        }
        const std::uint8_t* const row = picture.pixel(0, 1);
        const std::uint8_t* const above = picture.pixel(0, 0);
        for (int width = 1; width <= 32; ++width) {
            const PixelRelations fast = detail::relations_avx2(row, above, width);
            const PixelRelations plain = detail::relations_portable(row, above, 1, 1 + fast.count);
            ASSERT_EQ(fast.count, width > 8 ? width - 1 : 0);
            ASSERT_EQ(fast.equal, plain.equal) << seed << " " << width;
            ASSERT_EQ(fast.soft, plain.soft) << seed << " " << width;
        }
    }
#endif
}

}  // namespace
}  // namespace pixelflux
