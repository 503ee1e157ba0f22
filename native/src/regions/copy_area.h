// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "change_map.h"
#include "move.h"

namespace pixelflux {

// Copies what went by `by` within the kept picture to `target`, as memmove does where both overlap,
// and compares it with what was grabbed in the same pass: `changes` are up to date afterwards.
// `target` lies within `grabbed[index]`, and its source within the picture.
void copy_area(const MutablePixelView& kept, const std::vector<GrabbedArea>& grabbed,
               std::size_t index, const Rect& target, Move by, ChangeMap& changes);

}  // namespace pixelflux
