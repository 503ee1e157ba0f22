// SPDX-License-Identifier: MPL-2.0
#include "jpeg_encoder.h"

#include <cmath>
#include <cstdlib>

#include <gtest/gtest.h>

#include "error.h"
#include "pictures.h"

namespace pixelflux {
namespace {

EncodeRequest quality(int value) {
    EncodeRequest request;
    request.quality = value;
    return request;
}

// libjpeg-turbo's decoder is another program than its encoder; Java's ImageIO looks at the same
// bytes in ScreenCapture's tests.
Picture decode(const EncodedStripe& encoded, Size expected) {
    const std::unique_ptr<void, int (*)(void*)> decoder(tjInitDecompress(), tjDestroy);
    int width = 0, height = 0, subsampling = 0, colorspace = 0;
    EXPECT_EQ(tjDecompressHeader3(decoder.get(), encoded.data, encoded.size, &width, &height,
                                  &subsampling, &colorspace),
              0);
    EXPECT_EQ((Size{width, height}), expected);
    Picture picture(width, height);
    EXPECT_EQ(tjDecompress2(decoder.get(), encoded.data, encoded.size, picture.pixel(0, 0), width,
                            0, height, TJPF_BGRX, TJFLAG_ACCURATEDCT),
              0);
    return picture;
}

TEST(JpegEncoder, KeepsSizeAndFlatColoursOfOddStripes) {
    for (const Size size : {Size{1, 1}, Size{17, 3}, Size{1281, 51}, Size{64, 64}}) {
        Picture picture(size.width, size.height);
        picture.fill({0, 0, size.width, size.height}, 30, 90, 200);
        JpegEncoder encoder(size);
        Picture decoded = decode(encoder.encode(picture.view(), BandSet(), quality(95)), size);
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                ASSERT_NEAR(decoded.pixel(x, y)[0], 30, 3);
                ASSERT_NEAR(decoded.pixel(x, y)[1], 90, 3);
                ASSERT_NEAR(decoded.pixel(x, y)[2], 200, 3);
            }
        }
    }
}

TEST(JpegEncoder, NoiseAtTheHighestQualityFitsItsBuffer) {
    const Size size = {129, 64};
    Picture picture(size.width, size.height);
    picture.fill_with_noise(9);
    JpegEncoder encoder(size);
    const EncodedStripe encoded = encoder.encode(picture.view(), BandSet(), quality(100));
    EXPECT_GT(encoded.size, 1000u);
    EXPECT_EQ(encoded.kind, PictureKind::kKeyFrame);
    decode(encoded, size);
}

TEST(JpegEncoder, APartOfItsStripeIsAPictureButNoKeyFrame) {
    Picture picture(40, 64);
    picture.fill({0, 0, 40, 64}, 30, 90, 200);
    JpegEncoder encoder({40, 64});
    const EncodedStripe part = encoder.encode(picture.view().rows(16, 32), BandSet(), quality(95));
    EXPECT_EQ(part.kind, PictureKind::kOther);
    EXPECT_NEAR(decode(part, {40, 32}).pixel(39, 31)[2], 200, 3);
}

// A picture in which one colour rises to the right and another downwards.
Picture slopes(int width, int height) {
    Picture picture(width, height, row_bytes(width) + 4);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            picture.fill({x, y, 1, 1}, static_cast<std::uint8_t>(2 * x),
                         static_cast<std::uint8_t>(3 * y), 120);
        }
    }
    return picture;
}

TEST(JpegEncoder, TakesAnyRectangleOfALargerPicture) {
    Picture picture = slopes(100, 70);
    JpegEncoder encoder({100, 70});
    for (const Rect& area : {Rect{0, 0, 1, 1}, Rect{37, 21, 33, 17}, Rect{99, 69, 1, 1},
                             Rect{3, 5, 97, 65}, Rect{0, 0, 100, 69}, Rect{0, 0, 99, 70}}) {
        const EncodedStripe encoded =
            encoder.encode(picture.view().part(area), BandSet(), quality(95));
        EXPECT_EQ(encoded.kind, PictureKind::kOther);
        Picture decoded = decode(encoded, {area.width, area.height});
        for (int y = 0; y < area.height; ++y) {
            for (int x = 0; x < area.width; ++x) {
                for (int c = 0; c < 3; ++c) {
                    ASSERT_NEAR(decoded.pixel(x, y)[c], picture.pixel(area.x + x, area.y + y)[c],
                                12)
                        << x << "," << y;
                }
            }
        }
    }
}

double error_of(const Picture& picture, const Picture& decoded, Size size) {
    double sum = 0;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width * kBytesPerPixel; ++x) {
            if (x % kBytesPerPixel == 3) continue;
            const double apart = picture.view().row(y)[x] - decoded.view().row(y)[x];
            sum += apart * apart;
        }
    }
    return sum / (3.0 * size.width * size.height);
}

TEST(JpegEncoder, InFullColourThinRedLinesKeepTheirColour) {
    const Size size = {65, 51};
    Picture picture(size.width, size.height);
    for (int x = 0; x < size.width; x += 3) picture.fill({x, 0, 1, size.height}, 0, 0, 255);
    JpegEncoder shared(size);
    JpegEncoder full(size, true);
    const double coarse = error_of(
        picture, decode(shared.encode(picture.view(), BandSet(), quality(95)), size), size);
    const double fine =
        error_of(picture, decode(full.encode(picture.view(), BandSet(), quality(95)), size), size);
    EXPECT_GT(coarse, 1000);
    EXPECT_LT(fine, 50);
}

TEST(JpegEncoder, InFullColourNoiseAtTheHighestQualityFitsItsBuffer) {
    const Size size = {129, 65};
    Picture picture(size.width, size.height);
    picture.fill_with_noise(9);
    JpegEncoder encoder(size, true);
    const EncodedStripe encoded = encoder.encode(picture.view(), BandSet(), quality(100));
    EXPECT_EQ(encoded.kind, PictureKind::kKeyFrame);
    Picture decoded = decode(encoded, size);
    EXPECT_LT(error_of(picture, decoded, size), 4);
}

TEST(JpegEncoder, TakesColoursInAnyOrder) {
    Picture picture = slopes(64, 48);
    JpegEncoder encoder({64, 48});
    const EncodedStripe bgrx = encoder.encode(picture.view(), BandSet(), quality(90));
    const std::vector<std::uint8_t> expected(bgrx.data, bgrx.data + bgrx.size);
    for (const PixelOrder& order : {PixelOrder{2, 1, 0}, PixelOrder{1, 2, 3}, PixelOrder{3, 2, 1},
                                    PixelOrder{1, 0, 2}, PixelOrder{0, 3, 1}}) {
        Picture turned(64, 48);
        for (int y = 0; y < 48; ++y) {
            for (int x = 0; x < 64; ++x) {
                turned.pixel(x, y)[order.blue] = picture.pixel(x, y)[0];
                turned.pixel(x, y)[order.green] = picture.pixel(x, y)[1];
                turned.pixel(x, y)[order.red] = picture.pixel(x, y)[2];
            }
        }
        PixelView view = turned.view();
        view.order = order;
        const EncodedStripe encoded = encoder.encode(view, BandSet(), quality(90));
        EXPECT_EQ(std::vector<std::uint8_t>(encoded.data, encoded.data + encoded.size), expected);
    }
}

std::vector<std::uint8_t> by_turbojpeg(const PixelView& picture, int quality, int flags) {
    const std::unique_ptr<void, int (*)(void*)> compressor(tjInitCompress(), tjDestroy);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    EXPECT_EQ(
        tjCompress2(compressor.get(), picture.data, picture.width, static_cast<int>(picture.stride),
                    picture.height, TJPF_BGRX, &bytes, &size, TJSAMP_420, quality, flags),
        0);
    std::vector<std::uint8_t> encoded(bytes, bytes + size);
    tjFree(bytes);
    return encoded;
}

TEST(JpegEncoder, WhatStaysIsTransformedAccurately) {
    Picture picture(128, 64);
    picture.fill_with_noise(9);
    JpegEncoder encoder({128, 64});
    EncodeRequest request = quality(90);
    const EncodedStripe quick = encoder.encode(picture.view(), BandSet(), request);
    EXPECT_EQ(std::vector<std::uint8_t>(quick.data, quick.data + quick.size),
              by_turbojpeg(picture.view(), 90, 0));
    request.stays = true;
    const EncodedStripe stays = encoder.encode(picture.view(), BandSet(), request);
    EXPECT_EQ(std::vector<std::uint8_t>(stays.data, stays.data + stays.size),
              by_turbojpeg(picture.view(), 90, TJFLAG_ACCURATEDCT));
    EXPECT_NE(by_turbojpeg(picture.view(), 90, TJFLAG_ACCURATEDCT),
              by_turbojpeg(picture.view(), 90, 0));
}

TEST(JpegEncoder, EveryPictureHasTheQualityItIsAskedFor) {
    Picture picture(128, 64);
    picture.fill_with_noise(9);
    JpegEncoder encoder({128, 64});
    const std::size_t fine = encoder.encode(picture.view(), BandSet(), quality(95)).size;
    EXPECT_LT(encoder.encode(picture.view(), BandSet(), quality(10)).size, fine / 2);
}

}  // namespace
}  // namespace pixelflux
