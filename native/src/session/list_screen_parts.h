// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "screen_parts.h"
#include "settings.h"

namespace pixelflux {

// The monitors, and the windows, of the display that `settings` name. Each opens a connection for
// itself, and leaves none. A display that cannot tell, and a source that has no display, throws
// Error(kCapture); one that cannot be opened Error(kDisplay). Any thread.
std::vector<Monitor> list_monitors(const Settings& settings);
std::vector<Window> list_windows(const Settings& settings);

}  // namespace pixelflux
