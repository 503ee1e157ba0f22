// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>

#include "encoder_traits.h"
#include "paint_over.h"
#include "settings.h"
#include "stripe_policy.h"

namespace pixelflux {

// The quality that a decision means, in the scale of the encoder. Paint-over never makes a stripe
// worse: where its setting is below that of moving stripes, theirs counts. Pure.

inline int percent_of(const Settings& settings, const StripeDecision& decision) {
    if (!paints_over(settings)) return settings.jpeg_quality;
    const int calm = std::max(settings.paint_over_jpeg_quality, settings.jpeg_quality);
    return decision.paint_over ? calm : std::max(calm - decision.wear, settings.jpeg_quality);
}

// The quantizers that a constant rate factor of libx264 comes to, as docs/decisions/
// constant-quantiser.md measures them.

// Of what moves. The more pictures a second there may be, the shorter one is seen.
inline double moving_quantizer(double rate_factor, double fps) {
    return rate_factor + 3 + 2.4 * std::log2(std::clamp(fps, 1.0, 100.0) / 60);
}

// Of key frames, of still stripes, and of a picture of which little moves.
inline double calm_quantizer(double rate_factor) { return rate_factor - 3; }

// What follows a paint-over's key frame, which it makes finer.
inline double burst_quantizer(double rate_factor) { return rate_factor - 5; }

inline double quantizer_of(const Settings& settings, const StripeDecision& decision, bool calm) {
    const bool key_frame = decision.action == StripeAction::kEncodeKeyFrame;
    if (decision.paint_over) {
        const double finer = std::min(settings.h264_paint_over_crf, settings.h264_crf);
        return std::max(key_frame ? calm_quantizer(finer) : burst_quantizer(finer), 0.0);
    }
    const double rate_factor = settings.h264_crf;
    return std::clamp(calm || key_frame ? calm_quantizer(rate_factor)
                                        : moving_quantizer(rate_factor, settings.fps),
                      0.0, 51.0);
}

// `calm`: the stripe is still, or little of the picture moves.
inline double quality_of(const Settings& settings, const StripeDecision& decision,
                         QualityScale scale, bool calm) {
    return scale == QualityScale::kPercent ? percent_of(settings, decision)
                                           : quantizer_of(settings, decision, calm);
}

}  // namespace pixelflux
