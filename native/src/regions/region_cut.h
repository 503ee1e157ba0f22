// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "region_finder.h"

namespace pixelflux {

// Appends `area` to `regions`, cut into rows that are no larger than a region of this kind can be.
void append_cut(const Rect& area, Region::Kind kind, std::vector<Region>& regions);

}  // namespace pixelflux
