// SPDX-License-Identifier: MPL-2.0
#include "choose_encoder.h"

#include "error.h"
#include "jpeg_encoder.h"
#if PIXELFLUX_HAS_X264
#include "x264_encoder.h"
#endif

namespace pixelflux {

bool has_codec(Codec codec) { return codec == Codec::kJpeg || PIXELFLUX_HAS_X264; }

void require_codec(Codec codec) {
    if (has_codec(codec)) return;
    throw Error(ErrorCode::kEncoder,
                "mode=h264 is not available: this native library was built without x264 "
                "(-DPIXELFLUX_X264=OFF); use "
                "mode=jpeg or a build with x264");
}

std::unique_ptr<StripeEncoder> make_stripe_encoder(const Settings& settings, Size size) {
    require_codec(settings.mode);
#if PIXELFLUX_HAS_X264
    if (settings.mode == Codec::kH264) return std::make_unique<X264Encoder>(settings, size);
#endif
    return std::make_unique<JpegEncoder>(size);
}

}  // namespace pixelflux
