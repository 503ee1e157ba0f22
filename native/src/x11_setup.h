// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <xcb/xcb.h>

namespace pixelflux {

// Whether all that an X server's hello announces is in it: libxcb's iterators take its word for it,
// and would read on behind it. Pure.
bool is_sound(const xcb_setup_t& setup);

}  // namespace pixelflux
