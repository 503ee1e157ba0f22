// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "geometry.h"

namespace pixelflux {

// Whether a PNG image of the pixels has four bits a pixel or fewer, before it is compressed;
// ignores a pixel's fourth byte. Stops at the first colour too many. At least 1x1 pixels. Pure.
bool has_few_colors(const PixelView& pixels);

// Whether a PNG image of the pixels has a palette, as far as some of its rows tell. The
// same otherwise.
bool fits_palette(const PixelView& pixels);

}  // namespace pixelflux
