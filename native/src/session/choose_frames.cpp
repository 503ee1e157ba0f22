// SPDX-License-Identifier: MPL-2.0
#include "choose_frames.h"

#include "choose_encoder.h"
#include "mixed_frames.h"
#include "stripe_frames.h"

namespace pixelflux {

std::unique_ptr<FrameMaker> make_frame_maker(const Settings& settings, FrameSource& source,
                                             Epochs& epochs) {
    if (settings.mode == CaptureMode::kMixed)
        return std::make_unique<MixedFrames>(source, epochs, film_encoder());
    return std::make_unique<StripeFrames>(source, encoder_for);
}

bool same_frame_maker(CaptureMode a, CaptureMode b) {
    return (a == CaptureMode::kMixed) == (b == CaptureMode::kMixed);
}

void require_frames(const Settings& settings) {
    if (settings.mode != CaptureMode::kMixed) encoder_for(settings);
}

}  // namespace pixelflux
