// SPDX-License-Identifier: MPL-2.0
#include "lent_pixels.h"

#include <gtest/gtest.h>

#include "pictures.h"

namespace pixelflux {
namespace {

constexpr Size kSize = {23, 19};
constexpr Rect kArea = {5, 3, 7, 11};

// What a source may lend of `kArea`: rows with a gap between them.
Picture noise_of_area() {
    Picture pixels(kArea.width, kArea.height, row_bytes(kArea.width) + 20);
    pixels.fill_with_noise(2);
    return pixels;
}

void expect_taken_over(Picture& lent, const PixelOrder& order) {
    Picture picture(kSize.width, kSize.height);
    picture.fill_with_noise(1);
    Picture before = picture;
    take_over({kArea, lent.view().data, lent.view().stride, order}, picture.mutable_view());
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const std::uint8_t* const now = picture.pixel(x, y);
            const bool inside = x >= kArea.x && x < kArea.x + kArea.width && y >= kArea.y &&
                                y < kArea.y + kArea.height;
            const std::uint8_t* const expected =
                inside ? lent.pixel(x - kArea.x, y - kArea.y) : before.pixel(x, y);
            const PixelOrder from = inside ? order : kBgrx;
            ASSERT_EQ(now[0], expected[from.blue]) << x << "," << y;
            ASSERT_EQ(now[1], expected[from.green]) << x << "," << y;
            ASSERT_EQ(now[2], expected[from.red]) << x << "," << y;
        }
    }
}

TEST(LentPixels, AreTakenOverIntoTheirAreaAndNowhereElse) {
    Picture lent = noise_of_area();
    expect_taken_over(lent, kBgrx);
}

TEST(LentPixels, AreTurnedIntoTheOrderOfThePicture) {
    Picture lent = noise_of_area();
    for (const PixelOrder& order : {PixelOrder{2, 1, 0}, PixelOrder{3, 2, 1}, PixelOrder{1, 2, 3}})
        expect_taken_over(lent, order);
}

TEST(LentPixels, OfThePictureItselfStayOrAreTurnedInPlace) {
    Picture picture(kSize.width, kSize.height);
    picture.fill_with_noise(3);
    const Picture before = picture;
    const MutablePixelView view = picture.mutable_view();
    const std::uint8_t* const data = view.row(kArea.y) + kArea.x * kBytesPerPixel;
    take_over({kArea, data, view.stride, kBgrx}, view);
    EXPECT_EQ(picture, before);
    const PixelOrder reversed = {2, 1, 0};
    take_over({kArea, data, view.stride, reversed}, view);
    EXPECT_FALSE(picture == before);
    take_over({kArea, data, view.stride, reversed}, view);
    EXPECT_EQ(picture, before);
}

}  // namespace
}  // namespace pixelflux
