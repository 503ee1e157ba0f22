// SPDX-License-Identifier: MPL-2.0
#include "stripe_policy.h"

namespace pixelflux {

StripeAction StripePolicy::decide(const StripeObservation& observation) {
    if (!sent_ || observation.key_frame_requested) {
        sent_ = true;
        return StripeAction::kEncodeKeyFrame;
    }
    return observation.changed ? StripeAction::kEncode : StripeAction::kSkip;
}

}  // namespace pixelflux
