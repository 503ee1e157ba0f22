// SPDX-License-Identifier: MPL-2.0
// What libpixelflux_wayland.so shows; wayland_library.h loads it.
#include "open_compositor.h"

extern "C" __attribute__((visibility("default"))) pixelflux::Compositor* pixelflux_open_compositor(
    int socket) noexcept {
    return pixelflux::open_compositor(socket);
}
