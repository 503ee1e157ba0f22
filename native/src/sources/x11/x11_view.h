// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <xcb/xcb.h>

#include "geometry.h"
#include "pixel_order.h"

namespace pixelflux {

// Where the pixels of what is captured are, and where its changes are told. Each place is that of
// its upper left corner.
struct X11View {
    struct Corner {
        int x = 0;
        int y = 0;
        friend bool operator==(const Corner& a, const Corner& b) {
            return a.x == b.x && a.y == b.y;
        }
    };

    xcb_drawable_t drawable = XCB_NONE;  // to be read
    PixelOrder order;
    Size size;
    Corner in_drawable;
    xcb_window_t window = XCB_NONE;  // whose damage is told
    Corner in_window;
};

// `region` of what is captured, as a part of what it lies in.
inline Rect moved_to(const X11View::Corner& corner, const Rect& region) {
    return {corner.x + region.x, corner.y + region.y, region.width, region.height};
}

}  // namespace pixelflux
