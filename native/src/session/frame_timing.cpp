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
    const bool due = outlook.due || outlook.due_at <= time_->now();
    if (!due && !wait_for_news(source, wake, outlook.due_at, deadline))
        return time_->now() >= deadline ? Next::kDeadline : Next::kLookAgain;
    const TimePoint now = time_->now();
    const TimePoint next = std::max(clock_.next(), outlook.earliest);
    if (now < next) {
        const WakeEvent::Reason reason = time_->wait(wake, std::min(next, deadline));
        if (reason == WakeEvent::Reason::kSignal) return Next::kLookAgain;
        return next > deadline ? Next::kDeadline : Next::kTake;
    }
    if (!due && now < outlook.due_at) source.settle(wake, kBurst);
    return Next::kTake;
}

// True when something is to be done: the source says so, or something is due.
bool FrameTiming::wait_for_news(FrameSource& source, const WakeEvent& wake, TimePoint due_at,
                                TimePoint deadline) {
    const FrameSource::Change change = source.wait_for_change(wake, std::min(deadline, due_at));
    const TimePoint now = time_->now();
    if (change != FrameSource::Change::kPending) calm_until_ = now;
    return change != FrameSource::Change::kNone || now >= due_at;
}

TimePoint FrameTiming::take() {
    const TimePoint now = time_->now();
    clock_.taken(now, calm_until_);
    return now;
}

}  // namespace pixelflux
