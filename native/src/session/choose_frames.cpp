// SPDX-License-Identifier: MPL-2.0
#include "choose_frames.h"

#include "change_frames.h"
#include "choose_encoder.h"
#include "mixed_frames.h"
#include "stripe_frames.h"

namespace pixelflux {

std::unique_ptr<FrameMaker> make_frame_maker(FrameContent content, const Settings& settings,
                                             FrameSource& source, Epochs& epochs) {
    if (content == FrameContent::kChanges) return std::make_unique<ChangeFrames>(source, epochs);
    if (settings.mode == CaptureMode::kMixed)
        return std::make_unique<MixedFrames>(source, epochs, film_encoder);
    return std::make_unique<StripeFrames>(source, epochs, encoder_for);
}

bool same_frame_maker(FrameContent content, CaptureMode a, CaptureMode b) {
    return content == FrameContent::kChanges ||
           (a == CaptureMode::kMixed) == (b == CaptureMode::kMixed);
}

void require_frames(FrameContent content, const Settings& settings) {
    if (content == FrameContent::kChanges) return;
    if (settings.mode == CaptureMode::kMixed)
        film_encoder(settings);
    else
        encoder_for(settings);
}

}  // namespace pixelflux
