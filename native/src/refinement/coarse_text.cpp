// SPDX-License-Identifier: MPL-2.0
#include "coarse_text.h"

#include <algorithm>

#include "rect.h"

namespace pixelflux {
namespace {

// A scroll uncovers text beside what it copies; blank rows may lie between.
constexpr int kNear = 32;

// What scrolls so fast that more than a third of it is new costs more exactly than as an image.
constexpr std::int64_t kNewShare = 3;

// Of what comes again, so much did in each of the last frames: four of five tiles or more.
constexpr std::int64_t kAgain = 4;
constexpr std::int64_t kOfAll = 5;

bool is_near(const Rect& a, const Rect& b) {
    return !is_empty(
        intersection({a.x - kNear, a.y - kNear, a.width + 2 * kNear, a.height + 2 * kNear}, b));
}

// The text of those that lie near each other, copies among them; empty if the copies are most of
// it. Takes them out of `open`.
std::vector<CoarseText::Part*> take_new(std::vector<CoarseText::Part*>& open) {
    std::vector<CoarseText::Part*> group = {open.back()};
    open.pop_back();
    for (std::size_t i = 0; i < group.size(); ++i) {
        const auto near = std::partition(open.begin(), open.end(), [&](const auto* other) {
            return !is_near(group[i]->area, other->area);
        });
        group.insert(group.end(), near, open.end());
        open.erase(near, open.end());
    }
    std::int64_t all = 0;
    std::int64_t fresh = 0;
    for (const CoarseText::Part* part : group) {
        all += area_of(part->area);
        fresh += part->copied ? 0 : area_of(part->area);
    }
    if (fresh * kNewShare <= all) return {};
    group.erase(
        std::remove_if(group.begin(), group.end(), [](const auto* part) { return part->copied; }),
        group.end());
    return group;
}

}  // namespace

void CoarseText::reset(Size size) {
    grid_ = TileGrid(size);
    tiles_.assign(grid_.count(), {});
    keeps_coming_ = false;
}

void CoarseText::decide(std::vector<Part>& parts, TimePoint now) {
    std::int64_t text = 0;
    std::vector<Part*> open;
    for (Part& part : parts) {
        text += part.copied ? 0 : area_of(part.area);
        open.push_back(&part);
    }
    std::vector<Part*> again;
    std::int64_t pixels = 0;
    while (text >= kLittle && !open.empty()) {
        for (Part* part : take_new(open)) {
            if (!came_again(part->area, now)) continue;
            again.push_back(part);
            pixels += area_of(part->area);
        }
    }
    keeps_coming_ = pixels >= (keeps_coming_ ? kLittle : kMuch);
    if (!keeps_coming_) return;
    for (Part* part : again) part->coarse = true;
}

// Whether it has come too often to be exact once more.
bool CoarseText::came_again(const Rect& area, TimePoint now) {
    std::int64_t again = 0;
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            Tile& tile = tiles_[grid_.index(column, row)];
            if (tile.times == 0 || now - tile.last > kLongestPause) {
                tile.times = 1;
            } else if (tile.last != now && tile.times <= kExactTimes) {
                ++tile.times;
            }
            tile.last = now;
            if (tile.times > kExactTimes)
                again += area_of(intersection(area, grid_.area(column, row)));
        }
    }
    return again * kOfAll >= area_of(area) * kAgain;
}

}  // namespace pixelflux
