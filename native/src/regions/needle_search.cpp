// SPDX-License-Identifier: MPL-2.0
#include "needle_search.h"

#include <algorithm>
#include <map>

#include "picture_diff.h"
#include "processor.h"

namespace pixelflux {
namespace {

using detail::NeedleHit;
using detail::NeedleKeys;

constexpr int kMiddle = 384;         // where needles are taken from
constexpr int kTries = 192;          // places that are looked at for needles
constexpr int kFewestTurns = 3;      // changes of colour in a needle, so that it is seldom
constexpr std::size_t kFewest = 3;   // needles
constexpr int kClearVotes = 3;       // so many that more would not change it
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

std::uint32_t colours_of(const std::uint8_t* pixels, int x) {
    return colours_at(pixels + row_bytes(x));
}

// The colour that is seen most often at these pixels: paper, where there is text.
std::uint32_t background_of(const std::vector<Needle>& needles) {
    std::map<std::uint32_t, int> count;
    std::uint32_t most = 0;
    for (const Needle& needle : needles) {
        for (const int x : NeedleKeys::kAt) {
            const std::uint32_t colours = colours_of(needle.pixels, x);
            if (++count[colours] > count[most]) most = colours;
        }
    }
    return most;
}

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
        if (turns >= kFewestTurns)
            needles.push_back({i, x, y, turns, pixels, place.now->pixels.stride, {}});
    }
    // Needles that have little of the background at the first keys are found with less work.
    const std::uint32_t background = background_of(needles);
    const auto paper = [&](const Needle& needle) {
        return (colours_of(needle.pixels, NeedleKeys::kAt[0]) == background ? 1 : 0) +
               (colours_of(needle.pixels, NeedleKeys::kAt[1]) == background ? 1 : 0);
    };
    for (int most = 0; most < 2; ++most) {
        const auto others =
            std::stable_partition(needles.begin(), needles.end(),
                                  [&](const Needle& needle) { return paper(needle) <= most; });
        if (others - needles.begin() < NeedleKeys::kMost) continue;
        needles.erase(others, needles.end());
        break;
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
        for (int key = 0; key < NeedleKeys::kCount; ++key)
            keys.colours[key][keys.needles] = colours_of(needle.pixels, NeedleKeys::kAt[key]);
        ++keys.needles;
    }
    return keys;
}

void scan(const std::uint8_t* row, int width, const NeedleKeys& keys,
          std::vector<NeedleHit>& hits) {
    hits.clear();
    int begin = 0;
#if defined(__x86_64__)
    if (has_avx2()) begin = detail::scan_avx2(row, width, keys, hits);
#endif
    detail::scan_portable(row, begin, width, keys, hits);
}

bool is_at(const Needle& needle, const std::uint8_t* pixels, std::size_t stride) {
    for (std::size_t y = 0; y < kNeedleHeight; ++y) {
        if (!same_row(pixels + y * stride, needle.pixels + y * needle.stride, kNeedleLength))
            return false;
    }
    return true;
}

// For which move most needles vote.
class Election {
public:
    // Returns how many voted for it.
    int vote(Move move) { return ++votes_[{move.x, move.y}]; }
    void take_back(Move move) { --votes_[{move.x, move.y}]; }
    Move elected() const {
        const auto best =
            std::max_element(votes_.begin(), votes_.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        // Even one will do: whoever copies looks what it is good for.
        if (best == votes_.end() || best->second < 1) return {};
        return {best->first.first, best->first.second};
    }

private:
    std::map<std::pair<int, int>, int> votes_;
};

Move look_for(std::vector<Needle>& needles, const PixelView& kept, const Rect& around) {
    const NeedleKeys keys = keys_of(needles);
    std::vector<NeedleHit> hits;
    Election election;
    for (int y = around.y; y + kNeedleHeight <= bottom_of(around); ++y) {
        const std::uint8_t* const row = pixel_at(kept, around.x, y);
        scan(row, around.width, keys, hits);
        for (const NeedleHit& hit : hits) {
            Needle& needle = needles[static_cast<std::size_t>(hit.needle)];
            const Move move = {needle.x - around.x - hit.column, needle.y - y};
            if (needle.moves.size() == kTooMany || move == Move{} ||
                !is_at(needle, row + row_bytes(hit.column), kept.stride))
                continue;
            if (election.vote(move) == kClearVotes) return move;
            needle.moves.push_back(move);
            if (needle.moves.size() < kTooMany) continue;
            for (const Move vote : needle.moves) election.take_back(vote);
        }
    }
    return election.elected();
}

}  // namespace

namespace detail {

void scan_portable(const std::uint8_t* row, int begin, int width, const NeedleKeys& keys,
                   std::vector<NeedleHit>& hits) {
    for (int x = begin; x + kNeedleLength <= width; ++x) {
        for (int needle = 0; needle < keys.needles; ++needle) {
            int key = 0;
            while (key < NeedleKeys::kCount &&
                   colours_of(row, x + NeedleKeys::kAt[key]) == keys.colours[key][needle])
                ++key;
            if (key == NeedleKeys::kCount) hits.push_back({x, needle});
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
    return look_for(needles, kept, around);
}

}  // namespace pixelflux
