// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>
#include <xcb/xcb.h>

#include "geometry.h"
#include "x11_handles.h"

namespace pixelflux {

// An X server of the test's own, without a monitor. It chooses a free display and ends with the
// object.
class Xvfb {
public:
    explicit Xvfb(Size screen, const std::vector<std::string>& more_arguments = {}, int depth = 24);
    ~Xvfb();
    Xvfb(const Xvfb&) = delete;
    Xvfb& operator=(const Xvfb&) = delete;

    const std::string& display() const { return display_; }
    void kill();

private:
    pid_t process_ = -1;
    std::string display_;
};

// Draws on a display's root window; returns when the server has done it.
class RootPainter {
public:
    explicit RootPainter(const std::string& display);
    void fill(const Rect& rect, std::uint32_t rgb);

private:
    XcbConnection connection_;
    xcb_window_t root_ = 0;
    xcb_gcontext_t context_ = 0;
};

}  // namespace pixelflux
