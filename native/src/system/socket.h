// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

#include "monotonic_time.h"

namespace pixelflux {

// A socket of ours, or none.
class Socket {
public:
    explicit Socket(int fd = -1) : fd_(fd) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Socket() {
        if (fd_ >= 0) close(fd_);
    }
    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }
    explicit operator bool() const { return fd_ >= 0; }

private:
    int fd_;
};

// A connected socket that does not block, or why there is none.
struct ConnectedSocket {
    Socket socket;
    std::string failure;
};

// Connects to a stream socket, and waits for that until `deadline` at most. Throws
// Error(kResources) when there is no descriptor for a socket.
ConnectedSocket connect_to(const sockaddr* address, socklen_t size, TimePoint deadline);

// Waits for one of poll's `events`, or the end of the connection; false when `deadline` was first.
bool is_ready(int socket, short events, TimePoint deadline);

}  // namespace pixelflux
