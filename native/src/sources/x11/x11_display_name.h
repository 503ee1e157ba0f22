// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>

namespace pixelflux {

// Where an X server listens, by the name of its display. The places that are not empty are tried,
// the socket first.
struct DisplayName {
    std::string socket;         // its path, also that of a name outside of the file system
    std::string host;           // name or address
    bool only_address = false;  // the host was in brackets
    int number = 0;             // of the display, which says the port and whose cookie it is
    int screen = 0;
};

// Understands every name that libxcb, and so every X client, understands,
// also in its newest version:
//   [HOST]:NUMBER[.SCREEN]            without a host the socket of this machine, then TCP to it;
//                                     an IPv6 address may have brackets; the host `unix` has none
//   unix/[HOST]:N, HOST/unix:N        the socket alone; the latter is how xauth lists it
//   tcp/HOST:N, inet/…, inet6/…       TCP alone
//   [unix:]/PATH[.SCREEN]             that socket; the file has to be there
// Nothing if it is none of these.
std::optional<DisplayName> parse_display_name(const std::string& name);

}  // namespace pixelflux
