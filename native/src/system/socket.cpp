// SPDX-License-Identifier: MPL-2.0
#include "socket.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>

namespace pixelflux {

bool is_ready(int socket, short events, TimePoint deadline) {
    while (true) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd entry{socket, events, 0};
        const int ready =
            poll(&entry, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, INT_MAX)));
        // Profilers send signals, and poll does not start again by itself.
        if (ready >= 0 || errno != EINTR) return ready == 1;
    }
}

}  // namespace pixelflux
