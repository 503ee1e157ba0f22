// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "desktop_session.h"

namespace pixelflux {

// Is an OpenDesktop.
DesktopSession* open_desktop(const char* bus_address, std::string& trouble) noexcept;

}  // namespace pixelflux
