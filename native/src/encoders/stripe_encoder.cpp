// SPDX-License-Identifier: MPL-2.0
#include "stripe_encoder.h"

namespace pixelflux {

bool same_encoder(const Settings& a, const Settings& b) {
    return a.mode == b.mode && (a.mode == Codec::kJpeg || a.h264_full_color == b.h264_full_color);
}

}  // namespace pixelflux
