// SPDX-License-Identifier: MPL-2.0
#include "x11_link.h"

#include <sys/socket.h>

#include <utility>

#include "error.h"
#include "x11_connect.h"

namespace pixelflux {
namespace {

// The time until the server has said hello, for a name server, the network and a server that resets
// itself together.
constexpr Duration kPatience = std::chrono::seconds(5);

}  // namespace

X11Link::X11Link(const std::string& display, Duration patience) : name_(quoted_display(display)) {
    DisplayConnection opened = connect_to_display(display, kPatience);
    connection_ = std::move(opened.connection);
    screen_ = opened.screen;
    opening_.emplace(descriptor(), Clock::now() + patience);
}

void X11Link::require_connection() const {
    if (xcb_connection_has_error(connection_.get()) == 0) return;
    if (opening_ && opening_->has_ended_it())
        throw Error(ErrorCode::kDisplay, "display " + name_ +
                                             " said hello and then did not answer in time: the X "
                                             "server hangs, or the network to it is too slow");
    throw Error(ErrorCode::kDisplay, "the connection to display " + name_ +
                                         " was lost; the X server has ended or closed it, or the "
                                         "network to it has failed");
}

// A server that hangs answers nobody, and XCB waits for it without end.
void X11Link::abandon() { ::shutdown(descriptor(), SHUT_RDWR); }

}  // namespace pixelflux
