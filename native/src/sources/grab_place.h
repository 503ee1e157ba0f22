// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>

#include "geometry.h"

namespace pixelflux {

// An area to grab, counted from the corner of the captured region, and the place for a source that
// can be told where to write: the rows without gaps, `offset` bytes behind the beginning of a
// memory.
struct GrabPlace {
    Rect area;
    std::size_t offset = 0;
    friend bool operator==(const GrabPlace& a, const GrabPlace& b) {
        return a.area == b.area && a.offset == b.offset;
    }
};

}  // namespace pixelflux
