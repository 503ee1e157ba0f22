// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "colours.h"
#include "rect.h"

namespace pixelflux {

// Pixels that were grabbed of a part of the picture, overlays drawn.
struct GrabbedArea {
    Rect area;
    PixelView pixels;  // of its size
};

// The pixel at a place of the picture that lies within the area.
inline const std::uint8_t* pixel_at(const GrabbedArea& grabbed, int x, int y) {
    return pixel_at(grabbed.pixels, x - grabbed.area.x, y - grabbed.area.y);
}

}  // namespace pixelflux
