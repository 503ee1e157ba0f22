// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace pixelflux {

// Hashes of colours, which tell rows and columns of tiles apart; two that differ seldom share one.
// AVX2 is used where the processor has it. Pure.

// Of `hashes.size()` rows of kTileWidth pixels, one below the other.
void hash_tile_rows(const std::uint8_t* pixels, std::size_t stride,
                    std::vector<std::uint32_t>& hashes);

// Of `hashes.size()` columns of kTileHeight pixels, side by side.
void hash_tile_columns(const std::uint8_t* pixels, std::size_t stride,
                       std::vector<std::uint32_t>& hashes);

}  // namespace pixelflux
