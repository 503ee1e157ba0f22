// SPDX-License-Identifier: MPL-2.0
#include "synthetic_film.h"

#include <algorithm>

#include "synthetic_hash.h"
#include "synthetic_shift.h"

namespace pixelflux {
namespace {

constexpr int kShare = 3;
constexpr int kTextPixelsPerStep = 16;
constexpr int kPixelsPerStep = 2;
constexpr int kGrain = 8;

std::uint8_t grainy(std::uint8_t value, std::uint64_t hash) {
    return static_cast<std::uint8_t>(value + static_cast<int>(hash % (2 * kGrain + 1)) - kGrain);
}

}  // namespace

FilmPicture::FilmPicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)),
      text_(settings, region, kTextPixelsPerStep) {}

void FilmPicture::draw_row(const Columns& columns, int y, std::int64_t step,
                           std::uint8_t* out) const {
    text_.draw_row(columns, y, step, out);
    if (!contains(moving_, y)) return;
    const int film = region_.width - region_.width / kShare;
    const int left = std::max(film, columns.x);
    const int width = std::max(columns.x + columns.width - left, 0);
    draw_film(seed_, region_.x + left, region_.y + y, step, width,
              out + (left - columns.x) * kBytesPerPixel);
}

void draw_film(std::uint64_t seed, int x, int y, std::int64_t step, int width, std::uint8_t* out) {
    draw_blocks(seed, static_cast<std::uint64_t>(x + step * kPixelsPerStep),
                static_cast<std::uint64_t>(y), width, out);
    const std::uint64_t row = mix(mix(seed ^ static_cast<std::uint64_t>(step) * kInTime) ^
                                  static_cast<std::uint64_t>(y) * kDown);
    for (int i = 0; i < width; ++i, out += kBytesPerPixel) {
        const std::uint64_t hash = mix(row + static_cast<std::uint64_t>(x + i) * kAcross);
        out[0] = grainy(out[0], hash);
        out[1] = grainy(out[1], hash >> 16);
        out[2] = grainy(out[2], hash >> 32);
    }
}

}  // namespace pixelflux
