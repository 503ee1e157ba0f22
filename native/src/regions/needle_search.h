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

// Two colours of the first row of each needle, kGap pixels apart.
struct NeedleKeys {
    static constexpr int kMost = 6;
    static constexpr int kFirst = 3;
    static constexpr int kGap = 8;
    int count = 0;
    std::uint32_t first[kMost] = {};
    std::uint32_t second[kMost] = {};
};

// Appends the columns of a row of `width` pixels, from `begin`, at which a needle may lie.
void scan_portable(const std::uint8_t* row, int begin, int width, const NeedleKeys& keys,
                   std::vector<int>& columns);
#if defined(__x86_64__)
// Looks at as many columns as fit its step, and returns how many.
int scan_avx2(const std::uint8_t* row, int width, const NeedleKeys& keys,
              std::vector<int>& columns);
#endif

}  // namespace detail
}  // namespace pixelflux
