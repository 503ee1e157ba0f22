// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "frame_source.h"
#include "settings.h"

namespace pixelflux {

// Opens the source that `settings` name. Throws Error(kArgument, kDisplay, kWindow or kCapture).
std::unique_ptr<FrameSource> open_frame_source(const Settings& settings);

}  // namespace pixelflux
