// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <optional>
#include <string>

namespace pixelflux {

// What identifies a client to a server that asks for it.
struct Cookie {
    std::string kind;
    std::string secret;
};

struct CookieSearch {
    std::optional<Cookie> cookie;
    std::string place;    // "display 1 of host 'here' in /home/me/.Xauthority"
    std::string trouble;  // why that file gives none, if it cannot even be read
};

// The cookie for the display `number` of the server at the other end of a connected socket, from
// the file that $XAUTHORITY names, or the one in $HOME. Only the kind MIT-MAGIC-COOKIE-1.
CookieSearch find_cookie(int socket, int number);

}  // namespace pixelflux
