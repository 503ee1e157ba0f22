// SPDX-License-Identifier: MPL-2.0
// Image files, read by other decoders than those that a program of ours has.
#include "image_file.h"

#include <cstdlib>
#include <cstring>
#include <vector>

#include <turbojpeg.h>
#include <webp/decode.h>

#include <gtest/gtest.h>

#include "error.h"
#include "pictures.h"

namespace pixelflux {
namespace {

OwnPicture own(const Picture& picture) {
    const PixelView view = picture.view();
    OwnPicture copy({view.width, view.height});
    for (int y = 0; y < view.height; ++y) copy.set_row(0, y, view.row(y), view.width);
    return copy;
}

std::vector<std::uint8_t> file_of(const OwnPicture& picture, const ImageWish& wish) {
    std::vector<std::uint8_t> file;
    encode_image(picture, wish, [&](const std::uint8_t* bytes, std::size_t size) {
        EXPECT_TRUE(file.empty());
        file.assign(bytes, bytes + size);
    });
    return file;
}

// A gradient with lines of text's sharpness.
Picture drawn(int width, int height) {
    Picture picture(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            picture.fill({x, y, 1, 1}, static_cast<std::uint8_t>(x * 255 / width),
                         static_cast<std::uint8_t>(y * 255 / height), 90);
    }
    picture.fill({width / 3, 0, 1, height}, 0, 0, 0);
    return picture;
}

void expect_near(const std::uint8_t* bgrx, const OwnPicture& picture, int tolerance) {
    for (int y = 0; y < picture.size().height; ++y) {
        for (int x = 0; x < picture.size().width; ++x, bgrx += 4) {
            const std::uint8_t* const wanted = picture.pixels().row(y) + row_bytes(x);
            for (int channel = 0; channel < 3; ++channel)
                ASSERT_NEAR(bgrx[channel], wanted[channel], tolerance) << x << "," << y;
        }
    }
}

TEST(ImageFile, WebpIsExact) {
    Picture noise(37, 23);
    noise.fill_with_noise(5);
    for (const Picture& picture : {drawn(200, 120), drawn(1, 1), noise}) {
        const OwnPicture original = own(picture);
        const std::vector<std::uint8_t> file = file_of(original, {ImageFormat::kWebp});
        int width = 0;
        int height = 0;
        std::uint8_t* const pixels = WebPDecodeBGRA(file.data(), file.size(), &width, &height);
        ASSERT_NE(pixels, nullptr);
        EXPECT_EQ((Size{width, height}), original.size());
        expect_near(pixels, original, 0);
        WebPFree(pixels);
    }
}

TEST(ImageFile, JpegHasTheQualityAndColoursThatAreAskedFor) {
    const OwnPicture original = own(drawn(200, 120));
    std::size_t before = 0;
    for (const int quality : {10, 60, 100}) {
        const std::vector<std::uint8_t> file =
            file_of(original, {ImageFormat::kJpeg, quality, quality == 100});
        EXPECT_GT(file.size(), before);
        before = file.size();
        const tjhandle decoder = tjInitDecompress();
        int width = 0;
        int height = 0;
        int subsampling = 0;
        int space = 0;
        ASSERT_EQ(tjDecompressHeader3(decoder, file.data(), file.size(), &width, &height,
                                      &subsampling, &space),
                  0);
        EXPECT_EQ((Size{width, height}), original.size());
        EXPECT_EQ(subsampling, quality == 100 ? TJSAMP_444 : TJSAMP_420);
        std::vector<std::uint8_t> pixels(picture_bytes(original.size()));
        ASSERT_EQ(tjDecompress2(decoder, file.data(), file.size(), pixels.data(), width, 0, height,
                                TJPF_BGRX, 0),
                  0);
        if (quality == 100) expect_near(pixels.data(), original, 6);
        tjDestroy(decoder);
    }
}

TEST(ImageFile, WebpOfMoreThanItHolds) {
    const OwnPicture wide({16384, 1});
    try {
        file_of(wide, {ImageFormat::kWebp});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        EXPECT_EQ(std::string(error.what()),
                  "format: webp has no picture of 16384x1, allowed up to 16383 pixels a side; take "
                  "png or jpeg");
    }
}

TEST(OwnPicture, HalfTheSizeIsTheMeanOfFour) {
    Picture picture(40, 30);
    picture.fill_with_noise(3);
    const OwnPicture original = own(picture);
    const OwnPicture half = original.scaled({20, 15});
    for (int y = 0; y < 15; ++y) {
        for (int x = 0; x < 20; ++x) {
            for (int channel = 0; channel < 3; ++channel) {
                int sum = 0;
                for (int i = 0; i < 4; ++i)
                    sum += picture.view().row(
                        2 * y +
                        i / 2)[row_bytes(2 * x + i % 2) + static_cast<std::size_t>(channel)];
                ASSERT_NEAR(half.pixels().row(y)[row_bytes(x) + static_cast<std::size_t>(channel)],
                            (sum + 2) / 4, 1);
            }
        }
    }
}

TEST(OwnPicture, OneColourStaysThatColourInEverySize) {
    Picture picture(41, 31);
    picture.fill({0, 0, 41, 31}, 12, 200, 99);
    for (const Size size : {Size{1, 1}, {7, 31}, {40, 30}, {41, 31}, {100, 77}}) {
        const OwnPicture other = own(picture).scaled(size);
        ASSERT_EQ(other.size(), size);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const std::uint8_t* const pixel = other.pixels().row(y) + row_bytes(x);
                ASSERT_NEAR(pixel[0], 12, 1);
                ASSERT_NEAR(pixel[1], 200, 1);
                ASSERT_NEAR(pixel[2], 99, 1);
                ASSERT_EQ(pixel[3], 255);
            }
        }
    }
}

TEST(OwnPicture, ScaledSizesAreRoundedAndBounded) {
    EXPECT_EQ(scaled_size({1920, 1080}, 0.5), (Size{960, 540}));
    EXPECT_EQ(scaled_size({1367, 3}, 0.1), (Size{137, 1}));
    EXPECT_EQ(scaled_size({100, 50}, 2), (Size{200, 100}));
    EXPECT_THROW(scaled_size({16384, 1}, 1.01), Error);
}

}  // namespace
}  // namespace pixelflux
