// SPDX-License-Identifier: MPL-2.0
#include "frame_timing.h"

#include <algorithm>

namespace pixelflux {
namespace {

// The first damage after a calm waits this long at most for the rest of its burst.
constexpr Duration kBurst = std::chrono::milliseconds(2);

}  // namespace

FrameTiming::Next FrameTiming::wait(FrameSource& source, const WakeEvent& wake,
                                    const Outlook& outlook, TimePoint deadline) {
    const TimePoint next = std::max(clock_.next(), outlook.earliest);
    TimePoint now = time_->now();
    const bool due = outlook.due || outlook.due_at <= now;
    if (!due) {
        const TimePoint refinement = refinement_time(outlook, next, now);
        // Whatever changes would have to wait.
        if (refinement <= now && now < next) return Next::kRefine;
        source.next_frame_at(next);
        const FrameSource::Change change =
            look_for_change(source, wake, std::min({deadline, outlook.due_at, refinement}));
        now = time_->now();
        if (change == FrameSource::Change::kNone && now < outlook.due_at) {
            if (now >= refinement) return Next::kRefine;
            return now >= deadline ? Next::kDeadline : Next::kLookAgain;
        }
    }
    if (now < next) {
        const TimePoint refinement = refinement_time(outlook, next, now);
        const WakeEvent::Reason reason = time_->wait(wake, std::min({next, deadline, refinement}));
        if (reason == WakeEvent::Reason::kSignal) return Next::kLookAgain;
        if (refinement < std::min(next, deadline)) return Next::kRefine;
        return next > deadline ? Next::kDeadline : Next::kTake;
    }
    if (!due && now < outlook.due_at) source.settle(wake, kBurst);
    return Next::kTake;
}

// When a piece can be refined: not so shortly before a frame's turn that the frame would wait.
TimePoint FrameTiming::refinement_time(const Outlook& outlook, TimePoint next, TimePoint now) {
    if (outlook.refinement_at == kNever) return kNever;
    const TimePoint time = std::max(outlook.refinement_at, now);
    return time < next && next - time < kRefinementTime ? next : time;
}

FrameSource::Change FrameTiming::look_for_change(FrameSource& source, const WakeEvent& wake,
                                                 TimePoint deadline) {
    const FrameSource::Change change = source.wait_for_change(wake, deadline);
    if (change != FrameSource::Change::kPending) calm_until_ = time_->now();
    return change;
}

TimePoint FrameTiming::take() {
    const TimePoint now = time_->now();
    clock_.taken(now, calm_until_);
    return now;
}

}  // namespace pixelflux
