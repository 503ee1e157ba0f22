// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>

namespace pixelflux {

// Where an X server listens, as the name of its display says. What is not empty is tried, the
// socket first.
struct DisplayName {
    std::string socket;         // its path, also that of a name outside of the file system
    std::string host;           // name or address
    bool only_address = false;  // the host was in brackets
    int number = 0;             // of the display, which says the port and whose cookie it is
    int screen = 0;
};

// Understands what libxcb and so every X client does, the newest included:
//   [HOST]:NUMBER[.SCREEN]            without a host the socket of this machine, then TCP to it;
//                                     an IPv6 address may have brackets; the host `unix` has none
//   unix/[HOST]:N, HOST/unix:N        the socket alone; the latter is how xauth lists it
//   tcp/HOST:N, inet/…, inet6/…       TCP alone
//   [unix:]/PATH[.SCREEN]             that socket; the file has to be there
// Nothing if it is none of these.
std::optional<DisplayName> parse_display_name(const std::string& name);

}  // namespace pixelflux
