// SPDX-License-Identifier: MPL-2.0
#include "socket.h"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <cstring>

#include "no_descriptor.h"

namespace pixelflux {
namespace {

constexpr int kQueueMillis = 5;

ConnectedSocket failed(int reason) { return {Socket(), std::strerror(reason)}; }

}  // namespace

ConnectedSocket connect_to(const sockaddr* address, socklen_t size, TimePoint deadline) {
    Socket socket(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) {
        // No other place would do better, unlike with a kind of address that is not there.
        if (errno == EMFILE || errno == ENFILE) throw no_descriptor("a socket", errno);
        return failed(errno);
    }
    while (::connect(socket.get(), address, size) != 0) {
        if (errno == EINPROGRESS) {
            if (!is_ready(socket.get(), POLLOUT, deadline)) return failed(ETIMEDOUT);
            break;
        }
        // The queue of a local server is full for a moment.
        if (errno != EAGAIN) return failed(errno);
        if (Clock::now() >= deadline) return failed(ETIMEDOUT);
        poll(nullptr, 0, kQueueMillis);
    }
    int failure = 0;
    socklen_t length = sizeof failure;
    if (getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &failure, &length) != 0)
        return failed(errno);
    if (failure != 0) return failed(failure);
    return {std::move(socket), ""};
}

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
