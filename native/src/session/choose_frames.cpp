// SPDX-License-Identifier: MPL-2.0
#include "choose_frames.h"

#include "choose_encoder.h"
#include "stripe_frames.h"

namespace pixelflux {

std::unique_ptr<FrameMaker> make_frame_maker(const Settings&, FrameSource& source) {
    return std::make_unique<StripeFrames>(source, encoder_for);
}

}  // namespace pixelflux
