// SPDX-License-Identifier: MPL-2.0
// Whatever happens on a desktop: a viewer that applies the regions in order has its picture.
#include <cstring>
#include <string>
#include <tuple>

#include <gtest/gtest.h>

#include "colours.h"
#include "desktop.h"
#include "region_finder.h"
#include "test_length.h"

namespace pixelflux {
namespace {

const int kFrames = truth_frames(300, 15);

// What a viewer has, and which of its pixels it has only nearly.
class Viewer {
public:
    explicit Viewer(Size size)
        : size_(size),
          pixels_(static_cast<std::size_t>(area_of(whole_of(size))), kNothing),
          lossy_(pixels_.size(), 0) {}

    void apply(const std::vector<Region>& regions, const PixelView& picture) {
        for (const Region& region : regions) {
            ASSERT_FALSE(is_empty(region.area));
            ASSERT_TRUE(contains(whole_of(size_), region.area));
            if (region.kind == Region::Kind::kCopy)
                copy(region);
            else
                draw(region, picture);
        }
    }

    void expect_to_show(const PixelView& picture) const {
        int wrong = 0;
        for (int y = 0; y < size_.height; ++y) {
            for (int x = 0; x < size_.width; ++x) {
                if (pixels_[index(x, y)] == colours_at(pixel_at(picture, x, y))) continue;
                if (++wrong == 1) ADD_FAILURE() << "wrong at " << x << "," << y;
            }
        }
        EXPECT_EQ(wrong, 0);
    }

    void expect_lossy_at_most(const std::vector<Rect>& rects) const {
        std::vector<std::uint8_t> left = lossy_;
        for (const Rect& rect : rects) {
            for (int y = rect.y; y < bottom_of(rect); ++y)
                std::memset(&left[index(rect.x, y)], 0, static_cast<std::size_t>(rect.width));
        }
        EXPECT_EQ(std::find(left.begin(), left.end(), 1), left.end());
    }

private:
    static constexpr std::uint32_t kNothing = ~kColours;

    std::size_t index(int x, int y) const {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width) +
               static_cast<std::size_t>(x);
    }

    void copy(const Region& region) {
        const Rect& to = region.area;
        const Rect from = {region.source_x, region.source_y, to.width, to.height};
        ASSERT_TRUE(contains(whole_of(size_), from));
        const auto width = static_cast<std::size_t>(to.width);
        for (int i = 0; i < to.height; ++i) {
            const int row = from.y < to.y ? to.height - 1 - i : i;
            const std::size_t target = index(to.x, to.y + row);
            const std::size_t source = index(from.x, from.y + row);
            std::memmove(&pixels_[target], &pixels_[source], width * sizeof pixels_[0]);
            std::memmove(&lossy_[target], &lossy_[source], width);
        }
    }

    void draw(const Region& region, const PixelView& picture) {
        const Rect& to = region.area;
        for (int y = to.y; y < bottom_of(to); ++y) {
            for (int x = to.x; x < right_of(to); ++x) {
                pixels_[index(x, y)] = colours_at(pixel_at(picture, x, y));
                lossy_[index(x, y)] = region.kind == Region::Kind::kPicture ? 1 : 0;
            }
        }
    }

    Size size_;
    std::vector<std::uint32_t> pixels_;
    std::vector<std::uint8_t> lossy_;
};

void expect_order(const std::vector<Region>& regions) {
    for (std::size_t i = 1; i < regions.size(); ++i)
        EXPECT_LE(regions[i - 1].kind, regions[i].kind);
    for (const Region& region : regions) {
        if (region.kind == Region::Kind::kExact) {
            EXPECT_LE(area_of(region.area), kExactRegionPixels);
        }
    }
}

enum class Hints { kNone, kTrue, kLies };

// A finder with what it is given, and a viewer that gets what it says.
class Truth {
public:
    Truth(Size size, Desktop::Pattern pattern, std::uint32_t seed)
        : size_(size),
          desktop_(size, pattern, seed),
          random_(seed),
          kept_(size.width, size.height, row_bytes(size.width) + 12),
          viewer_(size) {
        finder_.reset(size);
        put(desktop_.picture().view(), whole_of(size));
        viewer_.apply(finder_.classify(kept_.view(), {whole_of(size)}), kept_.view());
        viewer_.expect_to_show(desktop_.picture().view());
    }

    // Returns how many copies there were.
    int step(Hints hints) {
        std::vector<Rect> damage = desktop_.step();
        if (random_() % 8 == 0) damage = {whole_of(size_)};
        std::vector<Picture> pixels;
        std::vector<GrabbedArea> grabbed;
        pixels.reserve(damage.size());
        for (const Rect& area : damage) {
            pixels.push_back(grab(area));
            grabbed.push_back({area, pixels.back().view()});
        }
        const RegionFinder::Found found = finder_.find(kept_.mutable_view(), grabbed, hint(hints));
        if (found.adopt_grabbed) {
            EXPECT_EQ(grabbed.size(), 1U);
            EXPECT_EQ(grabbed.front().area, whole_of(size_));
            kept_ = std::move(pixels.front());
        }
        expect_order(found.regions);
        viewer_.apply(found.regions, kept_.view());
        viewer_.expect_to_show(desktop_.picture().view());
        viewer_.expect_lossy_at_most(finder_.lossy(whole_of(size_)));
        if (random_() % 32 == 0) refresh();
        int copies = 0;
        for (const Region& region : found.regions)
            copies += region.kind == Region::Kind::kCopy ? 1 : 0;
        return copies;
    }

private:
    Picture grab(const Rect& area) {
        Picture pixels(area.width, area.height, row_bytes(area.width) + 4 * (random_() % 3));
        for (int y = 0; y < area.height; ++y)
            std::memcpy(pixels.pixel(0, y), desktop_.picture().pixel(area.x, area.y + y),
                        row_bytes(area.width));
        for (int count = 0; count < 9; ++count)
            pixels.pixel(below(area.width), below(area.height))[3] ^= 0x55;
        return pixels;
    }

    void put(const PixelView& picture, const Rect& area) {
        for (int y = area.y; y < bottom_of(area); ++y)
            std::memcpy(kept_.pixel(area.x, y), pixel_at(picture, area.x, y),
                        row_bytes(area.width));
    }

    // Parts that did not change, which somebody asked for.
    void refresh() {
        const int x = below(size_.width);
        const int y = below(size_.height);
        const std::vector<Rect> areas = {{x, y, size_.width - x, size_.height - y}, {0, 0, 1, 1}};
        Viewer other(size_);
        const auto regions = finder_.classify(kept_.view(), areas);
        expect_order(regions);
        viewer_.apply(regions, kept_.view());
        viewer_.expect_to_show(desktop_.picture().view());
    }

    std::vector<MovedArea> hint(Hints hints) {
        if (hints == Hints::kNone) return {};
        if (hints == Hints::kTrue) return desktop_.moved();
        constexpr int kFar = std::numeric_limits<int>::max();
        constexpr int kNear = std::numeric_limits<int>::min();
        return {
            {{below(size_.width) - 40, below(size_.height) - 40, 1 + below(300), 1 + below(300)},
             below(size_.width),
             below(size_.height)},
            {{kNear, kNear, kFar, kFar}, kFar, kFar},
            {{kFar, kFar, kFar, kFar}, kNear, kNear},
            {{0, 0, size_.width, size_.height}, below(size_.width), -below(size_.height)}};
    }

    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

    Size size_;
    Desktop desktop_;
    std::mt19937 random_;
    Picture kept_;
    Viewer viewer_;
    RegionFinder finder_;
};

using Case = std::tuple<Desktop::Pattern, Hints>;

class RegionTruth : public testing::TestWithParam<Case> {};

TEST_P(RegionTruth, AViewerHasThePicture) {
    const auto [pattern, hints] = GetParam();
    constexpr Size kSizes[] = {{319, 197}, {33, 17}, {640, 100}, {1, 1}, {97, 401}};
    std::uint32_t seed = 1;
    // Most of the frames are those of the first size.
    for (const Size& size : kSizes) {
        const int share = seed == 1 ? kFrames : kFrames / 10;
        Truth truth(size, pattern, seed++);
        for (int frame = 0; frame < share && !HasFailure(); ++frame) {
            SCOPED_TRACE(testing::Message() << size.width << "x" << size.height << " " << frame);
            truth.step(hints);
        }
    }
}

const char* const kPatternNames[] = {"Type",   "Scroll",  "ScrollSideways", "Move",
                                     "Resize", "Overlay", "Film",           "All"};
const char* const kHintNames[] = {"", "Hinted", "LiedTo"};

INSTANTIATE_TEST_SUITE_P(
    , RegionTruth,
    testing::Combine(testing::Values(Desktop::Pattern::kType, Desktop::Pattern::kScroll,
                                     Desktop::Pattern::kScrollSideways, Desktop::Pattern::kMove,
                                     Desktop::Pattern::kResize, Desktop::Pattern::kOverlay,
                                     Desktop::Pattern::kFilm, Desktop::Pattern::kAll),
                     testing::Values(Hints::kNone, Hints::kTrue, Hints::kLies)),
    [](const testing::TestParamInfo<Case>& tried) {
        return std::string(kPatternNames[static_cast<int>(std::get<0>(tried.param))]) +
               kHintNames[static_cast<int>(std::get<1>(tried.param))];
    });

TEST(RegionTruthOfALargePicture, HoldsToo) {
    Truth truth({1919, 1079}, Desktop::Pattern::kAll, 5);
    for (int frame = 0; frame < 12; ++frame) truth.step(Hints::kTrue);
}

}  // namespace
}  // namespace pixelflux
