// SPDX-License-Identifier: MPL-2.0
#include "lent_pixels.h"

#include <algorithm>
#include <vector>

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

void expect_taken_over(Picture& lent, const PixelOrder& order, bool compared) {
    Picture picture(kSize.width, kSize.height);
    picture.fill_with_noise(1);
    Picture before = picture;
    const LentPixels pixels = {kArea, lent.view().data, lent.view().stride, order};
    BandSet changed(bands_in(kSize.height));
    if (compared) {
        take_over(pixels, picture.mutable_view(), changed);
        EXPECT_EQ(changed.runs(), (std::vector<BandRun>{{0, 1}}));
    } else {
        take_over(pixels, picture.mutable_view());
    }
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
    for (const bool compared : {true, false}) expect_taken_over(lent, kBgrx, compared);
}

TEST(LentPixels, AreTurnedIntoTheOrderOfThePicture) {
    Picture lent = noise_of_area();
    for (const PixelOrder& order : {PixelOrder{2, 1, 0}, PixelOrder{3, 2, 1}, PixelOrder{1, 2, 3}})
        for (const bool compared : {true, false}) expect_taken_over(lent, order, compared);
}

TEST(LentPixels, OfThePictureItselfStayOrAreTurnedInPlace) {
    Picture picture(kSize.width, kSize.height);
    picture.fill_with_noise(3);
    const Picture before = picture;
    const MutablePixelView view = picture.mutable_view();
    const std::uint8_t* const data = view.row(kArea.y) + kArea.x * kBytesPerPixel;
    BandSet changed(bands_in(kSize.height));
    EXPECT_TRUE(lies_in(view, {kArea, data, view.stride, kBgrx}));
    take_over({kArea, data, view.stride, kBgrx}, view, changed);
    EXPECT_EQ(picture, before);
    const PixelOrder reversed = {2, 1, 0};
    take_over({kArea, data, view.stride, reversed}, view, changed);
    EXPECT_FALSE(picture == before);
    take_over({kArea, data, view.stride, reversed}, view, changed);
    EXPECT_EQ(picture, before);
    EXPECT_FALSE(changed.any());
}

// Wide enough for several of the pieces that a row is compared in.
class LentRows : public testing::Test {
protected:
    static constexpr Rect kPlace = {3, 5, 200, 40};

    LentRows() {
        picture.fill_with_noise(1);
        for (int y = 0; y < kPlace.height; ++y) {
            std::copy_n(picture.pixel(kPlace.x, kPlace.y + y), row_bytes(kPlace.width),
                        lent.pixel(0, y));
        }
    }

    std::vector<BandRun> taken_over() {
        BandSet changed(bands_in(60));
        EXPECT_FALSE(
            lies_in(picture.mutable_view(), {kPlace, lent.view().data, lent.view().stride, kBgrx}));
        take_over({kPlace, lent.view().data, lent.view().stride, kBgrx}, picture.mutable_view(),
                  changed);
        for (int y = 0; y < kPlace.height; ++y) {
            for (int x = 0; x < kPlace.width; ++x) {
                const std::uint8_t* const pixel = lent.pixel(x, y);
                EXPECT_TRUE(
                    std::equal(pixel, pixel + 3, picture.pixel(kPlace.x + x, kPlace.y + y)));
            }
        }
        return changed.runs();
    }

    Picture picture{210, 60};
    Picture lent{kPlace.width, kPlace.height, row_bytes(kPlace.width) + 20};
};

TEST_F(LentRows, AreNoChangeWhenTheyAreTheSame) { EXPECT_TRUE(taken_over().empty()); }

TEST_F(LentRows, ChangeTheBandOfEachPixelThatDiffersWhereverItIs) {
    for (const int x : {0, 1, 63, 64, 65, 127, 128, 191, 192, 198, 199}) {
        for (const int y : {0, 10, 11, 39}) {
            lent.pixel(x, y)[x % 3] ^= 1;
            const int band = (kPlace.y + y) / kBandHeight;
            EXPECT_EQ(taken_over(), (std::vector<BandRun>{{band, band + 1}})) << x << "," << y;
        }
    }
}

TEST_F(LentRows, AreNoChangeWhenTheUnusedByteAloneDiffers) {
    for (int x = 0; x < kPlace.width; ++x) lent.pixel(x, 7)[3] ^= 0xff;
    EXPECT_TRUE(taken_over().empty());
    lent.pixel(150, 7)[1] ^= 0x80;
    EXPECT_EQ(taken_over(), (std::vector<BandRun>{{0, 1}}));
}

}  // namespace
}  // namespace pixelflux
