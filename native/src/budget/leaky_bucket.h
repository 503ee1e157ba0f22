// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "monotonic_time.h"

namespace pixelflux {

// Keeps what is sent to a constant bit rate. How much may be sent at once is a leaky bucket of
// `vbv_multiplier` frames' worth: what the rate yields between two frames as they really come,
// which counts as one to four periods. A frame that costs more overfills the bucket, and the next
// one has to wait. Pure: the caller tells it the time. One thread at a time.
//
// A frame is `begin` and, if anything was sent, `spent`.
class LeakyBucket {
public:
    // Applies from the next frame on. `fps` is the ceiling, not the rate of real frames.
    void set_rate(int kbps, double fps, double vbv_multiplier);

    double bits_per_second() const { return bits_per_second_; }
    double period_seconds() const { return period_; }

    // When the next frame may be taken.
    TimePoint ready() const;

    // When everything that was sent is paid for.
    TimePoint empty() const;

    // A frame is taken at `now`. Returns the bits that it may have.
    double begin(TimePoint now);

    // The frame had so many bits.
    void spent(double bits);

    // The frame leaves so many bits to what is sent beside frames; later ones make no use of them.
    void put_aside(double bits) { owed_ += bits; }

    // So many bits were sent at `now` beside what frames may have.
    void spent_beside(double bits, TimePoint now);

private:
    double bits_per_second_ = 0;
    double period_ = 0;
    double vbv_multiplier_ = 1;
    double bucket_ = 0;     // bits that it holds in the present frame
    double in_bucket_ = 0;  // sent faster than the rate and not yet drained, at looked_
    double owed_ = 0;       // bits over (or, negative, under) the rate lately
    TimePoint looked_{};
    TimePoint last_{};  // frame
};

}  // namespace pixelflux
