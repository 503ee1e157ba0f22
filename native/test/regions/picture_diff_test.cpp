// SPDX-License-Identifier: MPL-2.0
#include "picture_diff.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "colours.h"
#include "pictures.h"
#include "rect.h"
#include "vectors.h"

namespace pixelflux {
namespace {

using Difference = TileBox (*)(const TilePair&);
using Pixels = std::uint32_t (*)(const std::uint8_t*, const std::uint8_t*, int);
using SameRow = bool (*)(const std::uint8_t*, const std::uint8_t*, int);

struct Form {
    Difference box;
    Pixels pixels;
    SameRow same;
};

std::vector<Form> forms() {
    std::vector<Form> all = {{differing_box, differing_pixels, same_row},
                             {detail::differing_box_portable, detail::differing_pixels_portable,
                              detail::same_row_portable}};
    if (!has_avx2()) std::puts(kNoAvx2);
#if defined(__x86_64__)
    if (has_avx2())
        all.push_back(
            {detail::differing_box_avx2, detail::differing_pixels_avx2, detail::same_row_avx2});
#endif
    return all;
}

// Two pictures that differ in a pixel's colours at these places alone, and in every unused byte.
struct Pair {
    Pair() : a(40, 20), b(44, 20) {
        a.fill_with_noise(7);
        for (int y = 0; y < 20; ++y) {
            for (int x = 0; x < 40; ++x) {
                for (int channel = 0; channel < 3; ++channel)
                    b.pixel(x, y)[channel] = a.pixel(x, y)[channel];
                b.pixel(x, y)[3] = static_cast<std::uint8_t>(~a.pixel(x, y)[3]);
            }
        }
    }
    void differ(int x, int y, int channel) {
        std::uint8_t& value = b.pixel(x, y)[channel];
        value = static_cast<std::uint8_t>(value ^ 1U);
    }
    TilePair part(int width, int height) {
        return {a.view().data, a.view().stride, b.view().data, b.view().stride, width, height};
    }
    Picture a;
    Picture b;
};

TEST(PictureDiff, TheUnusedByteMakesNoDifference) {
    Pair pair;
    for (const Form& form : forms()) {
        for (int width = 1; width <= kTileWidth; ++width) {
            EXPECT_TRUE(is_empty(form.box(pair.part(width, kTileHeight)))) << width;
            EXPECT_EQ(form.pixels(pair.a.pixel(0, 0), pair.b.pixel(0, 0), width), 0U) << width;
        }
        EXPECT_TRUE(form.same(pair.a.pixel(0, 0), pair.b.pixel(0, 0), 40));
    }
}

TEST(PictureDiff, EachBitOfEachChannelOfAPixelMakesADifference) {
    for (int x = 0; x < kTileWidth; ++x) {
        for (int bit = 0; bit < 24; ++bit) {
            Pair pair;
            std::uint8_t& value = pair.b.pixel(x, 3)[bit / 8];
            value = static_cast<std::uint8_t>(value ^ 1U << bit % 8);
            for (const Form& form : forms()) {
                EXPECT_EQ(form.pixels(pair.a.pixel(0, 3), pair.b.pixel(0, 3), kTileWidth), 1U << x);
                EXPECT_FALSE(form.same(pair.a.pixel(0, 3), pair.b.pixel(0, 3), x + 1));
                EXPECT_TRUE(form.same(pair.a.pixel(0, 3), pair.b.pixel(0, 3), x));
            }
        }
    }
}

TEST(PictureDiff, ABoxHoldsExactlyWhatDiffers) {
    std::mt19937 random(11);
    const auto below = [&](int limit) { return static_cast<int>(random() % unsigned(limit)); };
    for (int round = 0; round < 2000; ++round) {
        const int width = 1 + below(kTileWidth);
        const int height = 1 + below(kTileHeight);
        Pair pair;
        Rect expected;
        for (int count = below(4); count >= 0; --count) {
            const int x = below(width);
            const int y = below(height);
            const Rect pixel = {x, y, 1, 1};
            if (contains(expected, pixel)) continue;
            pair.differ(x, y, below(3));
            expected = hull(expected, pixel);
        }
        for (const Form& form : forms()) {
            const TileBox box = form.box(pair.part(width, height));
            EXPECT_EQ((Rect{box.left, box.top, box.right - box.left, box.bottom - box.top}),
                      expected);
        }
    }
}

TEST(PictureDiff, TilesAndColumnsInWhichARowDiffersAreFound) {
    struct RowForm {
        void (*mark)(const RowPair&, std::uint8_t*);
        bool (*columns)(const RowPair&, std::uint32_t*);
    };
    std::vector<RowForm> all = {
        {mark_differing_tiles, differing_columns},
        {detail::mark_differing_tiles_portable, detail::differing_columns_portable}};
    if (!has_avx2()) std::puts(kNoAvx2);
#if defined(__x86_64__)
    if (has_avx2())
        all.push_back({detail::mark_differing_tiles_avx2, detail::differing_columns_avx2});
#endif
    std::mt19937 random(12);
    const auto below = [&](int limit) { return static_cast<int>(random() % unsigned(limit)); };
    for (int round = 0; round < 1000; ++round) {
        const int width = 1 + below(200);
        const int first = below(kTileWidth);
        Picture a(width, 1);
        a.fill_with_noise(static_cast<std::uint32_t>(round));
        Picture b = a;
        std::vector<std::uint32_t> columns(
            static_cast<std::size_t>((first + width + kTileWidth - 1) / kTileWidth));
        std::vector<std::uint8_t> differs(columns.size());
        for (int count = below(4); count > 0; --count) {
            const int x = below(width);
            const int channel = below(4);
            b.pixel(x, 0)[channel] = static_cast<std::uint8_t>(~a.pixel(x, 0)[channel]);
            if (channel == 3) continue;
            const auto tile = static_cast<std::size_t>((first + x) / kTileWidth);
            columns[tile] |= 1U << (first + x) % kTileWidth;
            differs[tile] = 1;
        }
        const bool any = std::count(differs.begin(), differs.end(), 1) > 0;
        std::vector<std::uint8_t> marked(columns.size());
        const auto already = static_cast<std::size_t>(below(static_cast<int>(columns.size())));
        marked[already] = differs[already] = 1;
        const RowPair row = {a.view().data, b.view().data, first, width};
        for (const RowForm& form : all) {
            std::vector<std::uint8_t> found = marked;
            form.mark(row, found.data());
            EXPECT_EQ(found, differs) << round;
            std::vector<std::uint32_t> bits(columns.size(), 0x55);
            EXPECT_EQ(form.columns(row, bits.data()), any) << round;
            EXPECT_EQ(bits, columns) << round;
        }
    }
}

}  // namespace
}  // namespace pixelflux
