// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "screen_parts.h"
#include "x11_link.h"

namespace pixelflux {

// The windows that programs show on a screen: those that a living window manager lists, else those
// that bear the mark of one (WM_STATE), else those on the root window itself. A list that a dead
// window manager has left behind is not believed. Several round trips a window. Throws
// Error(kDisplay) when the connection was lost.
std::vector<Window> windows_of(const X11Link& link, xcb_window_t root);

// What there is to say of one window; without title and class if it has none, or is gone.
Window described(const X11Link& link, xcb_window_t root, xcb_window_t window);

// The window with this title. Throws Error(kWindow) when none has it, Error(kArgument) when several
// have; each says what there is.
Window window_titled(const X11Link& link, xcb_window_t root, const std::string& title);

// How messages name a window: its number as xwininfo writes it, and its title.
std::string quoted(const Window& window);

}  // namespace pixelflux
