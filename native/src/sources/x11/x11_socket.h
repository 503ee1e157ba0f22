// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "monotonic_time.h"
#include "name_lookup.h"
#include "socket.h"
#include "x11_display_name.h"

namespace pixelflux {

// The times after which a server is given up that has vanished with its machine or its network, so
// that nothing comes from it any more. After `idle` without a sign of life our system asks the
// other one for one, again after `interval`, and gives up after another `interval`. Data that was
// not acknowledged for `unacknowledged` ends the connection as well. So the connection is lost 20 s
// after its last sign of life, or, if something was sent meanwhile, 20 s after that: 40 at most. A
// server that hangs on a machine that works is not lost.
struct DeadLink {
    int idle_seconds = 10;
    int interval_seconds = 5;
    int unacknowledged_millis = 20'000;
};

using X11Socket = ConnectedSocket;

// Connects to where an X server listens, as libxcb does: by TCP without delay, and to the next
// place or address when one does not answer. Blocks at most until `deadline`; each address gets its
// share of the time. A connection by TCP is watched for a dead link. Throws Error(kResources) when
// there is no descriptor for a socket.
X11Socket open_x11_socket(const DisplayName& name, TimePoint deadline);

// Until when to wait for the next address, so that all `untried` addresses, including it, have the
// same time. Pure.
TimePoint share_of(TimePoint now, TimePoint deadline, int untried);

// The first of these that answers.
X11Socket open_x11_socket(const std::vector<InternetAddress>& addresses, TimePoint deadline);

// Throws nothing: if the system refuses, the link is not watched.
void watch_for_dead_link(int tcp_socket, const DeadLink& limits = {});

}  // namespace pixelflux
