// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <xcb/xcb.h>

#include "geometry.h"

namespace pixelflux {

// Moves the pointer of a display and gives it a look, for tests. Belongs to its connection's
// thread; requests are sent, not waited for.
class X11Pointer {
public:
    // `connection` must outlive it.
    X11Pointer(xcb_connection_t* connection, xcb_window_t root)
        : connection_(connection), root_(root) {}

    // As a hand would, through XTEST: all devices' listeners hear of it.
    void move(int x, int y);

    // As a program would, with WarpPointer.
    void warp(int x, int y);

    // Shows a cursor of premultiplied ARGB pixels over the root window and whatever inherits from
    // it.
    void show(Size size, const std::vector<std::uint32_t>& argb, int hotspot_x, int hotspot_y);

private:
    xcb_connection_t* connection_;
    xcb_window_t root_;
};

}  // namespace pixelflux
