// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "change_map.h"
#include "grabbed_area.h"

namespace pixelflux {

// How the kept picture becomes the one that was grabbed. Pure.

// Copies what changed of a grabbed area.
void take_over(const GrabbedArea& grabbed, const ChangeMap& changes, const MutablePixelView& kept);

// Whether all of the picture was grabbed and so much of it changed that it had better become the
// kept one, in place of being copied.
bool is_to_be_adopted(const std::vector<GrabbedArea>& grabbed, const ChangeMap& changes);

}  // namespace pixelflux
