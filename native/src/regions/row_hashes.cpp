// SPDX-License-Identifier: MPL-2.0
#include "row_hashes.h"

#include <array>

#include <xxhash.h>

#include "colours.h"
#include "processor.h"
#include "tile_grid.h"

namespace pixelflux {
namespace {

[[gnu::always_inline]] inline void hash_rows(const std::uint8_t* pixels, std::size_t stride,
                                             std::vector<std::uint32_t>& hashes) {
    std::array<std::uint32_t, kTileWidth> row;
    for (std::uint32_t& hash : hashes) {
        for (std::size_t x = 0; x < kTileWidth; ++x) row[x] = colours_at(pixels + 4 * x);
        hash = static_cast<std::uint32_t>(XXH3_64bits(row.data(), sizeof row));
        pixels += stride;
    }
}

// Row by row, so that what is read lies side by side.
[[gnu::always_inline]] inline void hash_columns(const std::uint8_t* pixels, std::size_t stride,
                                                std::vector<std::uint32_t>& hashes) {
    std::uint32_t* const all = hashes.data();
    const std::size_t count = hashes.size();
    for (std::size_t i = 0; i < count; ++i) all[i] = 0;
    for (int y = 0; y < kTileHeight; ++y) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t mixed = (all[i] ^ colours_at(pixels + 4 * i)) * 0x9e3779b1U;
            all[i] = mixed ^ mixed >> 15;
        }
        pixels += stride;
    }
}

void hash_rows_portable(const std::uint8_t* pixels, std::size_t stride,
                        std::vector<std::uint32_t>& hashes) {
    hash_rows(pixels, stride, hashes);
}
void hash_columns_portable(const std::uint8_t* pixels, std::size_t stride,
                           std::vector<std::uint32_t>& hashes) {
    hash_columns(pixels, stride, hashes);
}

#if defined(__x86_64__)
// The same, which the compiler makes into AVX2.
__attribute__((target("avx2"))) void hash_rows_avx2(const std::uint8_t* pixels, std::size_t stride,
                                                    std::vector<std::uint32_t>& hashes) {
    hash_rows(pixels, stride, hashes);
}
__attribute__((target("avx2"))) void hash_columns_avx2(const std::uint8_t* pixels,
                                                       std::size_t stride,
                                                       std::vector<std::uint32_t>& hashes) {
    hash_columns(pixels, stride, hashes);
}
#endif

}  // namespace

void hash_tile_rows(const std::uint8_t* pixels, std::size_t stride,
                    std::vector<std::uint32_t>& hashes) {
#if defined(__x86_64__)
    if (has_avx2()) return hash_rows_avx2(pixels, stride, hashes);
#endif
    hash_rows_portable(pixels, stride, hashes);
}

void hash_tile_columns(const std::uint8_t* pixels, std::size_t stride,
                       std::vector<std::uint32_t>& hashes) {
#if defined(__x86_64__)
    if (has_avx2()) return hash_columns_avx2(pixels, stride, hashes);
#endif
    hash_columns_portable(pixels, stride, hashes);
}

}  // namespace pixelflux
