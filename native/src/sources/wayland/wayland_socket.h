// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "monotonic_time.h"
#include "socket.h"

namespace pixelflux {

// Where a Wayland compositor listens.
struct WaylandName {
    std::string path;    // of its socket; empty: it cannot be known, `trouble` says why
    std::string quoted;  // how messages name it
    std::string trouble;
};

// `display`: the path of a socket, or the name of one in $XDG_RUNTIME_DIR; empty: as
// $WAYLAND_DISPLAY says, and wayland-0 without it.
WaylandName wayland_name(const std::string& display);

// Connects to it within `patience`. Throws Error(kDisplay), saying what the system answered and
// what to do.
Socket connect_to_compositor(const WaylandName& name, Duration patience);

}  // namespace pixelflux
