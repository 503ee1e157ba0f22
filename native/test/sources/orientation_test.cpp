// SPDX-License-Identifier: MPL-2.0
#include "orientation.h"

#include <vector>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

// A buffer of 3x2 whose pixels are a to f in reading order, as the picture shows it.
std::string shown(int transform, bool y_inverted) {
    constexpr Size kBuffer = {3, 2};
    std::vector<std::uint8_t> buffer;
    for (std::uint8_t letter = 'a'; letter <= 'f'; ++letter)
        buffer.insert(buffer.end(), {letter, 0, 0, 0});
    const Orientation orientation(kBuffer, transform, y_inverted);
    const Size size = orientation.picture();
    std::vector<std::uint8_t> picture(picture_bytes(size));
    const PixelView from = {buffer.data(), kBuffer.width, kBuffer.height, row_bytes(kBuffer.width)};
    const MutablePixelView to = {picture.data(), size.width, size.height, row_bytes(size.width)};
    orientation.copy({0, 0, size.width, size.height}, from, to);
    std::string text;
    for (int y = 0; y < size.height; ++y) {
        if (y > 0) text += '/';
        for (int x = 0; x < size.width; ++x) text += static_cast<char>(to.row(y)[row_bytes(x)]);
    }
    return text;
}

TEST(Orientation, TurnsEachTransformUpright) {
    EXPECT_EQ(shown(0, false), "abc/def");
    EXPECT_EQ(shown(1, false), "da/eb/fc");
    EXPECT_EQ(shown(2, false), "fed/cba");
    EXPECT_EQ(shown(3, false), "cf/be/ad");
    EXPECT_EQ(shown(4, false), "cba/fed");
    EXPECT_EQ(shown(5, false), "ad/be/cf");
    EXPECT_EQ(shown(6, false), "def/abc");
    EXPECT_EQ(shown(7, false), "fc/eb/da");
}

TEST(Orientation, TurnsRowsThatComeFromBelow) {
    EXPECT_EQ(shown(0, true), "def/abc");
    EXPECT_EQ(shown(2, true), "cba/fed");
}

TEST(Orientation, WhatIsNoTransformCountsAsNone) {
    EXPECT_EQ(shown(8, false), "abc/def");
    EXPECT_EQ(shown(-1, false), "abc/def");
}

TEST(Orientation, FindsThePlaceOfAPart) {
    constexpr Size kBuffer = {7, 5};
    for (const bool y_inverted : {false, true}) {
        for (int transform = 0; transform < 8; ++transform) {
            const Orientation orientation(kBuffer, transform, y_inverted);
            std::vector<std::uint8_t> buffer(picture_bytes(kBuffer));
            const Rect part = {1, 2, 4, 2};
            for (int y = 2; y < 4; ++y) {
                for (int x = 1; x < 5; ++x)
                    buffer[static_cast<std::size_t>(y) * row_bytes(7) + row_bytes(x)] = 1;
            }
            const Size size = orientation.picture();
            std::vector<std::uint8_t> picture(picture_bytes(size));
            const MutablePixelView to = {picture.data(), size.width, size.height,
                                         row_bytes(size.width)};
            orientation.copy({0, 0, size.width, size.height}, {buffer.data(), 7, 5, row_bytes(7)},
                             to);
            const Rect place = orientation.to_picture(part);
            for (int y = 0; y < size.height; ++y) {
                for (int x = 0; x < size.width; ++x) {
                    const bool within = x >= place.x && x < place.x + place.width && y >= place.y &&
                                        y < place.y + place.height;
                    EXPECT_EQ(to.row(y)[row_bytes(x)] == 1, within)
                        << transform << ' ' << y_inverted << ' ' << x << ',' << y;
                }
            }
        }
    }
}

}  // namespace
}  // namespace pixelflux
