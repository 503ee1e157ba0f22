// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "cursor.h"

namespace pixelflux {

// A white arrow with a black rim and a half transparent shadow, 12x18 pixels, its hotspot at 1,1.
// At step n its hotspot is 7 n pixels to the right and 5 n down from the source's corner, reflected
// at the edges, so that it is cut by each of them in turn. Pure.
class SyntheticCursor {
public:
    SyntheticCursor();

    Cursor at(std::int64_t step, Size source) const;

private:
    std::shared_ptr<const CursorShape> shape_;
};

}  // namespace pixelflux
