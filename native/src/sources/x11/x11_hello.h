// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "monotonic_time.h"
#include "x11_cookie.h"

namespace pixelflux {

// What an X server answers to a client's hello.
struct X11Answer {
    enum class Kind {
        kWelcome,   // `setup` is sound
        kRefusal,   // `words` may say why
        kNothing,   // it ended the connection, as one that resets itself does to who comes then
        kSilence,   // nothing in time, or not all of it
        kGibberish  // not the X protocol
    };
    Kind kind;
    std::vector<std::uint8_t> setup;  // an xcb_setup_t with all that follows it
    std::string words;                // printable, without an end of line
};

// Says hello to the X server at the other end of a socket that does not block, and reads its answer
// and nothing beyond it. libxcb would wait for the answer without end, and write a refusal only to
// the standard error of the process.
X11Answer say_hello(int socket, const std::optional<Cookie>& cookie, TimePoint deadline);

}  // namespace pixelflux
