// SPDX-License-Identifier: MPL-2.0
#include "needle_search.h"

#include <algorithm>
#include <map>

#include "picture_diff.h"

namespace pixelflux {
namespace {

using detail::NeedleKeys;

constexpr int kMiddle = 384;         // where needles are taken from
constexpr int kTries = 96;           // places that are looked at for needles
constexpr int kFewestTurns = 3;      // changes of colour in a needle, so that it is seldom
constexpr std::size_t kFewest = 3;   // needles
constexpr std::size_t kTooMany = 5;  // places of a needle that say nothing

struct Needle {
    unsigned order;
    int x;
    int y;
    int turns;
    const std::uint8_t* pixels;
    std::size_t stride;
    std::vector<Move> moves;  // where it was
};

int turns_in(const std::uint8_t* pixels) {
    int turns = 0;
    for (int i = 1; i < kNeedleLength; ++i)
        turns += colours_at(pixels + 4 * i) != colours_at(pixels + 4 * (i - 1)) ? 1 : 0;
    return turns;
}

std::uint32_t key_of(const std::uint8_t* pixels, int at) { return colours_at(pixels + 4 * at); }

// Some that lie spread over `middle`.
std::vector<Needle> choose_needles(const SearchPlace& place, const Rect& middle) {
    std::vector<Needle> needles;
    for (unsigned i = 0; i < kTries; ++i) {
        // A walk that leaves no large gaps: multiples of the inverses of the plastic number's
        // powers, without their whole part.
        const auto along_x = static_cast<int>(i * 0xc13fU & 0xffffU);
        const auto along_y = static_cast<int>(i * 0x91e1U & 0xffffU);
        const int x = middle.x + (along_x * (middle.width - kNeedleLength) >> 16);
        const int y = middle.y + (along_y * (middle.height - kNeedleHeight) >> 16);
        if (!place.is_lively(x / kTileWidth, y / kTileHeight)) continue;
        const std::uint8_t* const pixels = pixel_at(*place.now, x, y);
        const int turns = turns_in(pixels);
        if (turns < kFewestTurns || key_of(pixels, NeedleKeys::kFirst) ==
                                        key_of(pixels, NeedleKeys::kFirst + NeedleKeys::kGap))
            continue;
        needles.push_back({i, x, y, turns, pixels, place.now->pixels.stride, {}});
    }
    // The liveliest ones are the rarest, but they may all lie where a window uncovered a photo.
    constexpr int kLiveliest = NeedleKeys::kMost / 3;
    if (needles.size() > NeedleKeys::kMost) {
        std::partial_sort(needles.begin(), needles.begin() + kLiveliest, needles.end(),
                          [](const Needle& a, const Needle& b) { return a.turns > b.turns; });
        std::sort(needles.begin() + kLiveliest, needles.end(),
                  [](const Needle& a, const Needle& b) { return a.order < b.order; });
        needles.erase(needles.begin() + NeedleKeys::kMost, needles.end());
    }
    return needles;
}

NeedleKeys keys_of(const std::vector<Needle>& needles) {
    NeedleKeys keys;
    for (const Needle& needle : needles) {
        keys.first[keys.count] = key_of(needle.pixels, NeedleKeys::kFirst);
        keys.second[keys.count] = key_of(needle.pixels, NeedleKeys::kFirst + NeedleKeys::kGap);
        ++keys.count;
    }
    return keys;
}

void scan(const std::uint8_t* row, int width, const NeedleKeys& keys, std::vector<int>& columns) {
    columns.clear();
    int begin = 0;
#if defined(__x86_64__)
    static const bool has_avx2 = __builtin_cpu_supports("avx2");
    if (has_avx2) begin = detail::scan_avx2(row, width, keys, columns);
#endif
    detail::scan_portable(row, begin, width, keys, columns);
}

bool is_at(const Needle& needle, const std::uint8_t* pixels, std::size_t stride) {
    for (std::size_t y = 0; y < kNeedleHeight; ++y) {
        if (!same_row(pixels + y * stride, needle.pixels + y * needle.stride, kNeedleLength))
            return false;
    }
    return true;
}

void look_for(std::vector<Needle>& needles, const PixelView& kept, const Rect& around) {
    const NeedleKeys keys = keys_of(needles);
    std::vector<int> columns;
    for (int y = around.y; y + kNeedleHeight <= bottom_of(around); ++y) {
        const std::uint8_t* const row = pixel_at(kept, around.x, y);
        scan(row, around.width, keys, columns);
        for (const int column : columns) {
            for (Needle& needle : needles) {
                if (needle.moves.size() == kTooMany) continue;
                if (is_at(needle, row + row_bytes(column), kept.stride))
                    needle.moves.push_back({needle.x - around.x - column, needle.y - y});
            }
        }
    }
}

Move elected(const std::vector<Needle>& needles) {
    std::map<std::pair<int, int>, int> votes;
    for (const Needle& needle : needles) {
        if (needle.moves.size() == kTooMany) continue;
        for (const Move& move : needle.moves) {
            if (move != Move{}) ++votes[{move.x, move.y}];
        }
    }
    const auto best =
        std::max_element(votes.begin(), votes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    // Even one will do: whoever copies looks what it is good for.
    if (best == votes.end()) return {};
    return {best->first.first, best->first.second};
}

}  // namespace

namespace detail {

void scan_portable(const std::uint8_t* row, int begin, int width, const NeedleKeys& keys,
                   std::vector<int>& columns) {
    for (int x = begin; x + kNeedleLength <= width; ++x) {
        const std::uint32_t first = key_of(row, x + NeedleKeys::kFirst);
        const std::uint32_t second = key_of(row, x + NeedleKeys::kFirst + NeedleKeys::kGap);
        for (int i = 0; i < keys.count; ++i) {
            if (first != keys.first[i] || second != keys.second[i]) continue;
            columns.push_back(x);
            break;
        }
    }
}

}  // namespace detail

Move find_move(const PixelView& kept, const SearchPlace& place) {
    const Rect& box = place.box;
    const Rect middle = intersection(
        {box.x + (box.width - kMiddle) / 2, box.y + (box.height - kMiddle) / 2, kMiddle, kMiddle},
        box);
    if (middle.width < 2 * kTileWidth || middle.height < 2 * kTileHeight) return {};
    std::vector<Needle> needles = choose_needles(place, middle);
    if (needles.size() < kFewest) return {};
    const Rect around =
        intersection({middle.x - kFarthestMove, middle.y - kFarthestMove,
                      middle.width + 2 * kFarthestMove, middle.height + 2 * kFarthestMove},
                     {0, 0, kept.width, kept.height});
    look_for(needles, kept, around);
    return elected(needles);
}

}  // namespace pixelflux
