// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "compositor.h"
#include "screen_parts.h"

namespace pixelflux {

// The outputs of a compositor that has introduced itself, in its order. The place of each has its
// corner where the compositor lays it out, in logical pixels, and the size of its picture. The
// scale is rounded up to a whole number. None is the primary one: compositors have none.
std::vector<Monitor> monitors_of(const Compositor& compositor);

}  // namespace pixelflux
