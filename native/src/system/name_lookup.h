// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <sys/socket.h>

#include "monotonic_time.h"

namespace pixelflux {

// An address and port of the internet.
struct InternetAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

// Without the port, such as "127.0.0.1".
std::string text_of(const InternetAddress& address);

struct NameLookup {
    std::vector<InternetAddress> addresses;  // in the order to be tried
    std::string failure;                     // why there are none, in the system's words
};

// Blocks until the answer is there, at most until `deadline`. The system's own look-up has no
// deadline: it then goes on in a thread that nobody waits for, and this library stays in memory for
// good. An address needs no look-up and no thread. Throws Error(kResources) when the system has no
// thread for it.
NameLookup look_up(const std::string& host, bool only_address, std::uint16_t port,
                   TimePoint deadline);

}  // namespace pixelflux
