// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "damage.h"
#include "geometry.h"
#include "x11_damage.h"
#include "x11_link.h"

namespace pixelflux {

// Adds what these rectangles of the window have of `region`, part of it. Pure.
void add_drawn(const std::vector<xcb_rectangle_t>& drawn, const Rect& region, Damage& damage);

// What was drawn on a window and not taken yet. Without XDAMAGE that is everything at any
// time, and a notice says so.
class X11Changes {
public:
    // Begins with everything. `link` and `notices` must outlive it.
    X11Changes(const X11Link& link, xcb_window_t root, std::vector<std::string>& notices);

    // Whether the server tells when something is drawn.
    bool told() const { return damage_.has_value(); }

    // Whether `event` says that something was drawn.
    bool notice(const xcb_generic_event_t& event);

    // Whether something may have been drawn.
    bool any() const { return reported_ || everything_ || !drawn_.empty(); }

    // Asks the server what was drawn, if it said that something was: one round trip. From then on
    // it tells anew. Throws Error(kDisplay) when the connection was lost.
    void collect();

    // Treats everything as drawn.
    void set_all() { everything_ = true; }

    // Collects, adds what was drawn of `region`, and forgets it, also what was drawn beside the
    // region. Throws Error(kDisplay) when the connection was lost.
    void take(const Rect& region, Damage& damage);

private:
    void watch();

    const X11Link& link_;
    xcb_window_t root_;
    std::vector<std::string>& notices_;
    std::optional<X11Damage> damage_;     // none: poll
    bool reported_ = false;               // not yet collected
    std::vector<xcb_rectangle_t> drawn_;  // collected, not yet taken
    bool everything_ = false;
};

}  // namespace pixelflux
