// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "cursor.h"
#include "stream_frame.h"

namespace pixelflux {

// The look of a pointer with this image. Null: it makes no sense, or has no pixel.
std::shared_ptr<const CursorShape> shape_of(const CursorBitmap& bitmap);

}  // namespace pixelflux
