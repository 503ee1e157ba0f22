// SPDX-License-Identifier: MPL-2.0
#include "stripe_policy.h"

#include <algorithm>

#include "paint_over.h"

namespace pixelflux {

namespace {

// More than any setting can ask for.
constexpr int kMost = 1 << 30;

}  // namespace

StripeRules rules_of(const Settings& settings, const EncoderTraits& encoder) {
    StripeRules rules;
    rules.streaming = encoder.streams && settings.h264_streaming_mode;
    rules.paint_over = paints_over(settings);
    rules.trigger = settings.paint_over_trigger_frames;
    rules.burst = encoder.streams ? settings.h264_paint_over_burst_frames : 1;
    // A key frame costs more than the bit rate allows at once, so it would look worse.
    rules.paint_over_by_key_frame = !encoder.streams || settings.rate_control == RateControl::kCrf;
    rules.damage_threshold = settings.damage_block_threshold;
    rules.damage_duration = settings.damage_block_duration;
    return rules;
}

StripeDecision StripePolicy::decide(std::int64_t frame, const StripeObservation& observation,
                                    const StripeRules& rules) {
    const bool key_frame = !sent_ || observation.key_frame_requested;
    StripeDecision decision;
    if (observation.changed || !sent_) {
        rest(frame - changed_ - 1, rules);
        decision = change(frame, rules);
    } else {
        rest(frame - changed_, rules);
        frame_ = frame;
        decision = stay_still(rules);
    }
    if (key_frame) {
        decision.action = StripeAction::kEncodeKeyFrame;
        decision.paint_over = painted_ > 0;
        if (!observation.changed) decision.reason = SendReason::kKeyFrame;
    }
    frame_ = frame;
    sent_ = true;
    return decision;
}

StripeDecision StripePolicy::change(std::int64_t frame, const StripeRules& rules) {
    streak_ = frame == changed_ + 1 ? std::min(streak_, kMost) + 1 : 1;
    if (rules.damage_threshold != 0 && streak_ >= rules.damage_threshold) damaged_ = true;
    changed_ = frame;
    painted_ = 0;
    const int wear = wear_;
    wear_ = std::min(wear_, kMost) + 1;
    return {StripeAction::kEncode, false, wear};
}

StripeDecision StripePolicy::stay_still(const StripeRules& rules) {
    if (rules.streaming) return {StripeAction::kEncode, false, wear_, SendReason::kStreaming};
    if (rules.paint_over && painted_ < rules.burst &&
        (painted_ > 0 || frame_ - changed_ >= rules.trigger)) {
        const bool first = painted_++ == 0;
        return {first && rules.paint_over_by_key_frame ? StripeAction::kEncodeKeyFrame
                                                       : StripeAction::kEncode,
                true, 0, SendReason::kPaintOver};
    }
    if (coarse_) return {StripeAction::kEncode, painted_ > 0, wear_, SendReason::kPaintOver};
    return {StripeAction::kSkip, false, wear_};
}

// How long a stripe has been still before it is as good as new.
void StripePolicy::rest(std::int64_t still_frames, const StripeRules& rules) {
    if (still_frames < (damaged_ ? rules.damage_duration : rules.trigger)) return;
    wear_ = 0;
    damaged_ = false;
}

std::int64_t StripePolicy::due(const StripeRules& rules) const {
    if (!sent_ || rules.streaming || coarse_) return frame_ + 1;
    if (!rules.paint_over || painted_ >= rules.burst) return kNotDue;
    return std::max(painted_ > 0 ? frame_ : changed_ + rules.trigger, frame_ + 1);
}

}  // namespace pixelflux
