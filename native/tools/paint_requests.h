// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "geometry.h"

namespace pixelflux {

// Draws what a request asks for, "fill X Y WIDTH HEIGHT RRGGBB" or "image X Y WIDTH HEIGHT PATH".
// Returns where. Throws std::runtime_error if it cannot be read, or lies not within the picture.
Rect draw_request(const MutablePixelView& picture, const std::string& request);

}  // namespace pixelflux
