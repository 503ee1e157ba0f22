// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>

#include "encoder_traits.h"
#include "settings.h"
#include "stripe_policy.h"

namespace pixelflux {

// The quality that a decision means, in the scale of the encoder. Paint-over never makes a stripe
// worse: where its setting is below that of moving stripes, theirs counts. Pure.

inline int percent_of(const Settings& settings, const StripeDecision& decision) {
    if (!settings.use_paint_over_quality) return settings.jpeg_quality;
    const int calm = std::max(settings.paint_over_jpeg_quality, settings.jpeg_quality);
    return decision.paint_over ? calm : std::max(calm - decision.wear, settings.jpeg_quality);
}

inline int rate_factor_of(const Settings& settings, const StripeDecision& decision) {
    return decision.paint_over ? std::min(settings.h264_paint_over_crf, settings.h264_crf)
                               : settings.h264_crf;
}

inline double quality_of(const Settings& settings, const StripeDecision& decision,
                         QualityScale scale) {
    return scale == QualityScale::kPercent ? percent_of(settings, decision)
                                           : rate_factor_of(settings, decision);
}

}  // namespace pixelflux
