// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <stdexcept>

#include "session_time.h"

namespace pixelflux {

// Time that passes only while somebody sleeps, and then at once.
class HeldTime : public SessionTime {
public:
    TimePoint now() const override { return now_; }

    WakeEvent::Reason wait(const WakeEvent& wake, TimePoint deadline) override {
        if (wake.wait(TimePoint{}) == WakeEvent::Reason::kSignal) return WakeEvent::Reason::kSignal;
        if (deadline == kNever) throw std::logic_error("waits for ever");
        now_ = std::max(now_, deadline);
        return WakeEvent::Reason::kDeadline;
    }

private:
    TimePoint now_ = Clock::now();
};

}  // namespace pixelflux
