// SPDX-License-Identifier: MPL-2.0
#include "region_finder.h"

#include <algorithm>
#include <cstring>

#include <gtest/gtest.h>

#include "colours.h"
#include "move.h"
#include "pictures.h"
#include "rect.h"

namespace pixelflux {
namespace {

constexpr Size kSize = {640, 480};

std::uint32_t scrambled(int number) {
    auto bits = static_cast<std::uint32_t>(number);
    bits = (bits ^ bits >> 7) * 2654435761U;
    return (bits ^ bits >> 15) * 2246822519U;
}

void draw_photo(Picture& picture, const Rect& area, int seed) {
    for (int y = area.y; y < bottom_of(area); ++y) {
        for (int x = area.x; x < right_of(area); ++x) {
            const std::uint32_t noise = scrambled(x * 7919 + y * 104729 + seed * 31) >> 29;
            const auto level =
                static_cast<std::uint8_t>(60 + (x + y) / 8 + static_cast<int>(noise));
            picture.fill({x, y, 1, 1}, level, static_cast<std::uint8_t>(level + 20 + seed % 5),
                         static_cast<std::uint8_t>(level + 40));
        }
    }
}

// `dots`: how many times larger than drawn, as on a screen of many dots.
void draw_text(Picture& picture, const Rect& area, int seed, int dots = 1) {
    picture.fill(area, 255, 255, 255);
    for (int y = area.y; y < bottom_of(area); ++y) {
        for (int x = area.x; x < right_of(area); ++x) {
            const std::uint32_t ink = scrambled(x / dots * 7919 + y / dots * 104729 + seed) >> 30;
            if (ink == 0 && y % 14 < 10) picture.fill({x, y, 1, 1}, 20, 20, 20);
        }
    }
}

// Lines of glyphs with soft edges, scrolled by so many rows.
void draw_antialiased(Picture& picture, const Rect& area, int scrolled) {
    picture.fill(area, 252, 252, 250);
    for (int y = area.y; y < bottom_of(area); ++y) {
        for (int x = area.x; x < right_of(area); ++x) {
            const int row = y - area.y + scrolled;
            const std::uint32_t glyph = scrambled(x / 8 * 7919 + row / 16 * 104729) % 64;
            if (row % 16 < 3 || row % 16 > 13 || glyph % 8 == 0 || x % 8 > 5) continue;
            const std::uint32_t stroke = scrambled(static_cast<int>(glyph) * 8 + x % 8);
            const auto level = static_cast<std::uint8_t>(
                (stroke >> 24) % 200 +
                ((stroke >> 16) % 16 == 0 ? 3U * static_cast<unsigned>(row % 16) : 0U));
            if (stroke >> 30 != 0) picture.fill({x, y, 1, 1}, level, level, level);
        }
    }
}

class RegionFinderTest : public testing::Test {
protected:
    RegionFinderTest() : kept_(kSize.width, kSize.height), screen_(kSize.width, kSize.height) {
        finder_.reset(kSize);
    }

    std::vector<Region> begin() {
        kept_ = screen_;
        return finder_.classify(kept_.view(), {whole_of(kSize)});
    }

    RegionFinder::Found find(const std::vector<Rect>& areas) {
        std::vector<GrabbedArea> grabbed;
        for (const Rect& area : areas)
            grabbed.push_back(
                {area,
                 {screen_.pixel(area.x, area.y), area.width, area.height, screen_.view().stride}});
        return finder_.find(kept_.mutable_view(), grabbed, {});
    }

    RegionFinder finder_;
    Picture kept_;
    Picture screen_;
};

TEST_F(RegionFinderTest, NothingIsSentOfWhatDidNotChange) {
    begin();
    for (int y = 0; y < kSize.height; ++y) screen_.pixel(y, y)[3] = 0xff;
    EXPECT_TRUE(find({whole_of(kSize)}).regions.empty());
    EXPECT_TRUE(find({}).regions.empty());
    EXPECT_TRUE(find({{5, 6, 1, 1}}).regions.empty());
}

TEST_F(RegionFinderTest, AGlyphIsSentAsItsBoxExactly) {
    draw_text(screen_, whole_of(kSize), 1);
    begin();
    const Rect glyph = {60, 30, 8, 11};
    screen_.fill(glyph, 0, 0, 255);
    const auto found = find({{0, 0, 300, 200}});
    ASSERT_EQ(found.regions.size(), 1U);
    EXPECT_EQ(found.regions[0].area, glyph);
    EXPECT_EQ(found.regions[0].kind, Region::Kind::kExact);
    EXPECT_FALSE(found.adopt_grabbed);
    EXPECT_EQ(kept_, screen_);
    EXPECT_TRUE(find({{0, 0, 300, 200}}).regions.empty());
}

// A viewer takes longer for two small images than for one with something between them.
TEST_F(RegionFinderTest, WhatLiesNearIsOneRegion) {
    draw_text(screen_, whole_of(kSize), 1);
    begin();
    screen_.fill({100, 18, 10, 12}, 0, 0, 255);
    screen_.fill({101, 50, 10, 12}, 0, 0, 255);
    screen_.fill({130, 20, 10, 12}, 0, 0, 255);
    screen_.fill({100, 300, 10, 12}, 0, 0, 255);
    const auto found = find({whole_of(kSize)});
    ASSERT_EQ(found.regions.size(), 2U);
    EXPECT_EQ(found.regions[0].area, (Rect{100, 18, 40, 44}));
    EXPECT_EQ(found.regions[1].area, (Rect{100, 300, 10, 12}));
}

TEST_F(RegionFinderTest, ATileAloneIsAsWhatChangesAroundIt) {
    begin();
    const Rect area = {64, 64, 320, 160};
    draw_text(screen_, area, 1);
    draw_photo(screen_, {128, 128, 32, 16}, 1);
    const auto text = find({area});
    ASSERT_EQ(text.regions.size(), 1U);
    EXPECT_EQ(text.regions[0].kind, Region::Kind::kExact);
    draw_photo(screen_, area, 2);
    screen_.fill({128, 128, 32, 16}, 5, 5, 5);
    const auto photo = find({area});
    ASSERT_EQ(photo.regions.size(), 1U);
    EXPECT_EQ(photo.regions[0].kind, Region::Kind::kPicture);
}

TEST_F(RegionFinderTest, AnEmptyDesktopIsExactAndAPhotoIsAPicture) {
    for (const Region& region : begin()) EXPECT_EQ(region.kind, Region::Kind::kExact);
    draw_photo(screen_, whole_of(kSize), 1);
    for (const Region& region : begin()) EXPECT_EQ(region.kind, Region::Kind::kPicture);
}

// Most of a small JPEG image is its tables.
TEST_F(RegionFinderTest, AFewPixelsOfAPhotoAreSentExactly) {
    draw_photo(screen_, whole_of(kSize), 1);
    begin();
    EXPECT_FALSE(finder_.lossy(whole_of(kSize)).empty());
    draw_photo(screen_, {64, 64, 32, 8}, 2);
    draw_photo(screen_, {320, 320, 32, 9}, 2);
    const auto found = find({whole_of(kSize)});
    ASSERT_EQ(found.regions.size(), 2U);
    EXPECT_EQ(found.regions[0].kind, Region::Kind::kPicture);
    EXPECT_EQ(found.regions[0].area, (Rect{320, 320, 32, 9}));
    EXPECT_EQ(found.regions[1].kind, Region::Kind::kExact);
    EXPECT_EQ(found.regions[1].area, (Rect{64, 64, 32, 8}));
    EXPECT_TRUE(finder_.lossy({64, 64, 32, 8}).empty());
}

// What a scroll uncovers lies in tiles that show more of the photo around the window.
TEST_F(RegionFinderTest, AStripOfTextAtTheRimOfAWindowIsExact) {
    draw_photo(screen_, whole_of(kSize), 1);
    const Rect window = {40, 40, 520, 224};  // ends in the middle of a tile
    draw_antialiased(screen_, window, 0);
    begin();
    std::int64_t exact = 0;
    std::int64_t pictures = 0;
    for (int step = 1; step < 20; ++step) {
        draw_antialiased(screen_, window, 16 * step);
        for (const Region& region : find({window}).regions) {
            if (region.kind == Region::Kind::kExact) exact += area_of(region.area);
            if (region.kind == Region::Kind::kPicture) pictures += area_of(region.area);
        }
        EXPECT_EQ(kept_, screen_);
    }
    EXPECT_LT(pictures, exact / 20);
}

// A photo at any place beside text: its picture region ends where it ends.
TEST_F(RegionFinderTest, APictureCoversNoTextThatDidNotChange) {
    draw_text(screen_, whole_of(kSize), 1);
    begin();
    const Rect photo = {105, 77, 301, 203};
    for (int seed = 1; seed < 6; ++seed) {
        draw_photo(screen_, photo, seed);
        const auto found = find({{90, 60, 400, 300}});
        ASSERT_FALSE(found.regions.empty());
        for (const Region& region : found.regions) {
            EXPECT_TRUE(contains(photo, region.area));
            if (area_of(region.area) > 512) {
                EXPECT_EQ(region.kind, Region::Kind::kPicture);
            }
        }
        EXPECT_LE(found.regions.size(), 3U) << seed;
    }
    for (const Rect& rect : finder_.lossy(whole_of(kSize))) EXPECT_TRUE(contains(photo, rect));
    finder_.sent_exactly(photo);
    EXPECT_TRUE(finder_.lossy(whole_of(kSize)).empty());
}

TEST_F(RegionFinderTest, APictureGrabbedWhollyIsAdoptedIfMuchChanged) {
    draw_photo(screen_, whole_of(kSize), 1);
    begin();
    draw_photo(screen_, whole_of(kSize), 2);
    EXPECT_TRUE(find({whole_of(kSize)}).adopt_grabbed);
    kept_ = screen_;
    draw_photo(screen_, {0, 0, 64, 64}, 3);
    EXPECT_FALSE(find({whole_of(kSize)}).adopt_grabbed);
    EXPECT_EQ(kept_, screen_);
}

// A window of text over a photo, which is moved by `by`; what it shows moves within it by `scroll`.
class MovedWindow : public RegionFinderTest {
protected:
    void show(const Rect& window, Move scroll, int dots = 1) {
        draw_photo(screen_, whole_of(kSize), 1);
        Picture text(kSize.width * 2, kSize.height * 2);
        draw_text(text, {0, 0, kSize.width * 2, kSize.height * 2}, 5, dots);
        for (int y = 0; y < window.height; ++y)
            std::memcpy(screen_.pixel(window.x, window.y + y),
                        text.pixel(200 - scroll.x, 200 + y - scroll.y), row_bytes(window.width));
    }

    // The copies, and the pixels of all others.
    std::vector<Region> copies_in(const RegionFinder::Found& found, std::int64_t& others) {
        std::vector<Region> copies;
        others = 0;
        for (const Region& region : found.regions) {
            if (region.kind == Region::Kind::kCopy) {
                copies.push_back(region);
            } else {
                others += area_of(region.area);
            }
        }
        return copies;
    }
};

TEST_F(MovedWindow, IsCopiedWithoutAHint) {
    const Rect before = {101, 85, 300, 250};
    show(before, {});
    begin();
    const Rect after = {128, 72, 300, 250};
    show(after, {});
    std::int64_t others = 0;
    const auto copies = copies_in(find({hull(before, after)}), others);
    ASSERT_EQ(copies.size(), 1U);
    EXPECT_EQ(copies[0].area, after);
    EXPECT_EQ(copies[0].source_x, before.x);
    EXPECT_EQ(copies[0].source_y, before.y);
    EXPECT_LT(others, 3 * (area_of(hull(before, after)) - area_of(after)));
}

TEST_F(MovedWindow, IsCopiedByItsHintHoweverFarItWent) {
    const Rect before = {0, 0, 160, 120};
    show(before, {});
    begin();
    const Rect after = {450, 300, 160, 120};
    show(after, {});
    const std::vector<GrabbedArea> grabbed = {
        {after, {screen_.pixel(after.x, after.y), 160, 120, screen_.view().stride}},
        {before, {screen_.pixel(0, 0), 160, 120, screen_.view().stride}}};
    std::int64_t others = 0;
    const auto found = finder_.find(kept_.mutable_view(), grabbed, {{before, after.x, after.y}});
    const auto copies = copies_in(found, others);
    ASSERT_GE(copies.size(), 1U);
    EXPECT_EQ(copies[0].area, after);
    EXPECT_EQ(kept_, screen_);
}

// As damage often comes: in rows that lie above each other. What one copy needs, no earlier one may
// have overwritten.
TEST_F(MovedWindow, IsCopiedThroughSeveralAreas) {
    for (const Move by : {Move{40, 60}, Move{-40, -60}, Move{70, -10}}) {
        const Rect before = {160, 120, 300, 250};
        const Rect after = moved_by(before, by);
        for (const bool hinted : {true, false}) {
            show(before, {});
            begin();
            show(after, {});
            const Rect both = hull(before, after);
            std::vector<GrabbedArea> grabbed;
            for (int y = both.y; y < bottom_of(both); y += 100) {
                const Rect area = intersection({both.x, y, both.width, 100}, both);
                grabbed.push_back({area,
                                   {screen_.pixel(area.x, area.y), area.width, area.height,
                                    screen_.view().stride}});
            }
            std::vector<MovedArea> hints;
            if (hinted) hints.push_back({before, after.x, after.y});
            const auto found = finder_.find(kept_.mutable_view(), grabbed, hints);
            EXPECT_EQ(kept_, screen_);
            if (!hinted) continue;
            std::int64_t others = 0;
            const auto copies = copies_in(found, others);
            EXPECT_LE(copies.size(), grabbed.size());
            std::int64_t copied = 0;
            for (const Region& copy : copies) copied += area_of(copy.area);
            EXPECT_GE(copied, area_of(after) * 95 / 100) << by.x << "," << by.y;
            EXPECT_LE(others, area_of(both) - area_of(after) + area_of(after) / 10);
        }
    }
}

TEST_F(MovedWindow, IsCopiedThoughAThousandSmallOnesMovedToo) {
    const Rect before = {160, 120, 300, 250};
    const Rect after = moved_by(before, {41, 62});
    show(before, {});
    begin();
    show(after, {});
    std::vector<MovedArea> hints;
    for (int i = 0; i < 1000; ++i) hints.push_back({{i % 600, i % 400, 40, 50}, i % 600, i % 401});
    hints[300] = {before, after.x, after.y};
    const Rect both = hull(before, after);
    const auto found = finder_.find(
        kept_.mutable_view(),
        {{both, {screen_.pixel(both.x, both.y), both.width, both.height, screen_.view().stride}}},
        hints);
    std::int64_t others = 0;
    const auto copies = copies_in(found, others);
    ASSERT_GE(copies.size(), 1U);
    EXPECT_EQ(copies[0].area, after);
    EXPECT_EQ(kept_, screen_);
}

// Photos that stood still, however often they were asked for, are no film, which is not searched.
TEST_F(MovedWindow, IsCopiedOverAPhotoThatStoodStill) {
    Picture photo(kSize.width, kSize.height);
    draw_photo(photo, whole_of(kSize), 7);
    const auto put = [&](const Rect& window) {
        draw_photo(screen_, whole_of(kSize), 1);
        for (int y = 0; y < window.height; ++y)
            std::memcpy(screen_.pixel(window.x, window.y + y), photo.pixel(0, y),
                        row_bytes(window.width));
    };
    const Rect window = {100, 80, 300, 250};
    put(window);
    for (int count = 0; count < 12; ++count) begin();
    for (int step = 1; step < 12; ++step) {
        const Rect now = moved_by(window, {9 * step, 5 * step});
        put(now);
        std::int64_t others = 0;
        const auto copies = copies_in(find({hull(now, moved_by(now, {-9, -5}))}), others);
        ASSERT_EQ(copies.size(), 1U) << step;
        EXPECT_EQ(copies[0].area, now);
        EXPECT_EQ(kept_, screen_);
    }
}

TEST_F(MovedWindow, IsCopiedIfItIsScrolled) {
    const Rect window = {101, 85, 400, 300};
    int dots = 1;
    for (const Move by : {Move{0, 57}, Move{0, -16}, Move{-120, 0}, Move{33, 0}}) {
        dots = 3 - dots;
        show(window, {}, dots);
        begin();
        show(window, by, dots);
        std::int64_t others = 0;
        const auto copies = copies_in(find({window}), others);
        ASSERT_EQ(copies.size(), 1U) << by.x << "," << by.y;
        EXPECT_EQ(copies[0].area.x - copies[0].source_x, by.x);
        EXPECT_EQ(copies[0].area.y - copies[0].source_y, by.y);
        EXPECT_TRUE(contains(window, copies[0].area));
        EXPECT_EQ(kept_, screen_);
        EXPECT_LE(others, (area_of(window) - area_of(copies[0].area)) * 3 / 2);
    }
}

// What fails to find a film again and again still finds the first step of a scroll beside it.
TEST_F(MovedWindow, IsCopiedIfItIsScrolledBesideAFilm) {
    const Rect window = {320, 40, 300, 400};
    const Rect film = {20, 60, 290, 350};
    show(window, {});
    begin();
    std::int64_t others = 0;
    for (int frame = 0; frame < 15; ++frame) {
        draw_photo(screen_, film, 10 + frame);
        EXPECT_TRUE(copies_in(find({film}), others).empty());
        EXPECT_EQ(others, area_of(film));
    }
    for (int frame = 0; frame < 20; ++frame) {
        show(window, {0, -16 * (frame + 1)});
        draw_photo(screen_, film, 40 + frame);
        ASSERT_EQ(copies_in(find({hull(film, window)}), others).size(), 1U) << frame;
        EXPECT_EQ(kept_, screen_);
    }
}

TEST_F(MovedWindow, KeepsWhatWasLossyOfIt) {
    draw_photo(screen_, whole_of(kSize), 1);
    begin();
    finder_.sent_exactly({0, 300, kSize.width, kSize.height - 300});
    // All goes down by 64: what came from the exact rows is still lossy, and what was is not lost.
    Picture before = screen_;
    draw_photo(screen_, whole_of(kSize), 2);
    for (int y = 64; y < kSize.height; ++y)
        std::memcpy(screen_.pixel(0, y), before.pixel(0, y - 64), row_bytes(kSize.width));
    std::int64_t others = 0;
    ASSERT_EQ(copies_in(find({whole_of(kSize)}), others).size(), 1U);
    for (const Rect& rect : finder_.lossy(whole_of(kSize))) EXPECT_LE(bottom_of(rect), 368);
    std::int64_t lossy = 0;
    for (const Rect& rect : finder_.lossy(whole_of(kSize))) lossy += area_of(rect);
    EXPECT_EQ(lossy, 364 * kSize.width);
}

// What is sent again as text is for who asked: others have it lossy as before.
TEST_F(MovedWindow, StaysLossyThoughARefreshIsExact) {
    draw_photo(screen_, whole_of(kSize), 1);
    begin();
    screen_.fill(whole_of(kSize), 9, 9, 9);
    finder_.classify(screen_.view(), {whole_of(kSize)});
    std::int64_t lossy = 0;
    for (const Rect& rect : finder_.lossy(whole_of(kSize))) lossy += area_of(rect);
    EXPECT_EQ(lossy, area_of(whole_of(kSize)));
}

TEST_F(RegionFinderTest, WhatIsClassifiedOnceIsNotRemembered) {
    draw_photo(screen_, whole_of(kSize), 1);
    begin();
    finder_.sent_exactly(whole_of(kSize));
    const auto is_picture = [](const Region& region) {
        return region.kind == Region::Kind::kPicture;
    };
    for (int times = 0; times < 2; ++times) {
        const auto once = finder_.classify_once(screen_.view(), {whole_of(kSize)});
        EXPECT_TRUE(std::all_of(once.begin(), once.end(), is_picture));
        EXPECT_TRUE(finder_.lossy(whole_of(kSize)).empty());
    }
    screen_.fill(whole_of(kSize), 9, 9, 9);
    finder_.classify_once(screen_.view(), {whole_of(kSize)});
    EXPECT_FALSE(finder_.is_exact(0, 0));
    finder_.classify(screen_.view(), {whole_of(kSize)});
    EXPECT_TRUE(finder_.is_exact(0, 0));
}

// A place where both alternate would be one JPEG and one PNG in turn.
TEST_F(RegionFinderTest, WhatLooksLikeBothKeepsItsKind) {
    const Rect place = {96, 96, 32, 16};
    for (const bool photo : {true, false}) {
        if (photo) {
            draw_photo(screen_, whole_of(kSize), 1);
        } else {
            draw_text(screen_, whole_of(kSize), 1);
        }
        begin();
        for (int seed = 0; seed < 5; ++seed) {
            // Flat, but for a few pixels that are a bit brighter.
            for (int y = 0; y < place.height; ++y) {
                for (int x = 0; x < place.width; ++x) {
                    const auto level =
                        static_cast<std::uint8_t>((x + 3 * y + seed) % 20 == 0 ? 105 : 100);
                    screen_.fill({place.x + x, place.y + y, 1, 1}, level, 100, 100);
                }
            }
            const auto found = find({place});
            ASSERT_EQ(found.regions.size(), 1U);
            EXPECT_EQ(found.regions[0].kind == Region::Kind::kPicture, photo) << seed;
        }
    }
}

}  // namespace
}  // namespace pixelflux
