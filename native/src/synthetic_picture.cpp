// SPDX-License-Identifier: MPL-2.0
#include "synthetic_picture.h"

#include <cmath>

#include "synthetic_shift.h"

namespace pixelflux {

std::unique_ptr<SyntheticPicture> make_synthetic_picture(const Settings& settings,
                                                         const Rect& region) {
    return std::make_unique<ShiftPicture>(settings, region);
}

RowRun moving_rows(const Settings& settings, const Rect& region) {
    const int rows = static_cast<int>(std::ceil(region.height * settings.synthetic_change / 100));
    return {(region.height - rows) / 2, rows};
}

}  // namespace pixelflux
