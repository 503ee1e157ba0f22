// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "geometry.h"
#include "monotonic_time.h"
#include "wayland_pointer.h"

namespace pixelflux {

// A window that covers an output of a Wayland compositor, for tests and measurements that must know
// what is on the screen and when it got there. One thread at a time; every function throws
// std::runtime_error when the compositor is gone.
class WaylandWindow {
public:
    // `display`: the path of the compositor's socket. `output`: the name of one, empty: the
    // compositor chooses. Returns when the window has its size; it is black then.
    explicit WaylandWindow(const std::string& display, const std::string& output = "");
    ~WaylandWindow();
    WaylandWindow(const WaylandWindow&) = delete;
    WaylandWindow& operator=(const WaylandWindow&) = delete;

    // As the compositor wants it now. What was drawn is lost when it changes.
    Size size() const;

    // The picture: 4 bytes a pixel, blue, green, red, unused, rows without a gap. To be drawn on.
    MutablePixelView picture();

    // Shows the picture; only these parts of it, which lie within, have changed. Returns when the
    // request left, and does so when the compositor has it.
    TimePoint show(const std::vector<Rect>& changed);

    // Follows what the compositor has told meanwhile, such as another size.
    void catch_up();

    // The compositor's pointer, of which there is none before. The compositor's only output is that
    // of this window.
    WaylandPointer& pointer();

private:
    struct Connection;
    std::unique_ptr<Connection> connection_;
};

}  // namespace pixelflux
