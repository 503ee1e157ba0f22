// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include "monotonic_time.h"

namespace pixelflux {

// What a frame has to encode, in macroblocks.
struct FrameWork {
    std::int64_t moved = 0;    // changed, and predicted from the picture before
    std::int64_t whole = 0;    // of key frames
    std::int64_t refined = 0;  // as it was, but finer than before
    double refined_from = 0;   // the CRF that those have now, their mean
};

// Keeps what is sent to a constant bit rate: it finds, frame by frame, the one quality (CRF) for
// all stripes at which what is to be encoded just uses the rate up. How much may be sent at once is
// a leaky bucket of `vbv_multiplier` frames' worth: what the rate yields between two frames as they
// really come, which counts as one to four periods. A frame that was dearer than foreseen fills the
// bucket over its rim, and the next one has to wait. Pure: time is told to it.
//
// What a frame will cost follows from what a macroblock of each kind cost lately, in the measure in
// which libx264's quantiser works: 6 steps of CRF double or halve the bits.
class BitrateController {
public:
    // From the next frame on. `fps` is the ceiling, not what really comes.
    void set_rate(int kbps, double fps, double vbv_multiplier);

    // When the next frame may be taken.
    TimePoint ready() const;

    // The CRF of a frame taken at `now`, 1 to 45: a coarser one nobody could read. It is finer than
    // work.refined_from by what can be afforded.
    double begin(TimePoint now, const FrameWork& work);

    // What it did cost.
    void spent(std::int64_t bits);

private:
    double at_crf(double crf) const;  // bits of the present frame

    double bits_per_second_ = 0;
    double period_ = 0;  // seconds a frame
    double vbv_multiplier_ = 1;
    double in_bucket_ = 0;  // sent faster than the rate and not yet drained
    double owed_ = 0;       // bits over (or, negative, under) the rate lately
    TimePoint last_{};

    FrameWork work_;  // of the present frame
    double crf_ = 0;

    // log2 of the bits of a macroblock at CRF 0; to begin with, those of a desktop.
    double moved_cost_ = 8;
    double refined_cost_ = 8;
    double whole_cost_ = 9.5;
};

}  // namespace pixelflux
