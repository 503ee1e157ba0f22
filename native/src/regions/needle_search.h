// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "move.h"
#include "scroll_search.h"

namespace pixelflux {

// How far something in the middle of a place moved, in any direction, up to kFarthestMove pixels
// each way: a guess from a few distinctive blocks of pixels, the needles, that are looked for
// everywhere in the kept picture. A Move of 0, 0 if nothing was found.
Move find_move(const PixelView& kept, const SearchPlace& place);

constexpr int kFarthestMove = 200;
constexpr int kNeedleLength = 16;
constexpr int kNeedleHeight = 4;

namespace detail {

// Four colours of the first row of each needle.
struct NeedleKeys {
    static constexpr int kMost = 6;
    static constexpr int kCount = 4;
    static constexpr int kAt[kCount] = {3, 11, 5, 8};  // where they stand
    int needles = 0;
    std::uint32_t colours[kCount][kMost] = {};
};

// Where a needle may lie.
struct NeedleHit {
    int column;
    int needle;
    friend bool operator==(const NeedleHit& a, const NeedleHit& b) {
        return a.column == b.column && a.needle == b.needle;
    }
};

// Appends where in a row of `width` pixels, from column `begin` on, the keys of a needle stand.
void scan_portable(const std::uint8_t* row, int begin, int width, const NeedleKeys& keys,
                   std::vector<NeedleHit>& hits);
#if defined(__x86_64__)
// Looks at as many columns as fit its step, and returns how many.
int scan_avx2(const std::uint8_t* row, int width, const NeedleKeys& keys,
              std::vector<NeedleHit>& hits);
#endif

}  // namespace detail
}  // namespace pixelflux
