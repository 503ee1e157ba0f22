// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <vector>

#include <xcb/damage.h>
#include <xcb/xfixes.h>

#include "x11_handles.h"

namespace pixelflux {

// What XDAMAGE reports of the root window: one event when it starts to differ from what was last
// collected (NonEmpty level), and on request the rectangles. Belongs to the connection's thread.
class X11Damage {
public:
    // Throws Error(kCapture) with the reason when the server lacks DAMAGE or XFIXES. Reports the
    // whole root at first.
    X11Damage(xcb_connection_t* connection, xcb_window_t root);
    ~X11Damage();
    X11Damage(const X11Damage&) = delete;
    X11Damage& operator=(const X11Damage&) = delete;

    bool is_report(const xcb_generic_event_t& event) const;

    // The rectangles drawn to since the last call; asks the server, one round trip. The server
    // reports anew what is drawn from then on, so collecting before reading pixels loses nothing.
    // None: the server did not answer, so anything may be damaged, and it may never report again:
    // make another X11Damage.
    std::optional<std::vector<xcb_rectangle_t>> collect();

private:
    void give_back();

    xcb_connection_t* connection_;
    std::uint8_t first_event_ = 0;
    xcb_damage_damage_t damage_ = 0;
    xcb_xfixes_region_t region_ = 0;
};

}  // namespace pixelflux
