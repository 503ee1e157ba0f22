// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "geometry.h"
#include "settings.h"

namespace pixelflux {

// Columns x ... x + width - 1 of a region.
struct Columns {
    int x = 0;
    int width = 0;
};

// What the synthetic source shows of one region, as a function of the settings, the pixel's place
// on the source (the region's offset included) and the step, and of nothing else: any part of
// any step may be asked for, in any order. Pure.
class SyntheticPicture {
public:
    virtual ~SyntheticPicture() = default;

    // The part of the region in which `step` (0, 1, ...) differs from the step before it; step 0 is
    // treated as if another had gone before. Empty when nothing changes. A row of it may look the
    // same by chance, but no 16 rows in a row do.
    virtual Rect changed(std::int64_t step) const = 0;

    // Writes these columns of row `y` of the region, kBytesPerPixel bytes for each pixel.
    virtual void draw_row(const Columns& columns, int y, std::int64_t step,
                          std::uint8_t* out) const = 0;
};

// The picture that `settings.synthetic_pattern` names. Its contract is with its class, in
// synthetic_PATTERN.h.
std::unique_ptr<SyntheticPicture> make_synthetic_picture(const Settings& settings,
                                                         const Rect& region);

// The rows that `synthetic_change` percent let move: ceil(height * change / 100) of them, in the
// middle of the region, the first of them at (height - rows) / 2, rounded down.
RowRun moving_rows(const Settings& settings, const Rect& region);

inline bool contains(const RowRun& rows, int y) { return y >= rows.y && y < rows.y + rows.height; }

}  // namespace pixelflux
