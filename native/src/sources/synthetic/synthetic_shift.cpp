// SPDX-License-Identifier: MPL-2.0
#include "synthetic_shift.h"

#include <algorithm>

#include "synthetic_hash.h"

namespace pixelflux {
namespace {

constexpr int kCell = 32;
constexpr int kPixelsPerStep = 2;

}  // namespace

ShiftPicture::ShiftPicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)) {}

Rect ShiftPicture::changed(std::int64_t) const {
    return {0, moving_.y, region_.width, moving_.height};
}

void ShiftPicture::draw_row(const Columns& columns, int y, std::int64_t step,
                            std::uint8_t* out) const {
    const std::int64_t shift = contains(moving_, y) ? step * kPixelsPerStep : 0;
    draw_blocks(seed_, static_cast<std::uint64_t>(region_.x + columns.x + shift),
                static_cast<std::uint64_t>(region_.y + y), columns.width, out);
}

void draw_blocks(std::uint64_t seed, std::uint64_t u, std::uint64_t v, int width,
                 std::uint8_t* out) {
    const std::uint64_t row = seed ^ (v / kCell) * kDown;
    for (int left = width; left > 0;) {
        const std::uint64_t hash = mix(row ^ (u / kCell) * kAcross);
        const int grey = 64 + static_cast<int>(hash % 256) / 2;
        const int red = grey + static_cast<int>((hash >> 8) % 32) - 16;
        const int blue = grey + static_cast<int>((hash >> 16) % 32) - 16;
        const int run = std::min(left, kCell - static_cast<int>(u % kCell));
        int shade = static_cast<int>(u % kCell) + static_cast<int>(v % kCell) - 31;
        for (int i = 0; i < run; ++i, ++shade, out += kBytesPerPixel) {
            out[0] = static_cast<std::uint8_t>(blue + shade);
            out[1] = static_cast<std::uint8_t>(grey + shade);
            out[2] = static_cast<std::uint8_t>(red + shade);
            out[3] = 0;
        }
        u += static_cast<std::uint64_t>(run);
        left -= run;
    }
}

}  // namespace pixelflux
