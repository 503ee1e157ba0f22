// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <functional>
#include <vector>

#include "tile_history.h"

namespace pixelflux {

// Whether a film may be drawn over this part of a tile, where nothing goes on.
using MayCover = std::function<bool(const Rect& part)>;

// The rectangles in which films go on, no smaller than is worth a stream, the largest first. They
// do not overlap. Each fits what changed to the pixel and holds nothing that may not be covered,
// but for a few pixels in its corners. Pure.
std::vector<Rect> film_areas(const TileHistory& tiles, Duration least, TimePoint now,
                             const MayCover& may_cover);

}  // namespace pixelflux
