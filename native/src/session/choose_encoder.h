// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>
#include <vector>

#include "encoder_kind.h"
#include "settings.h"

namespace pixelflux {

// One library that encodes H.264.
struct H264Library {
    H264Encoder name;
    std::string_view word;  // of the option h264Encoder
    const EncoderKind& (*stripes)();
    const EncoderKind& (*films)();  // of mode mixed
};

// Those of this build. h264Encoder=auto takes the first. Any thread.
const std::vector<H264Library>& h264_libraries();

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
