// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "desktop_session.h"

namespace pixelflux {

// Says where the library is that speaks with desktops. The file may be deleted afterwards: a
// descriptor is kept. Any thread.
void offer_portal_library(const std::string& path);

// Says that nobody is going to need it any more. Any thread.
void withdraw_portal_library();

// Loads it, the first time. Throws Error(kLibrary), saying what is missing, when that fails. Any
// thread.
OpenDesktop portal_library();

}  // namespace pixelflux
