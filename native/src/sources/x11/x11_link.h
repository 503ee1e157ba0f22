// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>

#include "monotonic_time.h"
#include "watchdog.h"
#include "x11_handles.h"

namespace pixelflux {

// The connection of one capture to its X server. It outlives everything that uses it. One thread at
// a time, except for `abandon`.
class X11Link {
public:
    // Connects to `display`, as in $DISPLAY, which is used when it is empty. Until `opened` the
    // server has `patience` for all its answers together. Throws Error(kDisplay).
    X11Link(const std::string& display, Duration patience);

    xcb_connection_t* get() const { return connection_.get(); }
    int descriptor() const { return xcb_get_file_descriptor(connection_.get()); }
    // The number of the screen that the display names.
    int screen() const { return screen_; }
    // How messages name the display.
    const std::string& name() const { return name_; }

    // Throws Error(kDisplay), which says why, if the connection was lost. To be called after every
    // answer that did not come.
    void require_connection() const;

    // From now on the server may take as long as it likes.
    void opened() { opening_.reset(); }

    // Ends every wait for the server. Any thread, while the link lives.
    void abandon();

private:
    std::string name_;
    XcbConnection connection_;
    int screen_ = 0;
    std::optional<Watchdog> opening_;
};

}  // namespace pixelflux
