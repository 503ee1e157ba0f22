// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// What changed of a picture is remembered, until somebody asks, in so many pieces at most.
constexpr std::size_t kMostToldPieces = 16;

// Adds `more` to the pieces that are remembered; if there are too many then, one stands for all.
// Throws std::bad_alloc. Pure.
void add_changes(std::vector<Rect>& pieces, const std::vector<Rect>& more);

}  // namespace pixelflux
