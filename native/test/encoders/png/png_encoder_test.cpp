// SPDX-License-Identifier: MPL-2.0
#include "png_encoder.h"

#include <cmath>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "pictures.h"
#include "png_decoder.h"
#include "single_color.h"

namespace pixelflux {
namespace {

std::uint32_t color_of(const std::uint8_t* pixel) {
    return std::uint32_t{pixel[2]} << 16 | std::uint32_t{pixel[1]} << 8 | pixel[0];
}

void set(Picture& picture, int x, int y, std::uint32_t color) {
    std::uint8_t* const pixel = picture.pixel(x, y);
    pixel[0] = static_cast<std::uint8_t>(color);
    pixel[1] = static_cast<std::uint8_t>(color >> 8);
    pixel[2] = static_cast<std::uint8_t>(color >> 16);
}

// Draws each pixel in the colour that `color` has for its place; all fourth bytes and what lies
// between the rows are noise.
Picture drawn(Size size, const std::function<std::uint32_t(int, int)>& color,
              std::size_t stride = 0) {
    Picture picture(size.width, size.height, stride);
    picture.fill_with_noise(1);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) set(picture, x, y, color(x, y));
    }
    return picture;
}

// Encodes, has libpng decode it, and compares every pixel.
DecodedPng expect_exact(PngEncoder& encoder, const PixelView& pixels) {
    const PngImage image = encoder.encode(pixels);
    DecodedPng decoded = decode_png(image.data, image.size);
    EXPECT_EQ(decoded.size, (Size{pixels.width, pixels.height}));
    EXPECT_FALSE(decoded.alpha);
    EXPECT_FALSE(decoded.interlaced);
    if (decoded.size != Size{pixels.width, pixels.height}) return decoded;
    int wrong = 0;
    for (int y = 0; y < pixels.height; ++y) {
        for (int x = 0; x < pixels.width; ++x) {
            const auto at = static_cast<std::size_t>(y * pixels.width + x) * kBytesPerPixel;
            wrong += color_of(&decoded.pixels[at]) !=
                     color_of(pixels.row(y) + static_cast<std::size_t>(x) * kBytesPerPixel);
        }
    }
    EXPECT_EQ(wrong, 0) << "of " << pixels.width << "x" << pixels.height << " pixels";
    return decoded;
}

TEST(PngEncoder, TakesTheFewestBitsThatTheColoursNeed) {
    struct Row {
        std::uint32_t colors;
        int bits;
        int color_type;
    };
    PngEncoder encoder;
    for (const Row& row :
         {Row{1, 1, 3}, Row{2, 1, 3}, Row{3, 2, 3}, Row{4, 2, 3}, Row{5, 4, 3}, Row{16, 4, 3},
          Row{17, 8, 3}, Row{255, 8, 3}, Row{256, 8, 3}, Row{257, 8, 2}, Row{5000, 8, 2}}) {
        // Colours that a table of the lower bits would confuse.
        const Picture picture = drawn({101, 67}, [&](int x, int y) {
            return static_cast<std::uint32_t>(y * 101 + x) % row.colors * 0x010400u & 0xffffffu;
        });
        const DecodedPng decoded = expect_exact(encoder, picture.view());
        EXPECT_EQ(decoded.bits, row.bits) << row.colors;
        EXPECT_EQ(decoded.color_type, row.color_type) << row.colors;
    }
}

TEST(PngEncoder, IsExactAtEverySizeAndNumberOfColours) {
    PngEncoder encoder;
    std::mt19937 random(2);
    for (const Size size : {Size{1, 1}, Size{1, 9}, Size{9, 1}, Size{2, 2}, Size{3, 5}, Size{7, 3},
                            Size{8, 8}, Size{9, 9}, Size{31, 17}, Size{257, 3}, Size{640, 7},
                            Size{16384, 2}, Size{2, 16384}, Size{961, 541}, Size{4, 4}}) {
        for (const std::uint32_t colors : {1u, 2u, 3u, 4u, 5u, 16u, 17u, 256u, 257u, 0x1000000u}) {
            const Picture picture =
                drawn(size, [&](int, int) { return random() % colors * 77777 & 0xffffff; });
            expect_exact(encoder, picture.view());
        }
    }
}

TEST(PngEncoder, LooksAtColoursAloneWhateverTheStride) {
    PngEncoder encoder;
    const auto color = [](int x, int y) { return static_cast<std::uint32_t>((x + y) % 3); };
    const Picture narrow = drawn({33, 9}, color);
    const Picture wide = drawn({33, 9}, color, 33 * 4 + 7);
    const PngImage first = encoder.encode(narrow.view());
    const std::vector<std::uint8_t> bytes(first.data, first.data + first.size);
    const PngImage second = encoder.encode(wide.view());
    EXPECT_EQ(std::vector<std::uint8_t>(second.data, second.data + second.size), bytes);
    EXPECT_EQ(expect_exact(encoder, wide.view()).bits, 2);
}

TEST(PngEncoder, MakesLittleOfPhotosAndGradients) {
    PngEncoder encoder;
    std::mt19937 random(3);
    const Size size = {320, 200};
    const std::size_t raw = static_cast<std::size_t>(size.width * size.height) * 3;
    const auto channel = [](double wave, int noise) {
        return static_cast<std::uint32_t>(128 + 100 * wave) + static_cast<std::uint32_t>(noise);
    };
    const Picture photo = drawn(size, [&](int x, int y) {
        const auto noise = [&] { return static_cast<int>(random() % 5); };
        return channel(std::sin(x * 0.02), noise()) << 16 |
               channel(std::cos(y * 0.013), noise()) << 8 |
               channel(std::sin((x + y) * 0.01), noise());
    });
    expect_exact(encoder, photo.view());
    EXPECT_LT(encoder.encode(photo.view()).size, raw / 2);
    const Picture gradient = drawn(size, [](int x, int y) {
        return static_cast<std::uint32_t>(x * 255 / 320) << 16 |
               static_cast<std::uint32_t>(y) << 8 | static_cast<std::uint32_t>((x + y) / 3);
    });
    expect_exact(encoder, gradient.view());
    EXPECT_LT(encoder.encode(gradient.view()).size, raw / 20);
}

TEST(PngEncoder, EncodesAlikeWhateverCameBefore) {
    PngEncoder fresh;
    PngEncoder used;
    Picture noise(300, 200);
    noise.fill_with_noise(4);
    const Picture text =
        drawn({90, 20}, [](int x, int y) { return x % 7 == y % 5 ? 0u : 0xffffffu; });
    used.encode(noise.view());
    const PngImage one = fresh.encode(text.view());
    const PngImage other = used.encode(text.view());
    EXPECT_EQ(std::vector<std::uint8_t>(one.data, one.data + one.size),
              std::vector<std::uint8_t>(other.data, other.data + other.size));
}

TEST(SingleColor, IsFoundWhereAllPixelsHaveOne) {
    for (const Size size : {Size{1, 1}, Size{17, 1}, Size{1, 17}, Size{65, 33}}) {
        Picture picture = drawn(
            size, [](int, int) { return 0x123456u; }, 70 * 4 + 3);
        EXPECT_EQ(single_color(picture.view()), (Rgb{0x12, 0x34, 0x56}));
        if (size == Size{1, 1}) continue;
        for (const std::uint32_t other : {0x123457u, 0x123556u, 0x133456u}) {
            for (const bool last : {false, true}) {
                Picture changed = picture;
                set(changed, last ? size.width - 1 : 0, last ? size.height - 1 : 0, other);
                EXPECT_FALSE(single_color(changed.view()).has_value());
            }
        }
    }
}

}  // namespace
}  // namespace pixelflux
