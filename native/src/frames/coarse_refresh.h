// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "frame_budget.h"
#include "geometry.h"
#include "monotonic_time.h"
#include "refinement_plan.h"
#include "region_encoder.h"
#include "region_finder.h"

namespace pixelflux {

// What there is to know of a refresh for readers behind a slow link
// (docs/decisions/coarse-refreshes.md).
struct CoarseRefresh {
    std::int64_t most_bytes = 0;
    double coarsest = 0;  // steps below the usual quality
    TimePoint now{};
};

// Makes what a refresh repeats coarse where it would have too many bytes: `requests` from `begin`
// on. What does not move stays as it is. Whatever becomes lossy by that is told to `finder` and
// `plan`, so that it becomes exact when it comes to rest. Whether some text did.
bool make_coarse(std::vector<RegionEncoder::Request>& requests, std::size_t begin,
                 const CoarseRefresh& refresh, FrameBudget& budget, RegionFinder& finder,
                 RefinementPlan& plan, const PixelView& picture);

}  // namespace pixelflux
