// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "frame_budget.h"
#include "geometry.h"
#include "region_encoder.h"
#include "region_finder.h"

namespace pixelflux {

// What there is to know of a refresh for readers behind a slow link
// (docs/decisions/coarse-refreshes.md).
struct CoarseRefresh {
    std::int64_t most_bytes = 0;
    double coarsest = 0;  // steps below the usual quality
};

// Makes what a refresh repeats coarse where it would have too many bytes: `requests` from `begin`
// up to `end`, at rest or not. That is for those who take the refresh, and nothing is kept of it.
// They are to know whether any image from `begin` on is coarser than what others have, as `finder`
// knows them: the answer.
bool make_coarse(std::vector<RegionEncoder::Request>& requests, std::size_t begin, std::size_t end,
                 const CoarseRefresh& refresh, FrameBudget& budget, const RegionFinder& finder,
                 const PixelView& picture);

// How disjoint areas are to be sent that somebody had coarse, without copies: what others have
// exactly comes so, and never as a picture that would have to be refined for all.
std::vector<Region> regions_again(RegionFinder& finder, const PixelView& picture,
                                  const std::vector<Rect>& areas);

}  // namespace pixelflux
