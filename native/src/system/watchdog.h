// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "monotonic_time.h"
#include "socket.h"

namespace pixelflux {

// Ends a wait on a socket that takes too long: all its reads and writes fail from then on. Has a
// thread as long as it exists.
class Watchdog {
public:
    // Keeps a descriptor of its own, so the caller may close the one it waits on.
    Watchdog(int fd, TimePoint deadline);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    // Whether it took too long. Any thread.
    bool has_ended_it() const { return has_ended_it_; }

private:
    void watch(TimePoint deadline);

    Socket socket_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool done_ = false;
    std::atomic<bool> has_ended_it_{false};
    std::thread thread_;  // last: it uses the others
};

}  // namespace pixelflux
