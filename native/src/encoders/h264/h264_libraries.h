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

// Those of this edition of the native library: the one that is free of GPL has no x264.
// h264Encoder=auto takes the first. Any thread.
const std::vector<H264Library>& h264_libraries();

}  // namespace pixelflux
