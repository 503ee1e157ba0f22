// SPDX-License-Identifier: MPL-2.0
// What each step from grabbed pixels to copies, photos and exact pixels costs one thread alone, at
// 1920x1080, beside memcmp and memcpy of the same pixels:
//
//   regions_bench ROUNDS
//
// Prints "MILLISECONDS NAME", the median processor time of a call, and for whole frames what was
// found. Each call works on other memory than the one before it, since pixels come from elsewhere.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include <xxhash.h>

#include "best_area.h"
#include "copy_area.h"
#include "cpu_time.h"
#include "needle_search.h"
#include "rectangle_merge.h"
#include "region_finder.h"
#include "scroll_search.h"

namespace {

using namespace pixelflux;

constexpr Size kScreen = {1920, 1080};
constexpr Rect kWindow = {300, 100, 1200, 800};
constexpr Rect kSmallWindow = {500, 300, 640, 480};
constexpr int kCopies = 8;  // more than the second level cache holds

std::uint32_t scrambled(std::uint32_t bits) {
    bits = (bits ^ bits >> 7) * 2654435761U;
    return (bits ^ bits >> 15) * 2246822519U;
}

enum class Show { kText, kPhoto };

// Lines of antialiased glyphs, or soft steps. What stands at (x, y) follows from both and `seed`.
std::uint32_t shown(Show what, int x, int y, std::uint32_t seed) {
    const auto place = [&](int across, int down) {
        return scrambled(static_cast<std::uint32_t>(x / across) * 7919U +
                         static_cast<std::uint32_t>(y / down) * 104729U + seed);
    };
    if (what == Show::kPhoto) {
        const std::uint32_t level =
            60 + static_cast<std::uint32_t>(x + y) / 30 % 100 + (place(1, 1) >> 29);
        return level | (level + 20) << 8 | (level + 40) << 16;
    }
    const bool blank = y % 16 >= 11 || place(24, 16) % 4 == 0;
    const std::uint32_t ink = place(1, 2) >> 29;
    const std::uint32_t level = blank || ink > 3 ? 255 : 60 * ink;
    return level * 0x010101U;
}

class Pixels {
public:
    explicit Pixels(Size size) : size_(size), bytes_(picture_bytes(size)) {}
    MutablePixelView view() {
        return {bytes_.data(), size_.width, size_.height, row_bytes(size_.width)};
    }
    void draw(const Rect& area, Show what, Move by, std::uint32_t seed) {
        for (int y = area.y; y < bottom_of(area); ++y) {
            for (int x = area.x; x < right_of(area); ++x) {
                const std::uint32_t pixel =
                    shown(what, x - area.x - by.x + 4096, y - area.y - by.y + 4096, seed);
                std::memcpy(pixel_at(view(), x, y), &pixel, sizeof pixel);
            }
        }
    }
    GrabbedArea grabbed(const Rect& area) {
        return {
            area,
            {pixel_at(view(), area.x, area.y), area.width, area.height, row_bytes(size_.width)}};
    }

private:
    Size size_;
    std::vector<std::uint8_t> bytes_;
};

int rounds = 0;

void measure(const std::string& name, const std::function<void(int)>& prepare,
             const std::function<void(int)>& call) {
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        prepare(round % kCopies);
        const double start = cpu_millis();
        call(round % kCopies);
        times.push_back(cpu_millis() - start);
    }
    std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
    std::printf("%.4f %s\n", times[static_cast<std::size_t>(rounds / 2)], name.c_str());
    std::fflush(stdout);
}

void nothing(int) {}

// Some pairs of pictures: before and now.
struct Pairs {
    explicit Pairs(const std::function<void(Pixels& before, Pixels& now)>& draw) {
        Pixels one(kScreen);
        Pixels other(kScreen);
        draw(one, other);
        before.assign(kCopies, one);
        now.assign(kCopies, other);
    }
    std::vector<Pixels> before;
    std::vector<Pixels> now;
};

long sum = 0;  // so that no call is left out

void measure_comparing() {
    const auto draw = [](bool differs) {
        return [differs](Pixels& before, Pixels& now) {
            before.draw(whole_of(kScreen), Show::kText, {}, 1);
            now.draw(whole_of(kScreen), Show::kText, {}, 1);
            if (differs) now.draw(whole_of(kScreen), Show::kPhoto, {}, 1);
        };
    };
    ChangeMap changes;
    changes.reset(TileGrid(kScreen));
    const Rect all = {0, 0, changes.grid().columns(), changes.grid().rows()};
    for (const bool differs : {false, true}) {
        Pairs pairs(draw(differs));
        const std::string what = differs ? "different" : "equal";
        measure("compare " + what, nothing, [&](int i) {
            const auto at = static_cast<std::size_t>(i);
            changes.compare(all, {pairs.now[at].grabbed(whole_of(kScreen))},
                            pairs.before[at].view());
        });
        if (differs) break;
        measure("memcmp equal", nothing, [&](int i) {
            const auto at = static_cast<std::size_t>(i);
            sum += std::memcmp(pairs.now[at].view().data, pairs.before[at].view().data,
                               picture_bytes(kScreen));
        });
        measure("XXH3 by tile", nothing, [&](int i) {
            const PixelView view = pairs.now[static_cast<std::size_t>(i)].view();
            for (int row = 0; row < all.height; ++row) {
                for (int column = 0; column < all.width; ++column) {
                    const Rect tile = changes.grid().area(column, row);
                    std::uint64_t hash = 0;
                    for (int y = tile.y; y < bottom_of(tile); ++y)
                        hash = XXH3_64bits_withSeed(pixel_at(view, tile.x, y),
                                                    row_bytes(tile.width), hash);
                    sum += static_cast<long>(hash & 1U);
                }
            }
        });
        measure("memcpy", nothing, [&](int i) {
            const auto at = static_cast<std::size_t>(i);
            std::memcpy(pairs.now[at].view().data, pairs.before[at].view().data,
                        picture_bytes(kScreen));
        });
    }
}

void measure_moving() {
    for (const Move by : {Move{0, 57}, Move{57, 0}, Move{31, -17}}) {
        const std::string name =
            " by " + std::to_string(by.x) + "," + std::to_string(by.y) + " of 1200x800";
        Pairs pairs([&](Pixels& before, Pixels& now) {
            before.draw(kWindow, Show::kText, {}, 1);
            now.draw(kWindow, Show::kText, by, 1);
        });
        Pairs fresh = pairs;
        ChangeMap changes;
        changes.reset(TileGrid(kScreen));
        changes.compare(tiles_of(kWindow), {pairs.now[0].grabbed(kWindow)}, pairs.before[0].view());
        GrabbedArea grabbed;
        const auto place = [&](int i) -> SearchPlace {
            grabbed = pairs.now[static_cast<std::size_t>(i)].grabbed(kWindow);
            return {&grabbed, kWindow,
                    [&](int column, int row) { return changes.has_changed(column, row); }};
        };
        const auto kept = [&](int i) { return pairs.before[static_cast<std::size_t>(i)].view(); };
        const auto count = [&](Move found) { sum += found == by ? 1 : 0; };
        measure("votes of rows," + name, nothing,
                [&](int i) { count(find_vertical_scroll(kept(i), place(i))); });
        measure("votes of columns," + name, nothing,
                [&](int i) { count(find_horizontal_scroll(kept(i), place(i))); });
        measure("needles," + name, nothing, [&](int i) { count(find_move(kept(i), place(i))); });
        BestArea best;
        measure("best area," + name, nothing, [&](int i) {
            place(i);
            best = best_area(kept(i), grabbed, kWindow, by, changes);
        });
        const auto restore = [&](int i) {
            const auto at = static_cast<std::size_t>(i);
            std::memcpy(kept(i).data, fresh.before[at].view().data, picture_bytes(kScreen));
        };
        measure("copy and compare," + name, restore, [&](int i) {
            place(i);
            copy_area(kept(i), {grabbed}, 0, best.area, by, changes);
        });
        measure("memmove, then memcmp," + name, restore, [&](int i) {
            place(i);
            const Rect& to = best.area;
            for (int row = 0; row < to.height; ++row) {
                const int y = by.y > 0 ? bottom_of(to) - 1 - row : to.y + row;
                std::memmove(pixel_at(kept(i), to.x, y), pixel_at(kept(i), to.x - by.x, y - by.y),
                             row_bytes(to.width));
                sum += std::memcmp(pixel_at(kept(i), to.x, y), pixel_at(grabbed, to.x, y),
                                   row_bytes(to.width));
            }
        });
    }
}

void measure_sorting() {
    for (const Show what : {Show::kText, Show::kPhoto}) {
        const std::string name = what == Show::kText ? ", text" : ", photo";
        Pairs pairs([&](Pixels& before, Pixels& now) {
            before.draw(whole_of(kScreen), what, {}, 1);
            now.draw(whole_of(kScreen), what, {}, 2);
        });
        ChangeMap changes;
        ContentMap contents;
        LossyMap lossy;
        changes.reset(TileGrid(kScreen));
        lossy.reset(TileGrid(kScreen));
        changes.add(whole_of(kScreen));
        measure(
            "text or picture, 1920x1080" + name, [&](int) { contents.reset(TileGrid(kScreen)); },
            [&](int i) { contents.judge(pairs.now[static_cast<std::size_t>(i)].view(), changes); });
        measure("merge, 1920x1080" + name, nothing, [&](int) {
            for (const Content content : {Content::kPicture, Content::kExact}) {
                sum += static_cast<long>(
                    RectangleMerge(content, changes, contents, lossy).rectangles().size());
            }
        });
    }
}

// A frame from the grab on, and what it became.
void measure_frames(const std::string& name, const std::vector<Rect>& areas,
                    const std::function<void(Pixels&, int frame)>& draw) {
    RegionFinder finder;
    finder.reset(kScreen);
    std::vector<Pixels> screens(kCopies, Pixels(kScreen));
    for (int i = 0; i < kCopies; ++i) {
        screens[static_cast<std::size_t>(i)].draw(whole_of(kScreen), Show::kText, {}, 9);
        draw(screens[static_cast<std::size_t>(i)], i);
    }
    Pixels kept = screens[kCopies - 1];
    finder.classify(kept.view(), {whole_of(kScreen)});
    std::int64_t pixels[3] = {};
    std::int64_t regions[3] = {};
    RegionFinder::Found found;
    measure(name, nothing, [&](int i) {
        std::vector<GrabbedArea> grabbed;
        for (const Rect& area : areas)
            grabbed.push_back(screens[static_cast<std::size_t>(i)].grabbed(area));
        found = finder.find(kept.view(), grabbed, {});
        if (found.adopt_grabbed) kept = screens[static_cast<std::size_t>(i)];
        for (const Region& region : found.regions) {
            pixels[static_cast<int>(region.kind)] += area_of(region.area);
            ++regions[static_cast<int>(region.kind)];
        }
    });
    const char* const kinds[] = {"copies", "pictures", "exact"};
    for (int kind = 0; kind < 3; ++kind)
        std::printf("    a frame: %.1f %s of %.0f pixels in all\n",
                    static_cast<double>(regions[kind]) / rounds, kinds[kind],
                    static_cast<double>(pixels[kind]) / rounds);
}

void measure_whole_frames() {
    measure_frames("a glyph", {{700, 400, 32, 32}}, [](Pixels& screen, int frame) {
        screen.draw({706, 407, 9, 13}, Show::kPhoto, {}, static_cast<std::uint32_t>(frame));
    });
    for (const int step : {16, 57, 120}) {
        measure_frames(
            "scroll by " + std::to_string(step) + ", 1200x800 of text", {kWindow},
            [step](Pixels& screen, int frame) {
                screen.draw(kWindow, Show::kText, {0, step * (4 - std::abs(4 - frame))}, 1);
            });
    }
    measure_frames(
        "640x480 window of a photo, dragged", {{480, 280, 800, 640}},
        [](Pixels& screen, int frame) {
            const int way = 4 - std::abs(4 - frame);
            screen.draw(moved_by(kSmallWindow, {23 * way, 13 * way}), Show::kPhoto, {}, 1);
        });
    measure_frames("film, 1920x1080", {whole_of(kScreen)}, [](Pixels& screen, int frame) {
        screen.draw(whole_of(kScreen), Show::kPhoto, {}, static_cast<std::uint32_t>(frame));
    });
}

}  // namespace

int main(int count, char** arguments) {
    rounds = count == 2 ? std::atoi(arguments[1]) : 0;
    if (rounds < 1) {
        std::fprintf(stderr, "usage: regions_bench ROUNDS\n");
        return EXIT_FAILURE;
    }
    try {
        measure_comparing();
        measure_moving();
        measure_sorting();
        measure_whole_frames();
        return sum == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return EXIT_FAILURE;
    }
}
