// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "monotonic_time.h"

namespace pixelflux {

// Limits frames to `fps` a second, and numbers them as if one had been taken in every period: the
// policies count in these numbers, so "still for ten frames" means the same time whether or not
// frames were taken meanwhile. Pure: the caller tells it the time.
class FrameClock {
public:
    explicit FrameClock(double fps) { set_fps(fps); }

    // Counts from the next frame on; one that would come later than a new period after the last
    // frame comes sooner.
    void set_fps(double fps) {
        period_ = duration_of(1 / fps);
        if (frame_ > 0) next_ = std::min(next_, last_ + period_);
    }
    Duration period() const { return period_; }

    // When the next frame may be taken; long past when nothing was taken for a while.
    TimePoint next() const { return next_; }

    // The number of the frame taken last; the first one is 1.
    std::int64_t frame() const { return frame_; }

    // When frame `number`, a later one than frame(), is to be taken.
    TimePoint time_of(std::int64_t number) const {
        const std::int64_t periods = number - frame_ - 1;
        return periods > (kNever - next_) / period_ - 1 ? kNever : next_ + periods * period_;
    }

    // A frame was taken at `now`. Frames keep their rhythm while they are late by less than a
    // period. After that the rhythm starts anew, since frames that caught up would be a burst.
    //
    // Until `calm_until` nothing was there to be taken, so the periods that went by count as
    // frames. After that the reader was late, and this is simply the next one.
    void taken(TimePoint now, TimePoint calm_until) {
        const bool first = frame_ == 0;
        frame_ += 1 + (!first && calm_until > next_ ? (calm_until - next_) / period_ : 0);
        last_ = now - next_ >= period_ ? now : next_;
        next_ = last_ + period_;
    }

private:
    Duration period_{};
    TimePoint last_{};  // when the last frame was due; when it was taken if the rhythm began anew
    TimePoint next_{};
    std::int64_t frame_ = 0;
};

}  // namespace pixelflux
