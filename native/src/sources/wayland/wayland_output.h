// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>

#include "geometry.h"

namespace pixelflux {

// A monitor of a Wayland compositor, as it tells of it.
struct WaylandOutput {
    std::uint32_t id = 0;     // as long as the connection lives
    std::string name;         // such as DP-1; one that the compositor does not name is OUTPUT-id
    std::string description;  // for people; may be empty
    int x = 0;                // of its corner among the outputs, in logical pixels
    int y = 0;
    Size mode;                     // pixels, not turned by `transform`
    int refresh_millihertz = 0;    // 0: not told
    int scale = 1;                 // pixels to a logical one, rounded up
    Size logical;                  // of what it shows, in logical pixels; 0: not told
    int transform = 0;             // as wl_output.transform numbers them
    std::uint32_t reshapings = 0;  // how often mode or transform changed
};

}  // namespace pixelflux
