// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// An XXH3-64 hash of the colours of pixels that lie without a gap between their rows, or with the
// same one; the unused byte of a pixel does not count. Pure.
std::uint64_t hash_colours(const PixelView& rows);

// The same of numbers, with a seed. Pure.
std::uint64_t hash_numbers(const std::vector<std::uint64_t>& numbers, std::uint64_t seed);

}  // namespace pixelflux
