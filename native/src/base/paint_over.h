// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "settings.h"

namespace pixelflux {

// Whether what stays still is sent once more, better: by default in mode mixed alone.
inline bool paints_over(const Settings& settings) {
    return settings.use_paint_over_quality.value_or(settings.mode == CaptureMode::kMixed);
}

}  // namespace pixelflux
