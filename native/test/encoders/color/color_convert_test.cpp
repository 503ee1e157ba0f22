// SPDX-License-Identifier: MPL-2.0
#include "color_convert.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "pictures.h"
#include "vectors.h"

namespace pixelflux {
namespace {

struct Yuv {
    double y, u, v;
};

// ITU-R BT.601-7 in real numbers: the exact answer before rounding.
Yuv bt601(double red, double green, double blue) {
    const double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    return {16 + 219 * luma / 255, 128 + 224 * (blue - luma) / (1.772 * 255),
            128 + 224 * (red - luma) / (1.402 * 255)};
}

struct Converted {
    explicit Converted(Size size)
        : coded{even(size.width), even(size.height)},
          y(static_cast<std::size_t>(coded.width * coded.height)),
          uv(static_cast<std::size_t>(coded.width * coded.height / 2)) {}
    Nv12Planes planes() {
        return {y.data(), static_cast<std::size_t>(coded.width), uv.data(),
                static_cast<std::size_t>(coded.width)};
    }
    int luma(int x, int row) const { return y[static_cast<std::size_t>(row * coded.width + x)]; }
    int blue(int x, int row) const {
        return uv[static_cast<std::size_t>(row / 2 * coded.width + x / 2 * 2)];
    }
    int red(int x, int row) const {
        return uv[static_cast<std::size_t>(row / 2 * coded.width + x / 2 * 2 + 1)];
    }

    Size coded;
    std::vector<std::uint8_t> y;
    std::vector<std::uint8_t> uv;
};

TEST(ColorConvert, MatchesBt601ForEveryPixelOfOddAndEvenSizes) {
    for (const Size size :
         {Size{64, 32}, Size{33, 17}, Size{1, 1}, Size{2, 2}, Size{17, 51}, Size{1281, 3}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(7);
        Converted converted(size);
        convert_to_nv12(picture.view(), 0, size.height, converted.planes());
        const auto channel = [&](int x, int y, int c) {
            return double{static_cast<double>(
                picture.pixel(std::min(x, size.width - 1), std::min(y, size.height - 1))[c])};
        };
        for (int y = 0; y < converted.coded.height; ++y) {
            for (int x = 0; x < converted.coded.width; ++x) {
                const Yuv exact = bt601(channel(x, y, 2), channel(x, y, 1), channel(x, y, 0));
                ASSERT_NEAR(converted.luma(x, y), exact.y, 0.51) << x << "," << y;
            }
        }
        for (int y = 0; y < converted.coded.height; y += 2) {
            for (int x = 0; x < converted.coded.width; x += 2) {
                double mean[3] = {};
                for (int c = 0; c < 3; ++c) {
                    mean[c] = (channel(x, y, c) + channel(x + 1, y, c) + channel(x, y + 1, c) +
                               channel(x + 1, y + 1, c)) /
                              4;
                }
                const Yuv exact = bt601(mean[2], mean[1], mean[0]);
                ASSERT_NEAR(converted.blue(x, y), exact.u, 0.52) << x << "," << y;
                ASSERT_NEAR(converted.red(x, y), exact.v, 0.52) << x << "," << y;
            }
        }
    }
}

TEST(ColorConvert, ReachesTheEndsOfTheRange) {
    struct Row {
        std::uint8_t blue, green, red;
        int y, u, v;
    };
    for (const Row& row :
         {Row{0, 0, 0, 16, 128, 128}, Row{255, 255, 255, 235, 128, 128},
          Row{255, 0, 0, 41, 240, 110}, Row{0, 0, 255, 81, 90, 240}, Row{0, 255, 0, 145, 54, 34}}) {
        Picture picture(16, 2);
        picture.fill({0, 0, 16, 2}, row.blue, row.green, row.red);
        Converted converted({16, 2});
        convert_to_nv12(picture.view(), 0, 2, converted.planes());
        EXPECT_EQ(converted.luma(5, 1), row.y);
        EXPECT_EQ(converted.blue(5, 1), row.u);
        EXPECT_EQ(converted.red(5, 1), row.v);
    }
}

TEST(ColorConvert, TheFormWithVectorsGivesTheSameBytesAsThePortableForm) {
    if (!has_vectors()) GTEST_SKIP() << kNoVectors;
    for (int width = 1; width <= 100; ++width) {
        Picture picture(width, 2);
        picture.fill_with_noise(static_cast<std::uint32_t>(width));
        Converted portable({width, 2});
        Converted fast({width, 2});
        const auto rows = [&](Converted& to) {
            return detail::RowPair{picture.pixel(0, 0), picture.pixel(0, 1), to.y.data(),
                                   to.y.data() + to.coded.width, to.uv.data()};
        };
        detail::convert_rows_portable(rows(portable), 0, width);
        const int done = detail::convert_rows_fast(rows(fast), width);
        ASSERT_GT(done, width - 16);
        detail::convert_rows_portable(rows(fast), done, width);
        ASSERT_EQ(fast.y, portable.y) << width;
        ASSERT_EQ(fast.uv, portable.uv) << width;
    }
}

TEST(ColorConvert, TouchesOnlyTheRowsAskedFor) {
    Picture picture(20, 64);
    picture.fill_with_noise(5);
    Converted converted({20, 64});
    convert_to_nv12(picture.view(), 16, 32, converted.planes());
    EXPECT_EQ(converted.luma(0, 15), 0);
    EXPECT_NE(converted.luma(0, 16), 0);
    EXPECT_NE(converted.luma(19, 31), 0);
    EXPECT_EQ(converted.luma(0, 32), 0);
    EXPECT_EQ(converted.blue(0, 32), 0);
}

}  // namespace
}  // namespace pixelflux
