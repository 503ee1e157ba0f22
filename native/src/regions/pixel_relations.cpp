// SPDX-License-Identifier: MPL-2.0
#include "pixel_relations.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "colours.h"
#include "processor.h"

namespace pixelflux {
namespace {

bool is_soft(const std::uint8_t* a, const std::uint8_t* b) {
    for (int channel = 0; channel < 3; ++channel) {
        if (std::abs(a[channel] - b[channel]) > kSoftStep) return false;
    }
    return true;
}

}  // namespace

namespace detail {

PixelRelations relations_portable(const std::uint8_t* row, const std::uint8_t* above, int first,
                                  int width) {
    PixelRelations found;
    for (int x = std::max(first, 1); x < width; ++x) {
        const std::uint8_t* const pixel = row + row_bytes(x);
        const std::uint8_t* const left = pixel - kBytesPerPixel;
        const std::uint8_t* const upper = above + row_bytes(x);
        ++found.count;
        if (colours_at(pixel) == colours_at(left) || colours_at(pixel) == colours_at(upper))
            ++found.equal;
        else if (is_soft(pixel, left) || is_soft(pixel, upper))
            ++found.soft;
    }
    return found;
}

}  // namespace detail

PixelRelations relations_in(const PixelView& picture, const Rect& part, int row_step) {
    PixelRelations all;
    const auto add = [&all](const PixelRelations& some) {
        all.count += some.count;
        all.equal += some.equal;
        all.soft += some.soft;
    };
    for (int y = part.y + 1; y < bottom_of(part); y += row_step) {
        const std::uint8_t* const row = pixel_at(picture, part.x, y);
        const std::uint8_t* const above = pixel_at(picture, part.x, y - 1);
        int first = 1;
#if defined(__x86_64__)
        if (has_avx2()) {
            const PixelRelations some = detail::relations_avx2(row, above, part.width);
            add(some);
            first += some.count;
        }
#endif
        if (first < part.width) add(detail::relations_portable(row, above, first, part.width));
    }
    return all;
}

int colours_in(const PixelView& picture, const Rect& part, int row_step) {
    // A bit for each hash of a colour that was seen: few enough for the stack, and so many that
    // few of a tile's colours share one.
    constexpr int kHashBits = 11;
    std::array<std::uint64_t, (1U << kHashBits) / 64> seen{};
    for (int y = part.y + 1; y < bottom_of(part); y += row_step) {
        const std::uint8_t* const row = pixel_at(picture, part.x, y);
        for (int x = 1; x < part.width; ++x) {
            const std::uint32_t hash =
                (colours_at(row + row_bytes(x)) * 0x9e3779b1U) >> (32 - kHashBits);
            seen[hash / 64] |= std::uint64_t{1} << (hash % 64);
        }
    }
    int colours = 0;
    for (const std::uint64_t bits : seen) colours += __builtin_popcountll(bits);
    return colours;
}

}  // namespace pixelflux
