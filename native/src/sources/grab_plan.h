// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

// Which rows of a picture `height` rows high to read so that all of `bands` are fresh, one run with
// each request: runs of bands, or, where that would cost more, the whole picture. Each request has
// a fixed price, so past ten runs or 640 of 1080 rows one request for everything is cheaper
// (docs/design.md). Pure.
std::vector<RowRun> plan_grabs(const BandSet& bands, int height);

}  // namespace pixelflux
