// SPDX-License-Identifier: MPL-2.0
#include "hints.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

bool is_within(int value, int limit) { return value > -limit && value < limit; }

}  // namespace

Rect target_of(const MovedArea& hint) {
    if (!is_within(hint.x, 2 * kLargestSide) || !is_within(hint.y, 2 * kLargestSide) ||
        !is_within(hint.from.x, 2 * kLargestSide) || !is_within(hint.from.y, 2 * kLargestSide))
        return {};
    return {hint.x, hint.y, std::min(hint.from.width, 4 * kLargestSide),
            std::min(hint.from.height, 4 * kLargestSide)};
}

std::vector<MovedArea> worth_trying(const std::vector<MovedArea>& hints,
                                    const std::vector<GrabbedArea>& grabbed) {
    using Worth = std::pair<std::int64_t, std::size_t>;  // pixels, and which hint
    std::vector<Worth> worth;
    for (std::size_t i = 0; i < hints.size(); ++i) {
        const MovedArea& hint = hints[i];
        const Rect target = target_of(hint);
        if (is_empty(target) || (hint.from.x == hint.x && hint.from.y == hint.y)) continue;
        std::int64_t pixels = 0;
        for (const GrabbedArea& now : grabbed) pixels += area_of(intersection(target, now.area));
        if (pixels > 0) worth.emplace_back(pixels, i);
    }
    if (worth.size() > kMostHints) {
        const auto end = worth.begin() + kMostHints;
        std::nth_element(worth.begin(), end, worth.end(),
                         [](const Worth& a, const Worth& b) { return a > b; });
        worth.erase(end, worth.end());
    }
    std::sort(worth.begin(), worth.end(),
              [](const Worth& a, const Worth& b) { return a.second < b.second; });
    std::vector<MovedArea> best;
    for (const auto& [pixels, hint] : worth) best.push_back(hints[hint]);
    return best;
}

}  // namespace pixelflux
