// SPDX-License-Identifier: MPL-2.0
#include "free_memory.h"

#include <atomic>

#include <malloc.h>

#include "monotonic_time.h"

namespace pixelflux {

void return_free_memory() noexcept {
#ifdef __GLIBC__
    constexpr Duration kPause = std::chrono::seconds(1);
    static std::atomic<TimePoint> next{TimePoint{}};
    const TimePoint now = Clock::now();
    TimePoint due = next.load();
    if (now < due || !next.compare_exchange_strong(due, now + kPause)) return;
    malloc_trim(0);
#endif
}

}  // namespace pixelflux
