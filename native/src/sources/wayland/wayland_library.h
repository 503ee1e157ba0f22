// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "compositor.h"

namespace pixelflux {

// Says where the library is that speaks with compositors. The file may be deleted afterwards: a
// descriptor is kept. Any thread.
void offer_wayland_library(const std::string& path);

// Says that nobody is going to need it any more. Any thread.
void withdraw_wayland_library();

// Loads it, the first time. Throws Error(kLibrary), saying what is missing, when that fails. Any
// thread.
OpenCompositor wayland_library();

}  // namespace pixelflux
