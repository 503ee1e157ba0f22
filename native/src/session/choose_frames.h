// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "frame_maker.h"
#include "settings.h"

namespace pixelflux {

// Opens what makes the frames that these settings ask for, of what `source` delivers, which must
// outlive it.
std::unique_ptr<FrameMaker> make_frame_maker(const Settings& settings, FrameSource& source);

}  // namespace pixelflux
