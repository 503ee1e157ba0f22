// SPDX-License-Identifier: MPL-2.0
#include "damage.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

bool overlap(const Rect& a, const Rect& b) { return !is_empty(intersection(a, b)); }

// Adds what `rect` has outside of `taken`, which overlaps it: above, below, to the left and right.
void add_outside(const Rect& rect, const Rect& taken, std::vector<Rect>& pieces) {
    const Rect inner = intersection(rect, taken);
    const Rect around[] = {
        {rect.x, rect.y, rect.width, inner.y - rect.y},
        {rect.x, bottom_of(inner), rect.width, bottom_of(rect) - bottom_of(inner)},
        {rect.x, inner.y, inner.x - rect.x, inner.height},
        {right_of(inner), inner.y, right_of(rect) - right_of(inner), inner.height},
    };
    for (const Rect& piece : around) {
        if (!is_empty(piece)) pieces.push_back(piece);
    }
}

}  // namespace

void Damage::add(const Rect& rect) {
    const Rect cut = intersection(rect, whole_of(size_));
    if (is_empty(cut)) return;
    bands_.set_rows(cut.y, cut.height);
    insert(cut);
    while (areas_.size() > most_areas_) unite_cheapest();
}

void Damage::add_all() { add(whole_of(size_)); }

void Damage::clear() {
    bands_.clear_all();
    areas_.clear();
}

// Ends, since what is stored never overlaps: each rectangle that is stored covers more than before,
// and cutting takes away what two of them have in common.
void Damage::insert(const Rect& rect) {
    std::vector<Rect> pieces = {rect};
    while (!pieces.empty()) {
        const Rect piece = pieces.back();
        pieces.pop_back();
        const auto holds = [&](const Rect& area) { return contains(area, piece); };
        if (std::any_of(areas_.begin(), areas_.end(), holds)) continue;
        const auto unites = [&](const Rect& area) {
            const Union all = united(area, piece);
            return all.waste <= area_price_ * all.areas;
        };
        const auto overlaps = [&](const Rect& area) { return overlap(area, piece); };
        const auto mate = std::find_if(areas_.begin(), areas_.end(), unites);
        if (mate != areas_.end()) {
            pieces.push_back(take_out(united(*mate, piece).rect));
            continue;
        }
        const auto met = std::find_if(areas_.begin(), areas_.end(), overlaps);
        if (met == areas_.end())
            areas_.push_back(piece);
        else
            add_outside(piece, *met, pieces);
    }
}

// The smallest rectangle that holds both and overlaps no area but those that it holds.
Damage::Union Damage::united(const Rect& area, const Rect& piece) const {
    Union all{hull(area, piece), 0, 0};
    for (std::int64_t before = 0; before != area_of(all.rect);) {
        before = area_of(all.rect);
        for (const Rect& other : areas_) {
            if (overlap(other, all.rect)) all.rect = hull(other, all.rect);
        }
    }
    all.waste = area_of(all.rect) - area_of(piece);
    for (const Rect& other : areas_) {
        if (!overlap(other, all.rect)) continue;
        all.waste -= area_of(other) - area_of(intersection(other, piece));
        ++all.areas;
    }
    return all;
}

// Forgets the areas within `rect`, which it returns.
Rect Damage::take_out(const Rect& rect) {
    areas_.erase(std::remove_if(areas_.begin(), areas_.end(),
                                [&](const Rect& area) { return contains(rect, area); }),
                 areas_.end());
    return rect;
}

void Damage::unite_cheapest() {
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::pair<Rect, Rect> cheapest;
    for (auto one = areas_.begin(); one != areas_.end(); ++one) {
        for (auto other = areas_.begin(); other != one; ++other) {
            // Without regard to what lies between them, which takes long to find out for all pairs.
            const std::int64_t waste =
                area_of(hull(*one, *other)) - area_of(*one) - area_of(*other);
            if (waste >= least) continue;
            least = waste;
            cheapest = {*one, *other};
        }
    }
    areas_.push_back(take_out(united(cheapest.first, cheapest.second).rect));
}

}  // namespace pixelflux
