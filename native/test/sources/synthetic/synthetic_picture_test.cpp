// SPDX-License-Identifier: MPL-2.0
// What every pattern promises, row by row; and what each of them promises beyond that.
#include "synthetic_picture.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <ostream>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "band_set.h"
#include "rect.h"
#include "synthetic_glyph.h"
#include "test_length.h"

namespace pixelflux {
namespace {

constexpr int kSteps = 200;

Settings settings_for(SyntheticPattern pattern, double change, std::int64_t seed = 7) {
    Settings settings;
    settings.source = SourceKind::kSynthetic;
    settings.synthetic_pattern = pattern;
    settings.synthetic_change = change;
    settings.synthetic_seed = seed;
    return settings;
}

// The whole region at one step, drawn afresh.
class Drawn {
public:
    Drawn(const Settings& settings, const Rect& region, std::int64_t step)
        : Drawn(*make_synthetic_picture(settings, region), region, step) {}
    Drawn(const SyntheticPicture& picture, const Rect& region, std::int64_t step)
        : stride_(static_cast<std::size_t>(region.width) * kBytesPerPixel),
          height_(region.height),
          bytes_(stride_ * static_cast<std::size_t>(region.height), 0xAB) {
        for (int y = 0; y < region.height; ++y)
            picture.draw_row({0, region.width}, y, step, bytes_.data() + at(y));
    }

    const std::uint8_t* row(int y) const { return bytes_.data() + at(y); }
    const std::uint8_t* pixel(int x, int y) const { return row(y) + kBytesPerPixel * x; }
    bool row_differs(const Drawn& other, int y) const {
        return std::memcmp(row(y), other.row(y), stride_) != 0;
    }
    bool differs_in(const Drawn& other, int first, int end) const {
        for (int y = std::max(first, 0); y < std::min(end, height_); ++y)
            if (row_differs(other, y)) return true;
        return false;
    }
    bool differs_beside(const Drawn& other, const Rect& rect) const {
        const std::size_t left = row_bytes(rect.x);
        const std::size_t right = row_bytes(right_of(rect));
        for (int y = rect.y; y < bottom_of(rect); ++y) {
            if (std::memcmp(row(y), other.row(y), left) != 0 ||
                std::memcmp(row(y) + right, other.row(y) + right, stride_ - right) != 0)
                return true;
        }
        return false;
    }
    friend bool operator==(const Drawn& a, const Drawn& b) { return a.bytes_ == b.bytes_; }

private:
    std::size_t at(int y) const { return static_cast<std::size_t>(y) * stride_; }

    std::size_t stride_;
    int height_;
    std::vector<std::uint8_t> bytes_;
};

struct Case {
    SyntheticPattern pattern;
    const char* name;
};
void PrintTo(const Case& pattern, std::ostream* out) { *out << pattern.name; }

const Case kPatterns[] = {
    {SyntheticPattern::kShift, "shift"},       {SyntheticPattern::kScroll, "scroll"},
    {SyntheticPattern::kWindow, "window"},     {SyntheticPattern::kNoise, "noise"},
    {SyntheticPattern::kText, "text"},         {SyntheticPattern::kChart, "chart"},
    {SyntheticPattern::kScroll57, "scroll57"}, {SyntheticPattern::kScroll120, "scroll120"},
    {SyntheticPattern::kSideways, "sideways"}, {SyntheticPattern::kFilm, "film"},
    {SyntheticPattern::kDrag, "drag"},
};

class SyntheticPictures : public testing::TestWithParam<std::tuple<Case, Rect>> {
protected:
    SyntheticPattern pattern() const { return std::get<0>(GetParam()).pattern; }
    Rect region() const { return std::get<1>(GetParam()); }
    bool is_still() const { return pattern() == SyntheticPattern::kChart; }
    bool has_window() const {
        return pattern() == SyntheticPattern::kWindow || pattern() == SyntheticPattern::kDrag;
    }
};

TEST_P(SyntheticPictures, ChangeInTheReportedPartAndNowhereElse) {
    const int steps = test_length(kSteps, kSteps / 4);
    for (const double change : {5.0, 30.0, 100.0}) {
        const auto picture = make_synthetic_picture(settings_for(pattern(), change), region());
        Drawn before(*picture, region(), 0);
        for (std::int64_t step = 1; step < steps; ++step) {
            Drawn now(*picture, region(), step);
            const Rect part = picture->changed(step);
            ASSERT_TRUE(contains({0, 0, region().width, region().height}, part));
            ASSERT_FALSE(now.differs_in(before, 0, part.y)) << "step " << step;
            ASSERT_FALSE(now.differs_beside(before, part)) << "step " << step;
            ASSERT_FALSE(now.differs_in(before, bottom_of(part), region().height))
                << "step " << step;
            BandSet bands(bands_in(region().height));
            bands.set_rows(part.y, part.height);
            for (int band = 0; band < bands.count(); ++band) {
                if (!bands.test(band)) continue;
                ASSERT_TRUE(now.differs_in(before, band * kBandHeight, (band + 1) * kBandHeight))
                    << "step " << step << ", band " << band;
            }
            std::swap(before, now);
        }
    }
}

TEST_P(SyntheticPictures, AreTheSameDrawnInPieces) {
    const auto picture = make_synthetic_picture(settings_for(pattern(), 50), region());
    const Drawn whole(*picture, region(), 9);
    for (int y = 0; y < region().height; ++y) {
        for (int x = 0, width = 1 + y % 7; x < region().width; x += width, width += 3) {
            const Columns columns = {x, std::min(width, region().width - x)};
            std::vector<std::uint8_t> piece(row_bytes(columns.width));
            picture->draw_row(columns, y, 9, piece.data());
            ASSERT_EQ(std::memcmp(piece.data(), whole.pixel(x, y), piece.size()), 0)
                << x << "," << y;
        }
    }
}

TEST_P(SyntheticPictures, KeepMoving) {
    const bool fills_the_region = has_window() && region().width == 1 && region().height == 1;
    const auto picture = make_synthetic_picture(settings_for(pattern(), 10), region());
    for (std::int64_t step = 0; step < kSteps; ++step) {
        ASSERT_EQ(!is_empty(picture->changed(step)), !is_still() && !fills_the_region)
            << "step " << step;
    }
}

TEST_P(SyntheticPictures, AreStillWhenNothingIsToChange) {
    const auto picture = make_synthetic_picture(settings_for(pattern(), 0), region());
    const Drawn first(*picture, region(), 0);
    for (std::int64_t step = 0; step < kSteps; ++step) {
        ASSERT_TRUE(is_empty(picture->changed(step)));
    }
    EXPECT_TRUE(Drawn(*picture, region(), kSteps) == first);
}

TEST_P(SyntheticPictures, DependOnSeedPlaceAndStepAlone) {
    const Settings settings = settings_for(pattern(), 30);
    const auto picture = make_synthetic_picture(settings, region());
    const Drawn late(*picture, region(), 1000000007);
    const Drawn early(*picture, region(), 3);
    EXPECT_TRUE(Drawn(settings, region(), 3) == early);
    EXPECT_TRUE(Drawn(settings, region(), 1000000007) == late);
}

INSTANTIATE_TEST_SUITE_P(All, SyntheticPictures,
                         testing::Combine(testing::ValuesIn(kPatterns),
                                          testing::Values(Rect{0, 0, 33, 17}, Rect{5, 7, 101, 77},
                                                          Rect{0, 0, 1, 1}, Rect{3, 250, 1, 90},
                                                          Rect{32767, 32767, 90, 1},
                                                          Rect{100, 20, 640, 360})),
                         [](const testing::TestParamInfo<SyntheticPictures::ParamType>& instance) {
                             const Rect region = std::get<1>(instance.param);
                             return std::get<0>(instance.param).name +
                                    std::to_string(region.width) + "x" +
                                    std::to_string(region.height);
                         });

class SyntheticPatterns : public testing::TestWithParam<Case> {};

TEST_P(SyntheticPatterns, LookDifferentWithAnotherSeed) {
    const Rect region{0, 0, 640, 360};
    const Drawn one(settings_for(GetParam().pattern, 30, 1), region, 9);
    const Drawn other(settings_for(GetParam().pattern, 30, 2), region, 9);
    EXPECT_FALSE(one == other);
    if (GetParam().pattern == SyntheticPattern::kChart) {
        EXPECT_FALSE(one.differs_in(other, 0, 256));
        EXPECT_FALSE(one.differs_in(other, 320, 360));
    }
}

// Without moving rows, since these are in the middle of each region.
TEST_P(SyntheticPatterns, AreAWindowOntoOnePicture) {
    const Settings settings = settings_for(GetParam().pattern, 0);
    const Drawn whole(settings, {3, 5, 640, 360}, 4);
    const Drawn part(settings, {116, 205, 101, 77}, 4);
    for (int y = 0; y < 77; ++y)
        ASSERT_EQ(std::memcmp(part.row(y), whole.pixel(113, 200 + y), 101 * kBytesPerPixel), 0);
}

INSTANTIATE_TEST_SUITE_P(All, SyntheticPatterns, testing::ValuesIn(kPatterns),
                         [](const testing::TestParamInfo<Case>& instance) {
                             return instance.param.name;
                         });

bool same_pixels(const std::uint8_t* a, const std::uint8_t* b, int count) {
    return std::memcmp(a, b, static_cast<std::size_t>(count) * kBytesPerPixel) == 0;
}

// Whether no pixel of row `y` looks the same in both.
bool all_differ(const Drawn& a, const Drawn& b, int y, int width) {
    for (int x = 0; x < width; ++x)
        if (same_pixels(a.pixel(x, y), b.pixel(x, y), 1)) return false;
    return true;
}

TEST(SyntheticPictureScroll, GoesUpByItsPixelsInEachStep) {
    const Rect region{13, 9, 333, 300};
    const std::pair<SyntheticPattern, int> patterns[] = {{SyntheticPattern::kScroll, 16},
                                                         {SyntheticPattern::kScroll57, 57},
                                                         {SyntheticPattern::kScroll120, 120}};
    for (const auto& [pattern, pixels] : patterns) {
        const Settings settings = settings_for(pattern, 50);
        const RowRun moving = moving_rows(settings, region);
        ASSERT_GT(moving.height, pixels);
        for (int step = 0; step < 20; ++step) {
            const Drawn now(settings, region, step);
            const Drawn next(settings, region, step + 1);
            for (int y = moving.y; y < moving.y + moving.height; ++y) {
                ASSERT_TRUE(all_differ(next, now, y, 333)) << pixels << ", row " << y;
                if (contains(moving, y + pixels)) {
                    ASSERT_TRUE(same_pixels(next.row(y), now.row(y + pixels), 333)) << pixels;
                }
            }
        }
    }
}

TEST(SyntheticPictureSideways, GoesToTheLeftByTwoCharactersInEachStep) {
    const Rect region{13, 9, 333, 100};
    const Settings settings = settings_for(SyntheticPattern::kSideways, 50);
    const RowRun moving = moving_rows(settings, region);
    for (int step = 0; step < 20; ++step) {
        const Drawn now(settings, region, step);
        const Drawn next(settings, region, step + 1);
        for (int y = moving.y; y < moving.y + moving.height; ++y) {
            ASSERT_TRUE(all_differ(next, now, y, 333)) << y;
            ASSERT_TRUE(same_pixels(next.row(y), now.pixel(16, y), 333 - 16)) << y;
        }
    }
}

TEST(SyntheticPictureFilm, RunsBesideScrolledText) {
    const Rect region{13, 9, 334, 100};
    const Settings settings = settings_for(SyntheticPattern::kFilm, 50);
    const Settings scroll = settings_for(SyntheticPattern::kScroll, 50);
    const RowRun moving = moving_rows(settings, region);
    const int film = 334 - 111;  // a third of the region, rounded down
    int moved = 0;
    for (int step = 0; step < 20; ++step) {
        const Drawn now(settings, region, step);
        const Drawn next(settings, region, step + 1);
        const Drawn text(scroll, region, step);
        for (int y = 0; y < 100; ++y) {
            ASSERT_TRUE(same_pixels(now.row(y), text.row(y), film)) << y;
            ASSERT_EQ(now.row_differs(text, y), contains(moving, y)) << y;
            if (!contains(moving, y)) continue;
            // Grain of each step's own: no picture is the one before, moved.
            for (int x = film; x < 334 - 2; ++x)
                moved += same_pixels(next.pixel(x, y), now.pixel(x + 2, y), 1) ? 1 : 0;
            const std::uint8_t* pixel = now.pixel(film, y);
            ASSERT_LE(std::abs(pixel[1] - pixel[2]), 16 + 2 * 8) << "as grey as the blocks are";
        }
    }
    EXPECT_LT(moved, 20 * moving.height * 109 / 100) << "of as many pixels, less than one in 100";
}

// The rectangle that holds every pixel in which the two differ.
Rect difference(const Drawn& a, const Drawn& b, Size size) {
    int left = size.width, top = size.height, right = 0, bottom = 0;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            if (std::memcmp(a.pixel(x, y), b.pixel(x, y), kBytesPerPixel) == 0) continue;
            left = std::min(left, x);
            top = std::min(top, y);
            right = std::max(right, x + 1);
            bottom = std::max(bottom, y + 1);
        }
    }
    return {left, top, right - left, bottom - top};
}

TEST(SyntheticPictureWindow, BouncesBetweenTheEdges) {
    const Rect region{0, 0, 300, 100};
    const Settings settings = settings_for(SyntheticPattern::kWindow, 30);
    // Without rows to move there is no window.
    const Drawn desktop(settings_for(SyntheticPattern::kWindow, 0), region, 0);
    const auto place = [&](int step) {
        return difference(Drawn(settings, region, step), desktop, {300, 100});
    };
    // 200 pixels of room across are 25 steps; 70 down are 17 and one of two pixels.
    EXPECT_EQ(place(0), (Rect{0, 0, 100, 30}));
    EXPECT_EQ(place(1), (Rect{8, 4, 100, 30}));
    EXPECT_EQ(place(17), (Rect{136, 68, 100, 30}));
    EXPECT_EQ(place(18), (Rect{144, 70, 100, 30}));
    EXPECT_EQ(place(19), (Rect{152, 68, 100, 30}));
    EXPECT_EQ(place(25), (Rect{200, 44, 100, 30}));
    EXPECT_EQ(place(26), (Rect{192, 40, 100, 30}));
    EXPECT_EQ(place(36), (Rect{112, 0, 100, 30}));
}

TEST(SyntheticPictureDrag, MovesTheWindowsPixelsOverAPage) {
    const Rect region{5, 3, 302, 202};
    const Settings settings = settings_for(SyntheticPattern::kDrag, 50);
    const Drawn page(settings_for(SyntheticPattern::kText, 0), region, 0);
    const Drawn first(settings, region, 0);
    const Size window{100, 101};
    ASSERT_EQ(difference(first, page, {302, 202}), (Rect{0, 0, window.width, window.height}));
    // 202 pixels of room across are 15 steps of 13 and one of 7; 101 down are 14 of 7 and one of 3.
    const std::pair<int, Rect> places[] = {
        {1, {13, 7, 100, 101}},    {14, {182, 98, 100, 101}}, {15, {195, 101, 100, 101}},
        {16, {202, 98, 100, 101}}, {17, {195, 91, 100, 101}}, {32, {0, 14, 100, 101}},
    };
    for (const auto& [step, place] : places) {
        const Drawn now(settings, region, step);
        ASSERT_EQ(difference(now, page, {302, 202}), place) << "step " << step;
        for (int y = 0; y < window.height; ++y) {
            ASSERT_TRUE(
                same_pixels(now.pixel(place.x, place.y + y), first.pixel(0, y), window.width))
                << "step " << step << ", row " << y;
        }
    }
}

TEST(SyntheticPictureDrag, HasTextOnTheLeftAndAPhotographOnTheRight) {
    const Drawn drawn(settings_for(SyntheticPattern::kDrag, 50), {0, 0, 302, 202}, 0);
    std::set<std::vector<int>> colors[2];
    for (int y = 20; y < 100; ++y) {
        for (int x = 1; x < 99; ++x) {
            const std::uint8_t* pixel = drawn.pixel(x, y);
            colors[x < 50 ? 0 : 1].insert({pixel[0], pixel[1], pixel[2]});
        }
    }
    EXPECT_LE(colors[0].size(), 18u) << "two papers and sixteen inks";
    EXPECT_GT(colors[1].size(), 1000u);
}

TEST(SyntheticPictureText, TypesAlongTheMovingLinesAndBeginsAgain) {
    // Columns 1 ... 4 and lines 2 ... 4 of the page; the moving rows are 36 ... 67 of the source.
    const Rect region{12, 20, 24, 64};
    const Settings settings = settings_for(SyntheticPattern::kText, 50);
    const auto typed = [&](int step) {
        return difference(Drawn(settings, region, step), Drawn(settings, region, step - 1),
                          {24, 64});
    };
    for (const int round : {0, 12, 24}) {
        EXPECT_EQ(typed(round + 1), (Rect{4, 16, 8, 12})) << round;
        EXPECT_EQ(typed(round + 3), (Rect{20, 16, 4, 12})) << round;
        EXPECT_EQ(typed(round + 4), (Rect{0, 28, 4, 16})) << round;
        EXPECT_EQ(typed(round + 5), (Rect{4, 28, 8, 16})) << round;
        EXPECT_EQ(typed(round + 11), (Rect{20, 44, 4, 4})) << round;
        EXPECT_EQ(typed(round + 12), (Rect{0, 16, 4, 12})) << round;
    }
}

TEST(SyntheticPictureNoise, IsNewInEachStep) {
    const Rect region{0, 0, 64, 64};
    const Settings settings = settings_for(SyntheticPattern::kNoise, 100);
    const Drawn a(settings, region, 5);
    const Drawn b(settings, region, 6);
    int same = 0;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            same += std::memcmp(a.pixel(x, y), b.pixel(x, y), kBytesPerPixel) == 0 ? 1 : 0;
    EXPECT_LE(same, 1);
}

TEST(SyntheticPictureChart, ShowsBarsGreysAndOnePixelLines) {
    const Drawn chart(settings_for(SyntheticPattern::kChart, 100), {0, 0, 640, 360}, 0);
    const auto bgr = [&](int x, int y) {
        const std::uint8_t* pixel = chart.pixel(x, y);
        return std::vector<int>{pixel[0], pixel[1], pixel[2]};
    };
    using Bgr = std::vector<int>;
    EXPECT_EQ(bgr(63, 0), (Bgr{255, 255, 255}));
    EXPECT_EQ(bgr(64, 63), (Bgr{0, 255, 255}));
    EXPECT_EQ(bgr(511, 0), (Bgr{0, 0, 0}));
    EXPECT_EQ(bgr(512, 320), (Bgr{255, 255, 255}));
    EXPECT_EQ(bgr(2, 64), (Bgr{1, 1, 1}));
    EXPECT_EQ(bgr(511, 127), (Bgr{255, 255, 255}));
    EXPECT_EQ(bgr(8, 128), (Bgr{0, 0, 0}));
    EXPECT_EQ(bgr(9, 191), (Bgr{0, 0, 255}));
    EXPECT_EQ(bgr(9, 192), (Bgr{255, 0, 0}));
    EXPECT_EQ(bgr(10, 255), (Bgr{0, 0, 0}));
    std::set<Bgr> text;
    for (int y = 256; y < 320; ++y)
        for (int x = 0; x < 640; ++x) text.insert(bgr(x, y));
    EXPECT_EQ(text, (std::set<Bgr>{{0, 0, 0}, {0, 0, 255}}));
}

TEST(SyntheticPictureGlyphs, LookDifferent) {
    std::set<std::vector<int>> shapes;
    for (int glyph = 0; glyph < 256; ++glyph) {
        std::vector<int> rows;
        for (int row = 0; row < kGlyphHeight; ++row)
            rows.push_back(glyph_row(static_cast<std::uint8_t>(glyph), row));
        shapes.insert(rows);
    }
    EXPECT_EQ(shapes.size(), 256u);
}

TEST(SyntheticPictureGlyphs, HaveNoColorInTwoTones) {
    std::set<std::vector<int>> colors[4];
    for (int tone = 0; tone < 4; ++tone) {
        for (std::uint64_t hash = 0; hash < 256; ++hash) {
            const TextCell cell = text_cell(1, hash, tone);
            for (const Pixel& pixel : {cell.ink, cell.paper})
                colors[tone].insert({pixel.blue, pixel.green, pixel.red});
        }
        for (int other = 0; other < tone; ++other)
            for (const std::vector<int>& color : colors[tone])
                EXPECT_EQ(colors[other].count(color), 0u);
    }
}

}  // namespace
}  // namespace pixelflux
