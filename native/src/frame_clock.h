// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "monotonic_time.h"

namespace pixelflux {

// Keeps frames at most `fps` a second. Pure: time is told to it.
class FrameClock {
public:
    explicit FrameClock(double fps) { set_fps(fps); }
    void set_fps(double fps) {
        period_ = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / fps));
    }

    // When the next frame may be taken; long past when nothing was taken for a while.
    TimePoint next() const { return next_; }

    // A frame was taken at `now`. Frames keep their rhythm while they are late by less than a
    // period; after that the rhythm starts anew, since catching up would be a burst.
    void taken(TimePoint now) { next_ = (now - next_ < period_ ? next_ : now) + period_; }

private:
    Duration period_{};
    TimePoint next_{};
};

}  // namespace pixelflux
