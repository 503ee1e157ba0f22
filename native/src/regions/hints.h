// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "grabbed_area.h"
#include "moved_area.h"

namespace pixelflux {

// Each hint costs a look at the pixels that it names, so more are not tried in a frame.
constexpr std::size_t kMostHints = 16;

// Where a hint says that pixels went. A hint that cannot be true says nowhere.
Rect target_of(const MovedArea& hint);

// Those of the hints to try, in their order: at most kMostHints, which say where most of what was
// grabbed came from.
std::vector<MovedArea> worth_trying(const std::vector<MovedArea>& hints,
                                    const std::vector<GrabbedArea>& grabbed);

}  // namespace pixelflux
