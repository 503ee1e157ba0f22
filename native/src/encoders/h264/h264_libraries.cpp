// SPDX-License-Identifier: MPL-2.0
#include "h264_libraries.h"

#if PIXELFLUX_HAS_X264
#include "x264_encoder.h"
#endif
#if PIXELFLUX_HAS_OPENH264
#include "openh264_encoder.h"
#endif

namespace pixelflux {

const std::vector<H264Library>& h264_libraries() {
    static const auto& libraries = *new const std::vector<H264Library> {
#if PIXELFLUX_HAS_X264
        {H264Encoder::kX264, "x264", X264Encoder::kind, X264Encoder::film_kind},
#endif
#if PIXELFLUX_HAS_OPENH264
            {H264Encoder::kOpenh264, "openh264", OpenH264Encoder::kind, OpenH264Encoder::film_kind},
#endif
    };
    return libraries;
}

}  // namespace pixelflux
