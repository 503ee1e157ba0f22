// SPDX-License-Identifier: MPL-2.0
#include "choose_encoder.h"

#include "error.h"
#include "jpeg_encoder.h"
#include "stripe_layout.h"
#if PIXELFLUX_HAS_X264
#include "x264_encoder.h"
#endif

namespace pixelflux {

namespace {

// None if this build lacks it, or the mode has no stripes.
const EncoderKind* encoder_of(CaptureMode mode) {
    switch (mode) {
        case CaptureMode::kJpeg:
            return &JpegEncoder::kind();
        case CaptureMode::kH264:
#if PIXELFLUX_HAS_X264
            return &X264Encoder::kind();
#else
            break;
#endif
        case CaptureMode::kMixed:
            break;
    }
    return nullptr;
}

}  // namespace

bool has_codec(CaptureMode mode) { return encoder_of(mode) != nullptr; }

const EncoderKind* film_encoder() {
#if PIXELFLUX_HAS_X264
    return &X264Encoder::film_kind();
#else
    return nullptr;
#endif
}

const EncoderKind& encoder_for(const Settings& settings) {
    const EncoderKind* const encoder = encoder_of(settings.mode);
    if (settings.mode == CaptureMode::kMixed) {
        throw Error(ErrorCode::kEncoder, "mode=mixed has no stripes; use mode=jpeg or mode=h264");
    }
    if (encoder == nullptr) {
        throw Error(ErrorCode::kEncoder,
                    "mode=h264 is not available: this native library was built without x264 "
                    "(-DPIXELFLUX_X264=OFF); use "
                    "mode=jpeg or a build with x264");
    }
    require_stripe_height(settings, encoder->traits);
    return *encoder;
}

}  // namespace pixelflux
