// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>

#include "overlay_image.h"

namespace pixelflux {

// How the pointer looks. A source gives the same object for the same look and another object for
// another look, so that looks compare by address.
struct CursorShape {
    std::shared_ptr<const OverlayImage> image;
    int hotspot_x = 0;  // the pixel of the image that points
    int hotspot_y = 0;
};

inline bool same_look(const CursorShape& a, const CursorShape& b) {
    return a.hotspot_x == b.hotspot_x && a.hotspot_y == b.hotspot_y &&
           a.image->size == b.image->size && a.image->pixels == b.image->pixels;
}

// A place or hotspot that a compositor or a program may have made up, as near as arithmetic bears.
inline int within_reach(std::int32_t coordinate) {
    constexpr std::int32_t kFarthest = 1 << 24;  // a thousand screens
    return std::clamp(coordinate, -kFarthest, kFarthest);
}

// The pointer of a source at one moment.
struct Cursor {
    std::shared_ptr<const CursorShape> shape;  // null: there is none on this source
    int x = 0;                                 // where its hotspot is, pixels of the source
    int y = 0;

    friend bool operator==(const Cursor& a, const Cursor& b) {
        return a.shape == b.shape && (a.shape == nullptr || (a.x == b.x && a.y == b.y));
    }
    friend bool operator!=(const Cursor& a, const Cursor& b) { return !(a == b); }
};

// Where its image lies on a picture that begins at `region` of the source.
inline PlacedOverlay placed(const Cursor& cursor, const Rect& region) {
    if (cursor.shape == nullptr) return {};
    return {cursor.shape->image, cursor.x - cursor.shape->hotspot_x - region.x,
            cursor.y - cursor.shape->hotspot_y - region.y};
}

}  // namespace pixelflux
