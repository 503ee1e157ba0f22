// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <ctime>

namespace pixelflux {

// Processor time of the calling thread.
inline double cpu_millis() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace pixelflux
