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

// None if this build lacks it.
const EncoderKind* encoder_of(Codec codec) {
    switch (codec) {
        case Codec::kJpeg:
            return &JpegEncoder::kind();
        case Codec::kH264:
#if PIXELFLUX_HAS_X264
            return &X264Encoder::kind();
#else
            break;
#endif
    }
    return nullptr;
}

}  // namespace

bool has_codec(Codec codec) { return encoder_of(codec) != nullptr; }

const EncoderKind& encoder_for(const Settings& settings) {
    const EncoderKind* const encoder = encoder_of(settings.mode);
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
