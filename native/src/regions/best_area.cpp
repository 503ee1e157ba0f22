// SPDX-License-Identifier: MPL-2.0
#include "best_area.h"

#include <algorithm>

#include "largest_sum.h"
#include "picture_diff.h"

namespace pixelflux {
namespace {

constexpr int kRowStep = 8;
constexpr std::int64_t kMostSteps = 4'000'000;  // a few milliseconds

// What a copy would do, and where it can.
class Candidate {
public:
    Candidate(const PixelView& kept, const GrabbedArea& now, const Rect& within, Move by)
        : kept_(kept), now_(now), by_(by) {
        const Rect picture = {0, 0, kept.width, kept.height};
        reach_ = intersection(intersection(within, now.area),
                              intersection(picture, moved_by(picture, by)));
    }

    const Rect& reach() const { return reach_; }

    bool same(int x, int y, int width) const {
        return same_row(pixel_at(now_, x, y), pixel_at(kept_, x - by_.x, y - by_.y), width);
    }

    // Pixels that `same` will look at soon.
    void prefetch(int x, int y) const {
        const std::uint8_t* const now = pixel_at(now_, x, y);
        const std::uint8_t* const kept = pixel_at(kept_, x - by_.x, y - by_.y);
        __builtin_prefetch(now);
        __builtin_prefetch(now + 64);
        __builtin_prefetch(now + 127);
        __builtin_prefetch(kept);
        __builtin_prefetch(kept + 64);
        __builtin_prefetch(kept + 127);
    }

    std::uint32_t differing(int x, int y, int width) const {
        return differing_pixels(pixel_at(now_, x, y), pixel_at(kept_, x - by_.x, y - by_.y), width);
    }

private:
    PixelView kept_;
    GrabbedArea now_;
    Move by_;
    Rect reach_;
};

// What the copy does to a tile: 1 if it makes all of a changed one right.
float score_of(const Candidate& candidate, const ChangeMap& changes, int column, int row) {
    const Rect part = intersection(candidate.reach(), changes.grid().area(column, row));
    // Rows that are not the same in tiles side by side, since lines of text have empty rows
    // between.
    const int offset = std::min(2 * (column % 4), part.height - 1);
    int same = 0;
    int count = 0;
    // Four tiles on, of which rows of the same offset are looked at.
    const int ahead = part.x + 4 * kTileWidth;
    const bool fetches = ahead + kTileWidth <= right_of(candidate.reach());
    for (int y = part.y + offset; y < bottom_of(part); y += kRowStep) {
        if (fetches) candidate.prefetch(ahead, y);
        same += candidate.same(part.x, y, part.width) ? 1 : 0;
        ++count;
    }
    const float share =
        static_cast<float>(area_of(part)) / static_cast<float>(kTileWidth * kTileHeight);
    const float right = static_cast<float>(same) / static_cast<float>(count);
    const bool changed = !is_empty(intersection(changes.changed(column, row), part));
    // A small price, so that it does not reach over what it does not help; a high one for harm.
    return share * (changed ? right - 0.1F : 2 * (right - 1));
}

// Whether a row is right but for a few tiles, which something else covers.
bool row_fits(const Candidate& candidate, const Rect& area, int y) {
    int wrong = 0;
    int count = 0;
    for (int x = area.x; x < right_of(area); x += kTileWidth) {
        wrong += candidate.same(x, y, std::min(kTileWidth, right_of(area) - x)) ? 0 : 1;
        ++count;
    }
    return wrong * 8 <= count;
}

void fit_rows(const Candidate& candidate, Rect& area) {
    const Rect& reach = candidate.reach();
    int top = area.y;
    int bottom = bottom_of(area);
    while (top < bottom && !row_fits(candidate, area, top)) ++top;
    while (bottom > top && !row_fits(candidate, area, bottom - 1)) --bottom;
    if (top < bottom) {
        while (top > reach.y && row_fits(candidate, area, top - 1)) --top;
        while (bottom < bottom_of(reach) && row_fits(candidate, area, bottom)) ++bottom;
    }
    area.y = top;
    area.height = bottom - top;
}

std::uint32_t differing_columns(const Candidate& candidate, int x, int width, const Rect& area) {
    const std::uint32_t all = ~0U >> (32 - width);
    std::uint32_t bits = 0;
    for (int y = area.y; y < bottom_of(area) && bits != all; ++y)
        bits |= candidate.differing(x, y, width);
    return bits;
}

// Takes in what is right of the columns of the next tiles.
void widen(const Candidate& candidate, Rect& area) {
    const Rect& reach = candidate.reach();
    const int left = std::min(kTileWidth, area.x - reach.x);
    const int right = std::min(kTileWidth, right_of(reach) - right_of(area));
    int more_left = 0;
    int more_right = 0;
    if (left > 0) {
        const std::uint32_t bits = differing_columns(candidate, area.x - left, left, area);
        more_left = bits == 0 ? left : left - (32 - __builtin_clz(bits));
    }
    if (right > 0) {
        const std::uint32_t bits = differing_columns(candidate, right_of(area), right, area);
        more_right = bits == 0 ? right : __builtin_ctz(bits);
    }
    area.x -= more_left;
    area.width += more_left + more_right;
}

}  // namespace

BestArea best_area(const PixelView& kept, const GrabbedArea& now, const Rect& within, Move by,
                   const ChangeMap& changes) {
    const Candidate candidate(kept, now, within, by);
    const Rect tiles = tiles_of(candidate.reach());
    if (is_empty(tiles)) return {};
    // What the search takes grows with the square of the rows: of a very high picture several rows
    // count as one.
    int rows = 1;
    while (std::int64_t{tiles.height / rows} * (tiles.height / rows) * tiles.width > kMostSteps)
        ++rows;
    LargestSum scores(tiles.width, (tiles.height + rows - 1) / rows);
    bool helps = false;
    for (int row = 0; row < tiles.height; ++row) {
        for (int column = 0; column < tiles.width; ++column) {
            const float score = score_of(candidate, changes, tiles.x + column, tiles.y + row);
            scores.at(column, row / rows) += score;
            helps = helps || score > 0;
        }
    }
    if (!helps) return {};
    const auto [sum, found] = scores.find();
    if (is_empty(found)) return {};
    BestArea best;
    best.tiles = sum;
    best.area = intersection(changes.grid().area({tiles.x + found.x, tiles.y + found.y * rows,
                                                  found.width, found.height * rows}),
                             candidate.reach());
    fit_rows(candidate, best.area);
    if (is_empty(best.area)) return {};
    widen(candidate, best.area);
    return best;
}

}  // namespace pixelflux
