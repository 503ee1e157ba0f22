// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "geometry.h"
#include "moved_area.h"
#include "x11_link.h"

namespace pixelflux {

// Where the children of a root window are, and which of them moved between two grabs: with a window
// manager that frames windows, these are the frames. Belongs to the connection's thread.
class X11Windows {
public:
    // Lets the server tell, and asks where they are now: two round trips. `link` has to live as
    // long. Throws Error(kDisplay) when the connection was lost.
    X11Windows(const X11Link& link, xcb_window_t root);
    ~X11Windows();
    X11Windows(const X11Windows&) = delete;
    X11Windows& operator=(const X11Windows&) = delete;

    // Whether `event` tells of a child; takes note of it.
    bool notice(const xcb_generic_event_t& event);

    // Around the requests of a grab. By the end everything that came along with its answers has to
    // be noticed; what the server told of between the two counts for the next grab.
    void begin_grab();
    void end_grab();

    // The windows that had moved, and kept their size, when the last grab began, since the one
    // before; those of which `region` had and has a part, counted from its corner. Forgets them.
    std::vector<MovedArea> take_moves(const Rect& region);

private:
    struct Change {
        xcb_window_t window;
        std::optional<Rect> place;  // none: it is no child any more
        bool is_new = false;
    };
    struct Move {
        Rect from;
        Rect to;
    };

    void select(std::uint32_t events);
    void look_around();
    std::optional<Change> change_of(const xcb_generic_event_t& event) const;
    void apply(const Change& change);
    void apply_later();

    const X11Link& link_;
    xcb_window_t root_;
    std::map<xcb_window_t, Rect> places_;
    std::map<xcb_window_t, Rect> before_;  // of those that were configured since the last grab
    std::optional<std::uint32_t> grab_;    // the last request before the grab that is under way
    std::vector<Change> later_;            // after that request
    std::vector<Move> moved_;
};

}  // namespace pixelflux
