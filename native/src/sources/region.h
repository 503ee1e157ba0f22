// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "geometry.h"
#include "settings.h"

namespace pixelflux {

// The part of a source that `settings` ask for. Throws Error(kArgument), naming option, value and
// range, when it does not lie within `full`; with autoAdjustSize a width or height that reaches too
// far is cut to what is there. Pure.
Rect region_of(const Settings& settings, Size full);

// Throws Error(kDisplay), saying what to do, when `region` does not lie within a source that was
// resized to `full`. Pure.
void require_fitting(const Rect& region, Size full);

// Whether both ask for the same region of every source. Pure.
bool same_region(const Settings& a, const Settings& b);

}  // namespace pixelflux
