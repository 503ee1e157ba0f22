// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "compositor.h"

namespace pixelflux {

// An OpenCompositor, by libwayland.
Compositor* open_compositor(int socket) noexcept;

}  // namespace pixelflux
