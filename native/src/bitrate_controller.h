// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include "monotonic_time.h"

namespace pixelflux {

// Keeps what is sent to a constant bit rate: it finds, frame by frame, the one quality (CRF) for
// all stripes at which what moves just uses the rate up, and how much a frame may have at most.
// That is a leaky bucket of `vbv_multiplier` frames' worth: what the rate yields between two frames
// as they really come, which counts as one to four periods. Pure: time is told to it.
//
// The quality follows from what the last frames cost, in the measure in which libx264's quantiser
// works: 6 steps of CRF double or halve the bits.
class BitrateController {
public:
    // From the next frame on. `fps` is the ceiling, not what really comes.
    void set_rate(int kbps, double fps, double vbv_multiplier);

    struct Budget {
        double crf;
        std::int64_t most_bits;
    };
    // What the frame taken at `now` may cost.
    Budget begin(TimePoint now);

    // What it did cost, and the CRF it came out with, the mean over its stripes. A frame that holds
    // key frames says little about those that follow.
    void spent(std::int64_t bits, double crf, bool key_frames);

private:
    double bits_per_second_ = 0;
    double period_ = 0;  // seconds a frame
    double vbv_multiplier_ = 1;
    double in_bucket_ = 0;    // sent faster than the rate and not yet drained
    double owed_ = 0;         // bits over (or, negative, under) the rate lately
    double goal_ = 0;         // what the present frame should cost
    double complexity_ = 22;  // of frames lately: log2 of the bits that one would cost at CRF 0
    TimePoint last_{};
};

}  // namespace pixelflux
