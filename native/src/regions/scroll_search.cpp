// SPDX-License-Identifier: MPL-2.0
#include "scroll_search.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "row_hashes.h"
#include "shift_votes.h"

namespace pixelflux {
namespace {

// Of rows (columns) of tiles: most scrolls are clear after the first.
constexpr std::size_t kMostSamples = 6;
constexpr int kShortest = 32;  // fewer pixels hold too few that are different

// The most lively ones, best first, and not side by side, for what lies side by side is often
// alike.
std::vector<int> choose_samples(const std::vector<int>& lively) {
    std::vector<int> order(lively.size());
    std::iota(order.begin(), order.end(), 0);
    const auto liveliness = [&](int index) { return lively[static_cast<std::size_t>(index)]; };
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return liveliness(a) > liveliness(b); });
    const int distance = std::max(2, static_cast<int>(lively.size() / 8));
    std::vector<int> chosen;
    for (const int index : order) {
        if (chosen.size() == kMostSamples || liveliness(index) == 0) break;
        const bool near = std::any_of(chosen.begin(), chosen.end(), [&](int other) {
            return std::abs(other - index) < distance;
        });
        if (!near) chosen.push_back(index);
    }
    return chosen;
}

// Makes of each hash one of some elements that follow each other, for there are pictures in which
// each row stands twice or more: those that were made larger for a screen of many dots.
void join_neighbours(std::vector<std::uint32_t>& hashes) {
    constexpr std::size_t kJoined = 4;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        std::uint32_t joined = hashes[i];
        for (std::size_t k = i + 1; k < std::min(i + kJoined, hashes.size()); ++k)
            joined = (joined ^ joined >> 16) * 0x9e3779b1U + hashes[k];
        hashes[i] = joined;
    }
}

// The tiles that lie wholly within `box`, along one axis.
struct Range {
    int first;
    int last;
};
Range whole_tiles(int begin, int end, int tile) {
    const int first = (begin + tile - 1) / tile;
    return {first, std::max(end / tile, first)};
}

}  // namespace

Move find_vertical_scroll(const PixelView& kept, const SearchPlace& place) {
    const Rect& box = place.box;
    if (box.height < kShortest) return {};
    const Range columns = whole_tiles(box.x, right_of(box), kTileWidth);
    const Rect tiles = tiles_of(box);
    std::vector<int> lively;
    for (int column = columns.first; column < columns.last; ++column) {
        int count = 0;
        for (int row = tiles.y; row < bottom_of(tiles); ++row)
            count += place.is_lively(column, row) ? 1 : 0;
        lively.push_back(count);
    }
    ShiftVotes votes(box.height);
    std::vector<std::uint32_t> before(static_cast<std::size_t>(box.height));
    std::vector<std::uint32_t> now(before.size());
    for (const int sample : choose_samples(lively)) {
        const int x = (columns.first + sample) * kTileWidth;
        hash_tile_rows(pixel_at(kept, x, box.y), kept.stride, before);
        hash_tile_rows(pixel_at(*place.now, x, box.y), place.now->pixels.stride, now);
        join_neighbours(before);
        join_neighbours(now);
        votes.count(before, now);
        if (votes.is_clear()) break;
    }
    return {0, votes.shift()};
}

Move find_horizontal_scroll(const PixelView& kept, const SearchPlace& place) {
    const Rect& box = place.box;
    if (box.width < kShortest) return {};
    const Range rows = whole_tiles(box.y, bottom_of(box), kTileHeight);
    const Rect tiles = tiles_of(box);
    std::vector<int> lively;
    for (int row = rows.first; row < rows.last; ++row) {
        int count = 0;
        for (int column = tiles.x; column < right_of(tiles); ++column)
            count += place.is_lively(column, row) ? 1 : 0;
        lively.push_back(count);
    }
    ShiftVotes votes(box.width);
    std::vector<std::uint32_t> before(static_cast<std::size_t>(box.width));
    std::vector<std::uint32_t> now(before.size());
    for (const int sample : choose_samples(lively)) {
        const int y = (rows.first + sample) * kTileHeight;
        hash_tile_columns(pixel_at(kept, box.x, y), kept.stride, before);
        hash_tile_columns(pixel_at(*place.now, box.x, y), place.now->pixels.stride, now);
        join_neighbours(before);
        join_neighbours(now);
        votes.count(before, now);
        if (votes.is_clear()) break;
    }
    return {votes.shift(), 0};
}

}  // namespace pixelflux
