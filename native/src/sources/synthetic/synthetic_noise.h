// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "synthetic_picture.h"

namespace pixelflux {

// Pixels that have nothing to do with each other: the worst there is to encode. Those of the moving
// rows are drawn anew in each step, the others are still.
class NoisePicture : public SyntheticPicture {
public:
    NoisePicture(const Settings& settings, const Rect& region);

    Rect changed(std::int64_t step) const override;
    void draw_row(const Columns& columns, int y, std::int64_t step,
                  std::uint8_t* out) const override;

private:
    std::uint64_t seed_;
    Rect region_;
    RowRun moving_;
};

}  // namespace pixelflux
