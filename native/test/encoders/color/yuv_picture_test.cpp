// SPDX-License-Identifier: MPL-2.0
// What the conversions make of a pixel is a matter of their own tests.
#include "yuv_picture.h"

#include <gtest/gtest.h>

#include "all_bands.h"
#include "color_convert.h"
#include "color_convert_444.h"
#include "pictures.h"

namespace pixelflux {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes bytes_of(YuvPicture& picture) {
    const auto plane = static_cast<std::size_t>(picture.coded().width) *
                       static_cast<std::size_t>(picture.coded().height);
    Bytes bytes;
    for (int i = 0; i < picture.planes(); ++i) {
        const auto rows = picture.layout() != YuvLayout::kI444 && i > 0 ? 2u : 1u;
        const std::size_t size = plane / static_cast<std::size_t>(picture.coded().width) / rows *
                                 static_cast<std::size_t>(picture.stride(i));
        bytes.insert(bytes.end(), picture.plane(i), picture.plane(i) + size);
    }
    return bytes;
}

// Converts all at once, straight into memory of the test.
Bytes expected(const PixelView& picture, YuvLayout layout) {
    const bool full = layout == YuvLayout::kI444;
    const auto width = static_cast<std::size_t>(full ? picture.width : even(picture.width));
    const auto plane =
        width * static_cast<std::size_t>(full ? picture.height : even(picture.height));
    Bytes bytes(full ? plane * 3 : plane * 3 / 2);
    std::uint8_t* const to = bytes.data();
    if (full)
        convert_to_i444(picture, 0, picture.height, {to, to + plane, to + 2 * plane, width});
    else
        convert_to_nv12(picture, 0, picture.height, {to, width, to + plane, width});
    if (layout != YuvLayout::kI420) return bytes;
    Bytes apart(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(plane));
    for (const std::size_t difference : {0u, 1u}) {
        for (std::size_t at = plane + difference; at < bytes.size(); at += 2)
            apart.push_back(bytes[at]);
    }
    return apart;
}

constexpr YuvLayout kLayouts[] = {YuvLayout::kNv12, YuvLayout::kI420, YuvLayout::kI444};

TEST(YuvPicture, HoldsThePlanesOfEverySizeAndStride) {
    for (const YuvLayout layout : kLayouts) {
        for (const Size size : {Size{1, 1}, Size{17, 51}, Size{64, 32}, Size{33, 16}}) {
            Picture picture(size.width, size.height, row_bytes(size.width) + 8);
            picture.fill_with_noise(3);
            YuvPicture yuv(size, layout);
            yuv.convert(picture.view(), all(size.height));
            EXPECT_EQ(bytes_of(yuv), expected(picture.view(), layout));
        }
    }
}

TEST(YuvPicture, ConvertsChangedBandsAlone) {
    for (const YuvLayout layout : kLayouts) {
        Picture picture(40, 51);
        picture.fill_with_noise(3);
        Picture next = picture;
        next.fill_with_noise(4);
        YuvPicture yuv({40, 51}, layout);
        yuv.convert(picture.view(), all(51));
        BandSet changed(4);
        changed.set(1);
        changed.set(3);
        yuv.convert(next.view(), changed);
        Picture mixed = picture;
        for (int y = 0; y < 51; ++y) {
            if (y / kBandHeight % 2 == 1)
                std::copy_n(next.pixel(0, y), row_bytes(40), mixed.pixel(0, y));
        }
        EXPECT_EQ(bytes_of(yuv), expected(mixed.view(), layout));
        EXPECT_NE(bytes_of(yuv), expected(next.view(), layout));
    }
}

TEST(YuvPicture, ConvertsTheColumnsOfChangedBands) {
    for (const YuvLayout layout : kLayouts) {
        for (const ColumnRun columns :
             {ColumnRun{16, 32}, ColumnRun{5, 21}, ColumnRun{-3, 41}, ColumnRun{40, 1000}}) {
            Picture picture(41, 51);
            picture.fill_with_noise(3);
            YuvPicture yuv({41, 51}, layout);
            yuv.convert(picture.view(), all(51));
            // Whole squares of two columns, which share a colour.
            Picture next = picture;
            for (int y = 16; y < 48; ++y) {
                for (int x = std::max(columns.first, 0) / 2 * 2;
                     x < std::min(41, columns.last + columns.last % 2); ++x)
                    next.fill({x, y, 1, 1}, static_cast<std::uint8_t>(x * y), 7, 200);
            }
            BandSet changed(4);
            changed.set_run({1, 3});
            yuv.convert(next.view(), changed, columns);
            EXPECT_EQ(bytes_of(yuv), expected(next.view(), layout)) << columns.first;
            EXPECT_NE(bytes_of(yuv), expected(picture.view(), layout));
        }
        YuvPicture yuv({41, 51}, layout);
        Picture picture(41, 51);
        const auto before = bytes_of(yuv);
        yuv.convert(picture.view(), all(51), {});
        EXPECT_EQ(bytes_of(yuv), before);
    }
}

TEST(YuvPicture, TakesColoursInAnyOrder) {
    for (const YuvLayout layout : kLayouts) {
        Picture picture(40, 37);
        picture.fill_with_noise(3);
        Picture turned = picture;
        for (int y = 0; y < 37; ++y) {
            for (int x = 0; x < 40; ++x) {
                std::uint8_t* const to = turned.pixel(x, y);
                std::swap(to[0], to[2]);
            }
        }
        PixelView rgbx = turned.view();
        rgbx.order = {2, 1, 0};
        YuvPicture yuv({40, 37}, layout);
        yuv.convert(rgbx, all(37));
        EXPECT_EQ(bytes_of(yuv), expected(picture.view(), layout));
    }
}

}  // namespace
}  // namespace pixelflux
