// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>

#include "own_picture.h"
#include "shown_picture.h"

namespace pixelflux {

// What a session shows, in the size that `scale` makes of it; nothing if there is no picture. The
// session is held up only while it is copied, and not while it is scaled. Any thread. Throws
// Error(kArgument) for a scale that makes it too large, and std::bad_alloc.
std::optional<OwnPicture> copy_of(ShownPicture& shown, double scale);

}  // namespace pixelflux
