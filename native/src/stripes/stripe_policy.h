// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <limits>

#include "encoder_traits.h"
#include "send_reason.h"
#include "settings.h"

namespace pixelflux {

enum class StripeAction {
    kSkip,            // send nothing
    kEncode,          // send what changed
    kEncodeKeyFrame,  // send the whole stripe, decodable by itself
};

// What happens to one stripe in one frame.
struct StripeDecision {
    StripeAction action = StripeAction::kSkip;
    bool paint_over = false;  // at the quality of still stripes
    int wear = 0;             // frames that changed since the stripe was calm, 0 in the first one
    SendReason reason = SendReason::kChange;
};

// What was seen of one stripe in one frame.
struct StripeObservation {
    bool changed = false;
    bool key_frame_requested = false;
};

// The part of the settings that decides when a stripe is sent. All counts are in frames.
struct StripeRules {
    bool streaming = false;   // every stripe in every frame
    bool paint_over = false;  // send still stripes once more
    int trigger = 10;         // so long a stripe stays still before that
    int burst = 1;            // pictures of one paint-over
    bool paint_over_by_key_frame = true;
    int damage_threshold = 15;  // changes in a row that make a stripe damaged; 0: never
    int damage_duration = 30;   // so long a damaged stripe stays still before its wear is gone
};

StripeRules rules_of(const Settings& settings, const EncoderTraits& encoder);

// Decides what happens to one stripe, frame by frame; there is one object for each stripe. A pure
// state machine: it knows neither pixels nor time, only the numbers of the frames that it is told
// of.
//
// A frame that is left out counts as one in which nothing changed. So calling `decide` for every
// frame with a change, and for every frame that `due` names, gives the same as calling it for all.
class StripePolicy {
public:
    static constexpr std::int64_t kNotDue = std::numeric_limits<std::int64_t>::max();

    // Call in ascending order of `frame`, which begins with 1.
    StripeDecision decide(std::int64_t frame, const StripeObservation& observation,
                          const StripeRules& rules);

    // The next frame in which something is to be sent though nothing changed; kNotDue if there is
    // none.
    std::int64_t due(const StripeRules& rules) const;

    // Says whether the last picture came out coarser than it should be, for lack of bits. Then the
    // stripe is sent again although it is still.
    void set_coarse(bool coarse) { coarse_ = coarse; }

    // Makes the next decision a key frame whatever is observed, because the last one never reached
    // the viewer.
    void start_over() { sent_ = false; }

private:
    StripeDecision change(std::int64_t frame, const StripeRules& rules);
    StripeDecision stay_still(const StripeRules& rules);
    void rest(std::int64_t still_frames, const StripeRules& rules);

    bool sent_ = false;
    bool coarse_ = false;
    bool damaged_ = false;
    int streak_ = 0;  // changes in consecutive frames
    int wear_ = 0;
    int painted_ = 0;  // pictures of the present paint-over
    std::int64_t frame_ = 0;
    std::int64_t changed_ = 0;  // the frame of the last change
};

}  // namespace pixelflux
