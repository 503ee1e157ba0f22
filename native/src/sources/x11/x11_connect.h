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

// Connects to an X server, with the cookie that $XAUTHORITY has for it; `display` as
// parse_display_name takes it, empty: $DISPLAY. Unlike xcb_connect, which waits for the server's
// answer without end, it gives up after `patience`, which includes looking up a name. Until then it
// tries a server again that closes the connection without a word. A dead link ends the connection
// (x11_socket.h). Throws Error(kDisplay), saying what the server or the system said and what to do;
// nothing is written to the standard error.
DisplayConnection connect_to_display(const std::string& display, Duration patience);

}  // namespace pixelflux
