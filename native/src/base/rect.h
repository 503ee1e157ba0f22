// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "geometry.h"

namespace pixelflux {

// Rectangles as sets of pixels: those of no width or height are empty. Pure.

constexpr int right_of(const Rect& rect) { return rect.x + rect.width; }
constexpr int bottom_of(const Rect& rect) { return rect.y + rect.height; }
constexpr bool is_empty(const Rect& rect) { return rect.width <= 0 || rect.height <= 0; }
constexpr std::int64_t area_of(const Rect& rect) {
    return is_empty(rect) ? 0 : std::int64_t{rect.width} * rect.height;
}
constexpr Rect whole_of(Size size) { return {0, 0, size.width, size.height}; }

// The area that both cover; empty if there is none.
constexpr Rect intersection(const Rect& a, const Rect& b) {
    const int x = std::max(a.x, b.x);
    const int y = std::max(a.y, b.y);
    return {x, y, std::max(std::min(right_of(a), right_of(b)) - x, 0),
            std::max(std::min(bottom_of(a), bottom_of(b)) - y, 0)};
}

// The smallest rectangle that holds both.
constexpr Rect hull(const Rect& a, const Rect& b) {
    if (is_empty(a)) return b;
    if (is_empty(b)) return a;
    const int x = std::min(a.x, b.x);
    const int y = std::min(a.y, b.y);
    return {x, y, std::max(right_of(a), right_of(b)) - x, std::max(bottom_of(a), bottom_of(b)) - y};
}

constexpr bool contains(const Rect& outer, const Rect& inner) {
    return is_empty(inner) || intersection(outer, inner) == inner;
}

}  // namespace pixelflux
