// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry.h"
#include "monotonic_time.h"
#include "tile_grid.h"

namespace pixelflux {

// Says which text is sent coarse first, to become exact when it calms: much of it that is new again
// and again, and not because something else was copied beside it, as a scroll does
// (docs/decisions/coarse-first.md). A page that is turned, what is typed and what scrolls is not.
// It knows no pixels and no clock. One thread at a time; pure.
class CoarseText {
public:
    // Text that comes after a longer pause begins anew.
    static constexpr Duration kLongestPause = std::chrono::milliseconds(250);
    // How often it comes before it is coarse: then for the first time.
    static constexpr int kExactTimes = 3;
    // Pixels of a frame: so many begin it, and with fewer than so many it ends.
    static constexpr std::int64_t kMuch = 65536;
    static constexpr std::int64_t kLittle = 32768;

    // Nothing was drawn in a picture of this size.
    void reset(Size size);

    // What a frame draws within the picture: text, or a copy.
    struct Part {
        Rect area;
        bool copied = false;
        bool coarse = false;  // set by decide()
    };

    // Decides for all text of the frame of this time. Times do not go back.
    void decide(std::vector<Part>& parts, TimePoint now);

private:
    struct Tile {
        TimePoint last{};
        std::uint8_t times = 0;  // that text came, up to one more than kExactTimes
    };
    bool came_again(const Rect& area, TimePoint now);

    TileGrid grid_;
    std::vector<Tile> tiles_;
    bool keeps_coming_ = false;  // much of it did in the frame before
};

}  // namespace pixelflux
