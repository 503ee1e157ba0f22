// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "all_bands.h"
#include "settings.h"
#include "stripe_encoder.h"

namespace pixelflux {

// What tests of H.264 encoders ask for.

inline Settings h264() {
    Settings settings;
    settings.mode = CaptureMode::kH264;
    return settings;
}

inline EncodeRequest at(double quantizer) {
    EncodeRequest request;
    request.quality = quantizer;
    return request;
}

}  // namespace pixelflux
