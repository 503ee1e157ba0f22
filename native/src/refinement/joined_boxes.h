// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "geometry.h"

namespace pixelflux {

// The same pixels in fewer rectangles: those that touch along a whole side become one. `boxes` do
// not overlap. Pure.
std::vector<Rect> joined(std::vector<Rect> boxes);

}  // namespace pixelflux
