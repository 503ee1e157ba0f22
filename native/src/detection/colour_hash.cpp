// SPDX-License-Identifier: MPL-2.0
#include "colour_hash.h"

#include <algorithm>
#include <cstring>

#include <xxhash.h>

#include "colours.h"
#include "processor.h"

#if defined(__x86_64__)
#include <xxh_x86dispatch.h>  // from here on XXH3_64bits picks SSE2, AVX2 or AVX-512 at run time
#endif

namespace pixelflux {
namespace {

// Small enough for the first level cache, large enough for what each call of XXH3 costs
// (docs/decisions/compare-colours-only.md).
constexpr std::size_t kPieceBytes = 8192;

// The fourth byte of a pixel means nothing, so a painter that changes only this byte changes
// nothing.
[[gnu::always_inline]] inline void copy_colours(const std::uint8_t* pixels, std::size_t bytes,
                                                std::uint8_t* to) {
    for (std::size_t at = 0; at < bytes; at += kBytesPerPixel) {
        const std::uint32_t colours = colours_at(pixels + at);
        std::memcpy(to + at, &colours, sizeof colours);
    }
}

void copy_colours_portable(const std::uint8_t* pixels, std::size_t bytes, std::uint8_t* to) {
    copy_colours(pixels, bytes, to);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void copy_colours_avx2(const std::uint8_t* pixels,
                                                       std::size_t bytes, std::uint8_t* to) {
    copy_colours(pixels, bytes, to);
}
#endif

using CopyColours = void (*)(const std::uint8_t*, std::size_t, std::uint8_t*);

CopyColours fastest_copy_of_colours() {
#if defined(__x86_64__)
    if (has_avx2()) return copy_colours_avx2;
#endif
    return copy_colours_portable;
}

std::uint64_t hash_run(const std::uint8_t* pixels, std::size_t bytes, std::uint64_t chain) {
    static const CopyColours copy = fastest_copy_of_colours();
    alignas(64) std::uint8_t piece[kPieceBytes];
    for (std::size_t at = 0; at < bytes; at += kPieceBytes) {
        const std::size_t size = std::min(kPieceBytes, bytes - at);
        copy(pixels + at, size, piece);
        chain = XXH3_64bits_withSeed(piece, size, chain);
    }
    return chain;
}

}  // namespace

std::uint64_t hash_colours(const PixelView& rows) {
    const std::size_t row_bytes = static_cast<std::size_t>(rows.width) * kBytesPerPixel;
    if (rows.stride == row_bytes)
        return hash_run(rows.data, row_bytes * static_cast<std::size_t>(rows.height), 0);
    std::uint64_t chain = 0;
    for (int y = 0; y < rows.height; ++y) chain = hash_run(rows.row(y), row_bytes, chain);
    return chain;
}

std::uint64_t hash_numbers(const std::vector<std::uint64_t>& numbers, std::uint64_t seed) {
    return XXH3_64bits_withSeed(numbers.data(), numbers.size() * sizeof(std::uint64_t), seed);
}

}  // namespace pixelflux
