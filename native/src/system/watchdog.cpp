// SPDX-License-Identifier: MPL-2.0
#include "watchdog.h"

#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>

#include "no_descriptor.h"
#include "start_thread.h"

namespace pixelflux {

Watchdog::Watchdog(int fd, TimePoint deadline) : socket_(fcntl(fd, F_DUPFD_CLOEXEC, 0)) {
    if (!socket_) throw no_descriptor("a watchdog of a connection", errno);
    thread_ = start_thread("pf-watchdog", [this, deadline] { watch(deadline); });
}

Watchdog::~Watchdog() {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        done_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Watchdog::watch(TimePoint deadline) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (changed_.wait_until(lock, deadline, [this] { return done_; })) return;
    has_ended_it_ = true;
    ::shutdown(socket_.get(), SHUT_RDWR);
}

}  // namespace pixelflux
