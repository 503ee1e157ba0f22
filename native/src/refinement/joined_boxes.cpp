// SPDX-License-Identifier: MPL-2.0
#include "joined_boxes.h"

#include <algorithm>
#include <tuple>

#include "rect.h"

namespace pixelflux {
namespace {

// Joins each with the one before where `touch` allows; they are sorted so that these follow each
// other.
template <class Touch>
void join_neighbours(std::vector<Rect>& boxes, Touch touch) {
    std::vector<Rect> joined;
    for (const Rect& box : boxes) {
        if (!joined.empty() && touch(joined.back(), box))
            joined.back() = hull(joined.back(), box);
        else
            joined.push_back(box);
    }
    boxes = std::move(joined);
}

}  // namespace

std::vector<Rect> joined(std::vector<Rect> boxes) {
    std::sort(boxes.begin(), boxes.end(), [](const Rect& a, const Rect& b) {
        return std::tie(a.y, a.height, a.x) < std::tie(b.y, b.height, b.x);
    });
    join_neighbours(boxes, [](const Rect& a, const Rect& b) {
        return a.y == b.y && a.height == b.height && right_of(a) == b.x;
    });
    std::sort(boxes.begin(), boxes.end(), [](const Rect& a, const Rect& b) {
        return std::tie(a.x, a.width, a.y) < std::tie(b.x, b.width, b.y);
    });
    join_neighbours(boxes, [](const Rect& a, const Rect& b) {
        return a.x == b.x && a.width == b.width && bottom_of(a) == b.y;
    });
    return boxes;
}

}  // namespace pixelflux
