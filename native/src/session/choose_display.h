// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdlib>

#include "settings.h"
#include "x11_screen.h"

namespace pixelflux {

inline bool is_set(const char* variable) {
    const char* const value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

// Calls `x11` or `wayland`, whichever the settings' source, one that shows a display, means.
//
// A display that is named is X11's, and so is that of $DISPLAY: `xvfb-run` leaves $WAYLAND_DISPLAY
// set, and nobody who captures a display of his own may get the desktop in its place. The Xwayland
// that compositors start is the exception, as it has no picture: `x11` throws NoPicture then.
template <typename X11, typename Wayland>
auto by_display(const Settings& settings, X11 x11, Wayland wayland) {
    if (settings.source == SourceKind::kWayland) return wayland();
    const bool may_be_wayland = settings.source == SourceKind::kScreen &&
                                settings.display.empty() && is_set("WAYLAND_DISPLAY");
    if (!may_be_wayland) return x11();
    if (!is_set("DISPLAY")) return wayland();
    try {
        return x11();
    } catch (const NoPicture&) {
        return wayland();
    }
}

}  // namespace pixelflux
