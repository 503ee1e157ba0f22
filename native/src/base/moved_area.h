// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "geometry.h"

namespace pixelflux {

// A part of the picture that was probably moved. This is a hint and may be wrong.
struct MovedArea {
    Rect from;  // may reach beyond the picture
    int x = 0;  // where its corner is now
    int y = 0;
};

}  // namespace pixelflux
