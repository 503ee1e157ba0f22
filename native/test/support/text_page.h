// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include "pictures.h"

namespace pixelflux {

// A page of cells of 8x16 pixels that look like letters, with all kinds of grey around their
// strokes or with one.
enum class Greys { kAll, kOne };
Picture text_page(Size size, Greys greys, std::uint32_t seed = 1);

}  // namespace pixelflux
