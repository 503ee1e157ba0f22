// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>

#include "geometry.h"

namespace pixelflux {

// What a display can be asked for by name. Text is UTF-8.

// One of its monitors.
struct Monitor {
    std::string name;
    Rect place;             // pixels of the display's picture
    double scale = 1;       // pixels for one of the units in which programs lay out
    double refresh_hz = 0;  // pictures a second; 0: not told
    bool primary = false;
};

// A window that a program shows.
struct Window {
    std::uint32_t id = 0;
    std::string title;
    std::string class_name;
    Rect place;  // pixels of the display's picture; without the frame of a window manager
};

// What of a display is captured: a monitor, a window, or all of it where nothing is said.
struct ScreenPart {
    std::string monitor;
    std::uint32_t window_id = 0;
    std::string window_title;  // all of it

    bool is_window() const { return window_id != 0 || !window_title.empty(); }
};

}  // namespace pixelflux
