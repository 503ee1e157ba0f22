// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "damage.h"

namespace pixelflux {

inline Damage all_of(Size picture) {
    Damage all(picture);
    all.add_all();
    return all;
}

inline Damage rows_of(Size picture, int y, int height) {
    Damage rows(picture);
    rows.add({0, y, picture.width, height});
    return rows;
}

}  // namespace pixelflux
