// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "screen_parts.h"
#include "x11_link.h"

namespace pixelflux {

// The monitors of a screen as RandR 1.5 knows them: those of outputs, and those that somebody
// named. Several round trips. Throws Error(kCapture) when the server lacks RandR 1.5,
// Error(kDisplay) when the connection was lost.
std::vector<Monitor> monitors_of(const X11Link& link, xcb_window_t root);

// The monitor of that name. Throws the same, and Error(kDisplay) when there is none, which says
// what there is.
Monitor monitor_named(const X11Link& link, xcb_window_t root, const std::string& name);

}  // namespace pixelflux
