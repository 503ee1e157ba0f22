// SPDX-License-Identifier: MPL-2.0
#include "wake_event.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "error.h"
#include "no_descriptor.h"

namespace pixelflux {

WakeEvent::WakeEvent() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (fd_ < 0) throw no_descriptor("an eventfd", errno);
}

WakeEvent::~WakeEvent() { close(fd_); }

void WakeEvent::signal() {
    const std::uint64_t one = 1;
    // Fails only when 2^64 - 1 signals are pending: then the waiting thread is awake anyway.
    [[maybe_unused]] const ssize_t written = write(fd_, &one, sizeof one);
}

void WakeEvent::reset() {
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t consumed = read(fd_, &count, sizeof count);
}

WakeEvent::Reason WakeEvent::wait(TimePoint deadline, int other_fd) const {
    pollfd entries[2] = {{fd_, POLLIN, 0}, {other_fd, POLLIN, 0}};
    while (true) {
        timespec left{};
        if (deadline != kNever) {
            using std::chrono::nanoseconds;
            const auto nanos =
                std::max(nanoseconds(0), std::chrono::ceil<nanoseconds>(deadline - Clock::now()))
                    .count();
            left.tv_sec = static_cast<time_t>(nanos / 1'000'000'000);
            left.tv_nsec = static_cast<long>(nanos % 1'000'000'000);
        }
        const int ready =
            ppoll(entries, other_fd < 0 ? 1 : 2, deadline == kNever ? nullptr : &left, nullptr);
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0)
            throw Error(ErrorCode::kInternal, std::string("poll failed: ") + std::strerror(errno));
        if (entries[0].revents != 0) return Reason::kSignal;
        if (ready > 0) return Reason::kOther;
        return Reason::kDeadline;
    }
}

}  // namespace pixelflux
