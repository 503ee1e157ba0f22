// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace pixelflux {

enum class StripeAction {
    kSkip,            // send nothing
    kEncode,          // send what changed
    kEncodeKeyFrame,  // send the whole stripe, decodable by itself
};

// What was seen of one stripe in one frame.
struct StripeObservation {
    bool changed = false;
    bool key_frame_requested = false;
};

// Decides what becomes of one stripe, frame by frame; one object a stripe. A pure state machine: it
// knows neither pixels nor time but the frames it is told of.
class StripePolicy {
public:
    // Call once a frame, in order.
    StripeAction decide(const StripeObservation& observation);

    // The next decision is a key frame whatever is seen: what was decided last never reached the
    // viewer.
    void start_over() { sent_ = false; }

private:
    bool sent_ = false;
};

}  // namespace pixelflux
