// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <chrono>
#include <memory>
#include <utility>

#include "frame_clock.h"
#include "frame_source.h"
#include "session_time.h"
#include "wake_event.h"

namespace pixelflux {

// Decides when a session takes a frame: not before 1/fps after the last one, not before the bit
// rate allows it, after a calm only when a burst of drawing is over, and otherwise as soon as there
// is something to show. It knows neither settings nor pixels. One thread at a time.
class FrameTiming {
public:
    FrameTiming(double fps, std::shared_ptr<SessionTime> time)
        : time_(std::move(time)), clock_(fps) {}

    // Allows at most so many frames a second from the next one on.
    void set_fps(double fps) { clock_.set_fps(fps); }

    TimePoint now() const { return time_->now(); }

    // The numbers of the frames.
    const FrameClock& clock() const { return clock_; }

    // What a session knows of its next frame, whatever its source does.
    struct Outlook {
        bool due = false;      // there is something to show already
        TimePoint due_at{};    // then there will be, though nothing changes; kNever: never
        TimePoint earliest{};  // before this the bit rate allows no frame
        TimePoint refinement_at = kNever;  // then a piece of what is still can be refined
    };

    // Sleeps until a frame is to be taken (kTake), `deadline` has passed without one (kDeadline),
    // or the session may know something new and has to ask again (kLookAgain): `wake` was
    // signalled, for one. What changed meanwhile stays with the source.
    //
    // kRefine: no frame is to be taken yet, and there is time for a piece that is refined: nothing
    // changed, or what did has to wait for its period for kRefinementTime at least. A piece is no
    // frame of the clock, so nothing that changes afterwards comes later for it.
    enum class Next { kTake, kRefine, kLookAgain, kDeadline };
    static constexpr Duration kRefinementTime = std::chrono::milliseconds(4);
    Next wait(FrameSource& source, const WakeEvent& wake, const Outlook& outlook,
              TimePoint deadline);

    // Says that a frame is taken now. Returns the time.
    TimePoint take();

private:
    static TimePoint refinement_time(const Outlook& outlook, TimePoint next, TimePoint now);
    FrameSource::Change look_for_change(FrameSource& source, const WakeEvent& wake,
                                        TimePoint deadline);

    std::shared_ptr<SessionTime> time_;
    FrameClock clock_;
    TimePoint calm_until_{};  // until then nothing was there to be taken
};

}  // namespace pixelflux
