// SPDX-License-Identifier: MPL-2.0
#include <gtest/gtest.h>

#include "bgrx_copy.h"
#include "pictures.h"

namespace pixelflux {
namespace {

constexpr PixelOrder kRgbx = {2, 1, 0};

// Rows with a gap between them.
Picture noise(int width, int height) {
    Picture picture(width, height, row_bytes(width) + 12);
    picture.fill_with_noise(5);
    return picture;
}

PixelView in_order(const PixelView& view, const PixelOrder& order) {
    PixelView other = view;
    other.order = order;
    return other;
}

TEST(PixelView, APartHasTheRowsColumnsAndOrderOfTheWhole) {
    Picture picture = noise(23, 19);
    const PixelView whole = in_order(picture.view(), kRgbx);
    const PixelView part = whole.part({5, 3, 7, 11});
    EXPECT_EQ(part.width, 7);
    EXPECT_EQ(part.height, 11);
    EXPECT_EQ(part.order, kRgbx);
    for (int y = 0; y < part.height; ++y) EXPECT_EQ(part.row(y), picture.pixel(5, 3 + y));
    const PixelView rows = whole.rows(3, 11);
    EXPECT_EQ(rows.width, 23);
    EXPECT_EQ(rows.order, kRgbx);
    for (int y = 0; y < rows.height; ++y) EXPECT_EQ(rows.row(y), picture.pixel(0, 3 + y));
}

TEST(PixelView, InBgrxIsItselfOrACopyWithTheColoursTurned) {
    Picture picture = noise(9, 7);
    std::vector<std::uint8_t> room;
    EXPECT_EQ(in_bgrx(picture.view(), room).data, picture.view().data);
    EXPECT_TRUE(room.empty());
    for (const PixelOrder& order :
         {kRgbx, PixelOrder{3, 2, 1}, PixelOrder{1, 2, 3}, PixelOrder{1, 0, 2}}) {
        const PixelView turned = in_bgrx(in_order(picture.view(), order), room);
        EXPECT_EQ(turned.order, kBgrx);
        ASSERT_EQ(turned.width, 9);
        ASSERT_EQ(turned.height, 7);
        for (int y = 0; y < 7; ++y) {
            for (int x = 0; x < 9; ++x) {
                const std::uint8_t* const now = turned.row(y) + x * kBytesPerPixel;
                const std::uint8_t* const before = picture.pixel(x, y);
                ASSERT_EQ(now[0], before[order.blue]);
                ASSERT_EQ(now[1], before[order.green]);
                ASSERT_EQ(now[2], before[order.red]);
            }
        }
    }
}

}  // namespace
}  // namespace pixelflux
