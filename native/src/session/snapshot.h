// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "frame_source.h"
#include "geometry.h"
#include "settings.h"

namespace pixelflux {

// A picture that owns its pixels: 0x00RRGGBB each, rows without a gap.
struct Snapshot {
    Size size;
    std::vector<std::int32_t> rgb;
    // Of its own, as that of a capture that begins with it: Epochs.
    std::uint64_t epoch = 0;
    // When the pixels were read.
    std::int64_t capture_nanos = 0;
};

// The picture that the first frame of a capture with these settings would show, not encoded. Their
// options of encoding and rate have no effect. Opens a source of its own, blocks for the grab and
// leaves nothing open. Any thread. A screen that is resized during the grab is read once more, as
// if the snapshot began then.
//
// Throws Error(kArgument) for a region that does not fit the source or has more than 2^30 pixels,
// or a watermark that cannot be read; Error(kDisplay or kCapture) for a source that cannot be
// opened or read.
Snapshot take_snapshot(const Settings& settings);

// The same for a source that is open already and was not grabbed before.
Snapshot take_snapshot(const Settings& settings, FrameSource& source);

}  // namespace pixelflux
