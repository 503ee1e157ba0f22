// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "geometry.h"

namespace pixelflux {

// Draws what a request asks for, "fill X Y WIDTH HEIGHT RRGGBB" or "image X Y WIDTH HEIGHT PATH".
// Returns where. Throws std::runtime_error if it cannot be read, or does not lie within the
// picture.
Rect draw_request(const MutablePixelView& picture, const std::string& request);

// Reads a file of 4 bytes a pixel, blue, green, red and another one, to this part of the picture,
// which lies within it. Throws std::runtime_error if it cannot be read, or is too short.
void read_image(const MutablePixelView& picture, const Rect& part, const std::string& path);

}  // namespace pixelflux
