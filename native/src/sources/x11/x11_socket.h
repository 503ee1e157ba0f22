// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "monotonic_time.h"
#include "name_lookup.h"
#include "socket.h"
#include "x11_display_name.h"

namespace pixelflux {

// When a server that has vanished with its machine or its network is given up, since nothing ever
// comes from there. After `idle` without a sign of life the system asks the other system for one, a
// second time after `interval`, and gives up after another. What was sent and not acknowledged for
// `unacknowledged` ends the connection as well. So it is lost 20 s after its last sign of life, or,
// if something was sent to it meanwhile, 20 s after that: 40 at most. A server that hangs on a
// machine that works is not lost.
struct DeadLink {
    int idle_seconds = 10;
    int interval_seconds = 5;
    int unacknowledged_millis = 20'000;
};

// A connected socket that does not block, or why there is none.
struct X11Socket {
    Socket socket;
    std::string failure;
};

// Connects to where an X server listens, as libxcb does: by TCP without delay, and to the next
// place or address when one does not answer. Blocks at most until `deadline`, of which each address
// gets its share. What comes by TCP is watched for a dead link. Throws Error(kResources) when there
// is no descriptor for a socket.
X11Socket open_x11_socket(const DisplayName& name, TimePoint deadline);

// Until when the next address is waited for, so that the `untried` ones, it included, have the same
// time. Pure.
TimePoint share_of(TimePoint now, TimePoint deadline, int untried);

// The first of these that answers.
X11Socket open_x11_socket(const std::vector<InternetAddress>& addresses, TimePoint deadline);

// Throws nothing: a system that refuses has no such watch.
void watch_for_dead_link(int tcp_socket, const DeadLink& limits = {});

}  // namespace pixelflux
