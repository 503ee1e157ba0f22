// SPDX-License-Identifier: MPL-2.0
#include "copy_area.h"

#include <cstring>
#include <random>

#include <gtest/gtest.h>

#include "picture_diff.h"
#include "pictures.h"

namespace pixelflux {
namespace {

constexpr Size kSize = {150, 70};

std::uint32_t colours(Picture& picture, int x, int y) { return colours_at(picture.pixel(x, y)); }

// By pixel, from a picture of its own.
void copy_plainly(Picture& picture, const Rect& target, Move by) {
    Picture before = picture;
    for (int y = target.y; y < bottom_of(target); ++y) {
        for (int x = target.x; x < right_of(target); ++x)
            std::memcpy(picture.pixel(x, y), before.pixel(x - by.x, y - by.y), kBytesPerPixel);
    }
}

TEST(CopyArea, CopiesAsMemmoveDoesAndSeesWhatDiffers) {
    std::mt19937 random(3);
    const auto below = [&](int limit) { return static_cast<int>(random() % unsigned(limit)); };
    for (int round = 0; round < 400; ++round) {
        Picture kept(kSize.width, kSize.height);
        kept.fill_with_noise(static_cast<std::uint32_t>(random()));
        const Rect area = {below(40), below(20), 60 + below(40), 30 + below(20)};
        const Rect target = {area.x + below(30), area.y + below(15), 1 + below(30), 1 + below(15)};
        const Move by = {std::clamp(below(61) - 30, right_of(target) - kSize.width, target.x),
                         std::clamp(below(31) - 15, bottom_of(target) - kSize.height, target.y)};
        Picture now(area.width, area.height, row_bytes(area.width) + 8);
        Picture moved = kept;
        copy_plainly(moved, target, by);
        for (int y = 0; y < area.height; ++y)
            std::memcpy(now.pixel(0, y), moved.pixel(area.x, area.y + y), row_bytes(area.width));
        for (int count = below(4); count > 0; --count)
            now.pixel(below(area.width), below(area.height))[below(3)] ^= 0x10;
        const std::vector<GrabbedArea> grabbed = {{{0, 0, 1, 1}, kept.view()}, {area, now.view()}};

        ChangeMap changes;
        changes.reset(TileGrid(kSize));
        changes.compare(tiles_of(area), grabbed, kept.view());
        copy_area(kept.mutable_view(), grabbed, 1, target, by, changes);
        ASSERT_EQ(kept, moved) << round;
        for (int y = area.y; y < bottom_of(area); ++y) {
            for (int x = area.x; x < right_of(area); ++x) {
                if (colours(kept, x, y) == colours(now, x - area.x, y - area.y)) continue;
                ASSERT_TRUE(
                    contains(changes.changed(x / kTileWidth, y / kTileHeight), {x, y, 1, 1}));
            }
        }
        // And no more: a box touches what differs on each of its sides.
        ChangeMap anew;
        anew.reset(TileGrid(kSize));
        anew.compare(tiles_of(area), grabbed, kept.view());
        for (int row = 0; row < anew.grid().rows(); ++row) {
            for (int column = 0; column < anew.grid().columns(); ++column)
                ASSERT_EQ(changes.changed(column, row), anew.changed(column, row)) << round;
        }
    }
}

}  // namespace
}  // namespace pixelflux
