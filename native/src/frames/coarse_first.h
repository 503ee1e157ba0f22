// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "coarse_text.h"
#include "geometry.h"
#include "monotonic_time.h"
#include "region_encoder.h"
#include "region_finder.h"

namespace pixelflux {

// Of what a frame draws at `now`, sends as images what `text` says is coarse first, and tells
// `finder`: it is to become exact when it comes to rest. Whether there was any. What has few
// colours stays exact, for that costs no more. `picture` is the kept one, up to date.
bool make_coarse_first(std::vector<RegionEncoder::Request>& requests, CoarseText& text,
                       RegionFinder& finder, const PixelView& picture, TimePoint now);

}  // namespace pixelflux
