// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "screen_parts.h"
#include "x11_link.h"
#include "x11_screen.h"
#include "x11_view.h"

namespace pixelflux {

// What of a screen is captured. Belongs to the connection's thread.
class X11Subject {
public:
    virtual ~X11Subject() = default;

    // Where it was found last; the same object always.
    virtual const X11View& view() const = 0;

    // How people name it, such as "window 0x1400003 (xterm)"; empty: the whole screen.
    virtual std::string name() const { return ""; }

    // Whether `event` says that it may have another shape or place, or be gone.
    virtual bool notice(const xcb_generic_event_t& event) = 0;

    // Finds it anew. True if any of its pixels may be others, or lie elsewhere. Throws
    // Error(kDisplay or kWindow) when it is gone, or the connection was lost.
    virtual bool look() = 0;

    // The root window, and its corner there.
    virtual xcb_window_t root() const = 0;
    virtual X11View::Corner on_root() = 0;
};

// The part of a screen that is asked for. Throws Error(kArgument) when several windows have the
// title, Error(kDisplay or kWindow), which say what there is, when none has or the monitor is not
// there, Error(kCapture) when the server lacks what it needs.
std::unique_ptr<X11Subject> find_subject(const X11Link& link, const ScreenPart& part,
                                         std::vector<std::string>& notices);

}  // namespace pixelflux
