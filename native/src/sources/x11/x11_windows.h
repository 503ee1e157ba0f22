// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "geometry.h"
#include "monotonic_time.h"
#include "moved_area.h"
#include "x11_link.h"

namespace pixelflux {

// Where the children of a root window are, and which of them moved between two grabs: with a window
// manager that frames windows, these are the frames. Belongs to the connection's thread.
//
// The server tells of them only from `listen` to `rest`. What moved in between is asked for: a
// window that moved lately in each `listen`, any other in one a second. A move that falls through
// this is not told, and the next one of that window begins where it was known last.
class X11Windows {
public:
    // Listens. `link` has to live as long. Throws Error(kDisplay) when the connection was lost.
    X11Windows(const X11Link& link, xcb_window_t root);
    ~X11Windows() { rest(); }
    X11Windows(const X11Windows&) = delete;
    X11Windows& operator=(const X11Windows&) = delete;

    // Lets the server tell from now on, if it does not yet: no round trip if nothing moved lately,
    // else one; two once a second. To be called when every event that was read has been noticed;
    // what comes along with the answers is noticed later. Throws Error(kDisplay) when the
    // connection was lost.
    void listen();
    bool listens() const { return listening_; }

    // Lets the server tell nothing more, so that nothing piles up there while nobody reads.
    void rest() noexcept;

    // Whether `event` tells of a child; takes note of it, unless a newer answer says where that
    // child is.
    bool notice(const xcb_generic_event_t& event);

    // Around the requests of a grab, while the server tells.
    class Grab {
    public:
        explicit Grab(X11Windows& windows);
        ~Grab() { windows_.grab_.reset(); }
        Grab(const Grab&) = delete;
        Grab& operator=(const Grab&) = delete;

        // Everything that came along with the answers has been noticed. What the server told of
        // after the grab began counts for the next one. A grab that did not succeed took no moves.
        void succeeded();

    private:
        X11Windows& windows_;
    };

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

    void select(std::uint32_t events) noexcept;
    void look_around();
    void look_after(const std::vector<xcb_window_t>& windows);
    std::optional<Change> change_of(const xcb_generic_event_t& event) const;
    void apply(const Change& change);
    void apply_later();

    const X11Link& link_;
    xcb_window_t root_;
    std::map<xcb_window_t, Rect> places_;
    bool listening_ = false;
    std::optional<TimePoint> looked_around_;
    std::map<xcb_window_t, Rect> before_;       // of those that were configured since the last grab
    std::map<xcb_window_t, TimePoint> lately_;  // when they moved
    std::map<xcb_window_t, std::uint32_t> answered_;  // until a grab succeeds
    std::optional<std::uint32_t> grab_;  // the last request before the grab that is under way
    std::vector<Change> later_;          // after that request
    std::vector<Move> moved_;
};

}  // namespace pixelflux
