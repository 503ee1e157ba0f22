// SPDX-License-Identifier: MPL-2.0
#include "pixel_order.h"

#include <cstring>
#include <vector>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bgrx_of(const PixelOrder& order, Bytes pixels) {
    to_bgrx(order, pixels.data(), pixels.data(), pixels.size() / 4);
    return pixels;
}

TEST(PixelOrder, IsThatOfTheMasks) {
    EXPECT_EQ(pixel_order_of(0xff0000, 0xff00, 0xff, true), kBgrx);
    EXPECT_EQ(pixel_order_of(0xff, 0xff00, 0xff0000, true), (PixelOrder{2, 1, 0}));
    EXPECT_EQ(pixel_order_of(0xff000000, 0xff0000, 0xff00, true), (PixelOrder{1, 2, 3}));
    EXPECT_EQ(pixel_order_of(0xff0000, 0xff00, 0xff, false), (PixelOrder{3, 2, 1}));
}

TEST(PixelOrder, IsNoneUnlessEachColourHasAByteOfItsOwn) {
    for (const bool lowest_first : {true, false}) {
        EXPECT_FALSE(pixel_order_of(0xf800, 0x7e0, 0x1f, lowest_first));
        EXPECT_FALSE(pixel_order_of(0x3ff00000, 0xffc00, 0x3ff, lowest_first));
        EXPECT_FALSE(pixel_order_of(0, 0, 0, lowest_first));
        EXPECT_FALSE(pixel_order_of(0xff0000, 0xff00, 0xff00, lowest_first));
        EXPECT_FALSE(pixel_order_of(0xff000, 0xff0, 0xff, lowest_first));
    }
}

TEST(PixelOrder, TenBitsBecomeEight) {
    std::vector<std::uint32_t> pixels = {0x3ff | 0x200 << 10 | 0x3u << 20,
                                         0xc0000000u | 4 | 0x3fb << 10 | 0x123u << 20};
    std::vector<std::uint8_t> bytes(8);
    std::memcpy(bytes.data(), pixels.data(), bytes.size());
    ten_to_eight_bits(bytes.data(), pixels.size());
    EXPECT_EQ((Bytes{bytes[0], bytes[1], bytes[2]}), (Bytes{0xff, 0x80, 0}));
    EXPECT_EQ((Bytes{bytes[4], bytes[5], bytes[6]}), (Bytes{1, 0xfe, 0x48}));
}

TEST(PixelOrder, PixelsBecomeBlueGreenRed) {
    const Bytes pixels = {1, 2, 3, 4, 5, 6, 7, 8};
    const auto colours = [&](const PixelOrder& order) {
        const Bytes bgrx = bgrx_of(order, pixels);
        return Bytes{bgrx[0], bgrx[1], bgrx[2], bgrx[4], bgrx[5], bgrx[6]};
    };
    EXPECT_EQ(colours(kBgrx), (Bytes{1, 2, 3, 5, 6, 7}));
    EXPECT_EQ(colours({2, 1, 0}), (Bytes{3, 2, 1, 7, 6, 5}));
    EXPECT_EQ(colours({3, 2, 1}), (Bytes{4, 3, 2, 8, 7, 6}));
    EXPECT_EQ(colours({1, 2, 3}), (Bytes{2, 3, 4, 6, 7, 8}));
}

}  // namespace
}  // namespace pixelflux
