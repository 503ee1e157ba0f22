// SPDX-License-Identifier: MPL-2.0
#include "film_area.h"

#include <algorithm>
#include <cstdint>

#include "largest_sum.h"
#include "rect.h"

namespace pixelflux {
namespace {

// A stream costs its viewers a decoder.
constexpr int kLeastSide = 64;
constexpr std::int64_t kLeastPixels = 128 * 96;

// Tiles that do not touch, but have no more than so many between them, are of one film.
constexpr int kGap = 2;

// How much of a film has to go on.
constexpr double kLeastShare = 0.6;

// What a tile is worth to a film: those that stand still cost bits and become coarse.
constexpr float kMoves = 1;
constexpr float kStands = -0.75F;
constexpr float kMayNot = -1e6F;

// The search for a rectangle takes a few milliseconds at most. It grows with the square of the
// rows.
constexpr std::int64_t kMostSteps = 4'000'000;

// The corners of a film may be round.
constexpr std::int64_t kHarmlessPixels = 64;

class Films {
public:
    Films(const TileHistory& tiles, Duration least, TimePoint now, const MayCover& may_cover)
        : tiles_(tiles), grid_(tiles.grid()), may_cover_(may_cover) {
        moves_.resize(grid_.count());
        for (int row = 0; row < grid_.rows(); ++row) {
            for (int column = 0; column < grid_.columns(); ++column)
                moves_[grid_.index(column, row)] = tiles.goes_on(column, row, least, now) ? 1 : 0;
        }
        free_ = moves_;
    }

    std::vector<Rect> find() {
        std::vector<Rect> found;
        for (int row = 0; row < grid_.rows(); ++row) {
            for (int column = 0; column < grid_.columns(); ++column) {
                if (free_[grid_.index(column, row)] == 0) continue;
                const Rect area = best_within(take_component(column, row));
                const auto overlaps = [&](const Rect& other) {
                    return !is_empty(intersection(area, other));
                };
                if (!is_empty(area) && std::none_of(found.begin(), found.end(), overlaps))
                    found.push_back(area);
            }
        }
        std::sort(found.begin(), found.end(),
                  [](const Rect& a, const Rect& b) { return area_of(a) > area_of(b); });
        return found;
    }

private:
    bool moves(int column, int row) const { return moves_[grid_.index(column, row)] != 0; }

    // Takes the tiles that hang together with this one. Returns the rectangle of tiles around them.
    Rect take_component(int first_column, int first_row) {
        Rect around;
        std::vector<std::pair<int, int>> open = {{first_column, first_row}};
        free_[grid_.index(first_column, first_row)] = 0;
        while (!open.empty()) {
            const auto [column, row] = open.back();
            open.pop_back();
            around = hull(around, {column, row, 1, 1});
            const int reach = kGap + 1;
            const Rect near =
                intersection({column - reach, row - reach, 2 * reach + 1, 2 * reach + 1},
                             {0, 0, grid_.columns(), grid_.rows()});
            for (int y = near.y; y < bottom_of(near); ++y) {
                for (int x = near.x; x < right_of(near); ++x) {
                    if (free_[grid_.index(x, y)] == 0) continue;
                    free_[grid_.index(x, y)] = 0;
                    open.emplace_back(x, y);
                }
            }
        }
        return around;
    }

    // The pixels that change within `tiles`.
    Rect moving_in(const Rect& tiles) const {
        Rect area;
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            for (int column = tiles.x; column < right_of(tiles); ++column) {
                if (moves(column, row)) area = hull(area, tiles_.moving(column, row));
            }
        }
        return area;
    }

    float worth(int column, int row, const Rect& area) const {
        const Rect part = intersection(grid_.area(column, row), area);
        if (area_of(intersection(part, tiles_.text(column, row).area)) > kHarmlessPixels)
            return kMayNot;
        if (moves(column, row)) {
            const std::int64_t still =
                area_of(part) - area_of(intersection(part, tiles_.moving(column, row)));
            return still <= kHarmlessPixels || may_cover_(part) ? kMoves : kMayNot;
        }
        return area_of(part) <= kHarmlessPixels || may_cover_(part) ? kStands : kMayNot;
    }

    // The best rectangle, in pixels; empty if none is worth it.
    Rect best_within(Rect tiles) const {
        // Within a part of the tiles the pixels that change may have other bounds, and so may have
        // what must not be covered.
        for (int tries = 0; tries < 3; ++tries) {
            const Rect area = moving_in(tiles);
            if (area.width < kLeastSide || area.height < kLeastSide || area_of(area) < kLeastPixels)
                return {};
            tiles = tiles_of(area);
            LargestSum worths(tiles.width, tiles.height);
            int moving = 0;
            bool covers_all = true;
            for (int row = tiles.y; row < bottom_of(tiles); ++row) {
                for (int column = tiles.x; column < right_of(tiles); ++column) {
                    const float value = worth(column, row, area);
                    worths.at(column - tiles.x, row - tiles.y) = value;
                    moving += moves(column, row) ? 1 : 0;
                    covers_all = covers_all && value != kMayNot;
                }
            }
            if (covers_all && moving >= kLeastShare * static_cast<double>(area_of(tiles)))
                return area;
            if (area_of(tiles) * tiles.height > kMostSteps) return {};
            const Rect best = worths.find().cells;
            if (is_empty(best) || best.width * best.height == area_of(tiles)) return {};
            tiles = {tiles.x + best.x, tiles.y + best.y, best.width, best.height};
        }
        return {};
    }

    const TileHistory& tiles_;
    const TileGrid& grid_;
    const MayCover& may_cover_;
    std::vector<std::uint8_t> moves_;
    std::vector<std::uint8_t> free_;  // those that move and belong to no film yet
};

}  // namespace

std::vector<Rect> film_areas(const TileHistory& tiles, Duration least, TimePoint now,
                             const MayCover& may_cover) {
    return Films(tiles, least, now, may_cover).find();
}

}  // namespace pixelflux
