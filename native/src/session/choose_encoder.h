// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "encoder_kind.h"
#include "h264_libraries.h"
#include "settings.h"

namespace pixelflux {

// The encoder that settings.mode and h264_encoder choose. Throws Error(kEncoder), saying what to
// do, when this build has none, and Error(kArgument), naming option, value and range, when it
// cannot do what the settings ask for. Any thread; opens nothing.
const EncoderKind& encoder_for(const Settings& settings);

// What encodes the films of mode mixed; null if there are none, because the settings want none or
// this build has no H.264. Throws as encoder_for does. Any thread.
const EncoderKind* film_encoder(const Settings& settings);

// Whether this build can encode the stripes of `mode`. Any thread.
bool has_codec(CaptureMode mode);

}  // namespace pixelflux
