// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "rect.h"

namespace pixelflux {

// How far pixels went: to the right and down. Within a picture, so no more than its sides.
struct Move {
    int x = 0;
    int y = 0;
    friend bool operator==(const Move& a, const Move& b) { return a.x == b.x && a.y == b.y; }
    friend bool operator!=(const Move& a, const Move& b) { return !(a == b); }
};

constexpr Rect moved_by(const Rect& rect, Move by) {
    return {rect.x + by.x, rect.y + by.y, rect.width, rect.height};
}
constexpr Move reverse(Move by) { return {-by.x, -by.y}; }

}  // namespace pixelflux
