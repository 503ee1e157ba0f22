// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "band_set.h"

namespace pixelflux {

// The bands of a picture of so many rows.
inline BandSet all(int height) {
    BandSet bands(bands_in(height));
    bands.set_all();
    return bands;
}

}  // namespace pixelflux
