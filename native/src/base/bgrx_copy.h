// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// The same pixels in the order kBgrx: `picture` itself if it has that order, otherwise a copy
// without gaps in `room`. Pure.
PixelView in_bgrx(const PixelView& picture, std::vector<std::uint8_t>& room);

}  // namespace pixelflux
