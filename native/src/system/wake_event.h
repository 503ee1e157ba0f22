// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "monotonic_time.h"

namespace pixelflux {

// Wakes a thread that waits in poll. `signal` may be called from any thread; the rest belongs to
// the waiting one.
class WakeEvent {
public:
    WakeEvent();
    ~WakeEvent();
    WakeEvent(const WakeEvent&) = delete;
    WakeEvent& operator=(const WakeEvent&) = delete;

    void signal();
    void reset();

    // Sleeps until `deadline`, a signal, or something to read from `other_fd` (-1: none), whichever
    // is first. Returns at once when one of these is already there. A signal stays until `reset`.
    enum class Reason { kDeadline, kSignal, kOther };
    Reason wait(TimePoint deadline, int other_fd = -1) const;

    // Can be read from while it is signalled, for who waits for something else too.
    int descriptor() const { return fd_; }

private:
    int fd_;
};

}  // namespace pixelflux
