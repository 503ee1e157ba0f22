// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "monotonic_time.h"
#include "socket.h"

namespace pixelflux {

// Ends what waits on a socket if that takes too long: everybody's reads and writes of it fail from
// then on. A thread while it exists.
class Watchdog {
public:
    // Keeps a descriptor of its own: whoever waits may close his.
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
