// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// Shaded blocks of 32x32 pixels, whose moving rows go to the left by 2 pixels in each step. For the
// pixel at X, Y of the source in step n:
//
//   u     = X + 2 n within the moving rows, X elsewhere
//   v     = Y
//   h     = mix(seed ^ (u div 32) * 0x9E3779B97F4A7C15 ^ (v div 32) * 0xC2B2AE3D27D4EB4F)
//   shade = u mod 32 + v mod 32 - 31
//   grey  = 64 + (h mod 256) / 2
//   red   = grey + (h >> 8) mod 32 - 16 + shade
//   green = grey + shade
//   blue  = grey + (h >> 16) mod 32 - 16 + shade
//
// with all products modulo 2^64, integer division rounding down, and mix of synthetic_hash.h, the
// finaliser of SplitMix64.
class ShiftPicture : public SyntheticPicture {
public:
    ShiftPicture(const Settings& settings, const Rect& region);

    Rect changed(std::int64_t step) const override;
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
};

// Writes `width` pixels of the blocks above, from u, v on to the right. Red and green differ by 16
// at most.
void draw_blocks(std::uint64_t seed, std::uint64_t u, std::uint64_t v, int width,
                 std::uint8_t* out);

}  // namespace pixelflux
