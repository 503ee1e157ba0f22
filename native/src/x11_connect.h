// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "monotonic_time.h"
#include "x11_handles.h"

namespace pixelflux {

struct DisplayConnection {
    XcbConnection connection;
    int screen;
};

// How messages name a display; empty: the one of $DISPLAY.
std::string quoted_display(const std::string& display);

// Connects to an X server, with the cookie that $XAUTHORITY has for it. Unlike xcb_connect, which
// waits for the server's answer without end, it gives up after `patience`. Throws Error(kDisplay),
// saying what to do.
DisplayConnection connect_to_display(const std::string& display, Duration patience);

}  // namespace pixelflux
