// SPDX-License-Identifier: MPL-2.0
// What libpixelflux_portal.so shows; portal_library.h loads it.
#include "open_desktop.h"

extern "C" __attribute__((visibility("default"))) pixelflux::DesktopSession* pixelflux_open_desktop(
    const char* bus_address, std::string& trouble) noexcept {
    return pixelflux::open_desktop(bus_address, trouble);
}
