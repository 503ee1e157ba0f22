// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <wels/codec_api.h>

#include "geometry.h"

namespace pixelflux {

// What OpenH264 is opened with.
struct OpenH264Use {
    Size size;  // even, each side at least 16
    double fps = 60;
    bool film = false;  // searched as what a camera sees, not as a screen
};

// No rate control, no threads, no pictures left out, no key frame that was not asked for but at a
// change of scene, and the colours that the planes have in the VUI (x264_picture.h says which).
SEncParamExt openh264_parameters(ISVCEncoder& encoder, const OpenH264Use& use);

// OpenH264's quantizer that looks as libx264's at `quantizer`, by the mean luma SSIM that
// docs/decisions/openh264.md measures. 0..51; it gives 4..51.
int openh264_quantizer(double quantizer);

}  // namespace pixelflux
