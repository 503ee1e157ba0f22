// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "epochs.h"
#include "frame_maker.h"
#include "settings.h"

namespace pixelflux {

// What frames consist of: what their mode says, or in every mode only where something changed.
enum class FrameContent { kEncoded, kChanges };

// Opens what makes the frames that these settings ask for, of what `source` delivers. Source and
// epochs must outlive it.
std::unique_ptr<FrameMaker> make_frame_maker(FrameContent content, const Settings& settings,
                                             FrameSource& source, Epochs& epochs);

// Whether one frame maker serves both modes.
bool same_frame_maker(FrameContent content, CaptureMode a, CaptureMode b);

// Throws Error(kArgument or kEncoder), saying what to do, when this build cannot make such frames.
// Any thread; opens nothing.
void require_frames(FrameContent content, const Settings& settings);

}  // namespace pixelflux
