// SPDX-License-Identifier: MPL-2.0
#include "synthetic_noise.h"

#include "synthetic_hash.h"
#include "synthetic_pixel.h"

namespace pixelflux {

NoisePicture::NoisePicture(const Settings& settings, const Rect& region)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      region_(region),
      moving_(moving_rows(settings, region)) {}

Rect NoisePicture::changed(std::int64_t) const {
    return {0, moving_.y, region_.width, moving_.height};
}

void NoisePicture::draw_row(const Columns& columns, int y, std::int64_t step,
                            std::uint8_t* out) const {
    const std::uint64_t time = contains(moving_, y) ? static_cast<std::uint64_t>(step) : 0;
    const std::uint64_t row =
        mix(mix(seed_ ^ time * kInTime) ^ static_cast<std::uint64_t>(region_.y + y) * kDown);
    const int first = region_.x + columns.x;
    for (int x = first; x < first + columns.width; ++x) {
        const std::uint64_t hash = mix(row + static_cast<std::uint64_t>(x) * kAcross);
        out = put(out, {static_cast<std::uint8_t>(hash), static_cast<std::uint8_t>(hash >> 8),
                        static_cast<std::uint8_t>(hash >> 16)});
    }
}

}  // namespace pixelflux
