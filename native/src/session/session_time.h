// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "monotonic_time.h"
#include "wake_event.h"

namespace pixelflux {

// The clock and the sleep of a session. With a clock that a test holds, a session behaves the same
// on every machine, however busy.
class SessionTime {
public:
    virtual ~SessionTime() = default;

    virtual TimePoint now() const { return Clock::now(); }

    // Sleeps until `deadline`, in this time, or until `wake` is signalled.
    virtual WakeEvent::Reason wait(const WakeEvent& wake, TimePoint deadline) {
        return wake.wait(deadline);
    }
};

}  // namespace pixelflux
