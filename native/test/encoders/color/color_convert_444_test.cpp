// SPDX-License-Identifier: MPL-2.0
#include "color_convert_444.h"

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "pictures.h"
#include "vectors.h"

namespace pixelflux {
namespace {

constexpr std::uint8_t kUntouched = 0xa5;

struct Yuv {
    double y, u, v;
};

// BT.601 with the range of JFIF in real numbers: the exact answer before rounding.
Yuv bt601_full(double red, double green, double blue) {
    const double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    return {luma, std::min(255.0, 128 + (blue - luma) / 1.772),
            std::min(255.0, 128 + (red - luma) / 1.402)};
}

struct Converted {
    Converted(Size size, int padding)
        : stride(static_cast<std::size_t>(size.width + padding)),
          y(stride * static_cast<std::size_t>(size.height), kUntouched),
          u(y),
          v(y) {}
    I444Planes planes() { return {y.data(), u.data(), v.data(), stride}; }
    std::size_t at(int x, int row) const {
        return static_cast<std::size_t>(row) * stride + static_cast<std::size_t>(x);
    }

    std::size_t stride;
    std::vector<std::uint8_t> y;
    std::vector<std::uint8_t> u;
    std::vector<std::uint8_t> v;
};

TEST(ColorConvert444, MatchesBt601ForEveryPixelOfOddAndEvenSizes) {
    for (const Size size :
         {Size{64, 32}, Size{33, 17}, Size{1, 1}, Size{2, 2}, Size{17, 51}, Size{1281, 3}}) {
        Picture picture(size.width, size.height);
        picture.fill_with_noise(7);
        Converted converted(size, 0);
        convert_to_i444(picture.view(), 0, size.height, converted.planes());
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const std::uint8_t* const bgr = picture.pixel(x, y);
                const Yuv exact = bt601_full(bgr[2], bgr[1], bgr[0]);
                const std::size_t at = converted.at(x, y);
                ASSERT_NEAR(converted.y[at], exact.y, 0.51) << x << "," << y;
                ASSERT_NEAR(converted.u[at], exact.u, 0.51) << x << "," << y;
                ASSERT_NEAR(converted.v[at], exact.v, 0.51) << x << "," << y;
            }
        }
    }
}

TEST(ColorConvert444, ReachesTheEndsOfTheRange) {
    struct Row {
        std::uint8_t blue, green, red;
        int y, u, v;
    };
    for (const Row& row :
         {Row{0, 0, 0, 0, 128, 128}, Row{255, 255, 255, 255, 128, 128}, Row{0, 0, 255, 76, 85, 255},
          Row{0, 255, 0, 150, 44, 21}, Row{255, 0, 0, 29, 255, 107}, Row{255, 255, 0, 179, 171, 1},
          Row{255, 0, 255, 105, 212, 235}, Row{0, 255, 255, 226, 1, 149}}) {
        constexpr int kWidth = 17;  // one column more than a step of AVX2
        Picture picture(kWidth, 1);
        picture.fill({0, 0, kWidth, 1}, row.blue, row.green, row.red);
        Converted converted({kWidth, 1}, 0);
        convert_to_i444(picture.view(), 0, 1, converted.planes());
        for (std::size_t x = 0; x < kWidth; ++x) {
            EXPECT_EQ(converted.y[x], row.y);
            EXPECT_EQ(converted.u[x], row.u);
            EXPECT_EQ(converted.v[x], row.v);
        }
    }
}

TEST(ColorConvert444, TheFormWithVectorsGivesTheSameBytesAsThePortableForm) {
    if (!has_vectors()) GTEST_SKIP() << kNoVectors;
    std::vector<int> widths = {639, 1280, 1366, 1920, 4097};
    for (int width = 1; width <= 100; ++width) widths.push_back(width);
    for (const int width : widths) {
        Picture picture(width, 1);
        picture.fill_with_noise(static_cast<std::uint32_t>(width));
        Converted portable({width, 1}, 0);
        Converted fast({width, 1}, 0);
        const auto row = [&](Converted& to) {
            return detail::I444Row{picture.pixel(0, 0), to.y.data(), to.u.data(), to.v.data()};
        };
        detail::convert_row_444_portable(row(portable), 0, width);
        const int done = detail::convert_row_444_fast(row(fast), width);
        ASSERT_GT(done, width - 16);
        detail::convert_row_444_portable(row(fast), done, width);
        ASSERT_EQ(fast.y, portable.y) << width;
        ASSERT_EQ(fast.u, portable.u) << width;
        ASSERT_EQ(fast.v, portable.v) << width;
    }
}

TEST(ColorConvert444, TouchesOnlyTheRowsAskedFor) {
    constexpr int kFirst = 15, kLast = 32;
    const Size size{21, 64};
    const int padding = 11;
    Picture picture(size.width, size.height);
    picture.fill_with_noise(5);
    Converted whole(size, padding);
    convert_to_i444(picture.view(), 0, size.height, whole.planes());
    Converted part(size, padding);
    convert_to_i444(picture.view(), kFirst, kLast, part.planes());
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width + padding; ++x) {
            const bool asked = y >= kFirst && y < kLast && x < size.width;
            const std::size_t at = part.at(x, y);
            ASSERT_EQ(part.y[at], asked ? whole.y[at] : kUntouched) << x << "," << y;
            ASSERT_EQ(part.u[at], asked ? whole.u[at] : kUntouched) << x << "," << y;
            ASSERT_EQ(part.v[at], asked ? whole.v[at] : kUntouched) << x << "," << y;
        }
    }
}

}  // namespace
}  // namespace pixelflux
