// SPDX-License-Identifier: MPL-2.0
#include "x11_connect.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "error.h"
#include "no_descriptor.h"
#include "start_thread.h"
#include "x11_cookie.h"
#include "x11_display_name.h"
#include "x11_hello.h"
#include "x11_socket.h"

namespace pixelflux {
namespace {

using Kind = X11Answer::Kind;

constexpr char kStartOne[] =
    "start the X server, or name another by the option display or $DISPLAY";
constexpr char kNameOne[] = "name one by the option display or $DISPLAY";
constexpr char kNameAnother[] = "name another by the option display or $DISPLAY";

[[noreturn]] void refuse(const std::string& display, const std::string& reason,
                         const std::string& advice) {
    throw Error(ErrorCode::kDisplay,
                "cannot open display " + quoted_display(display) + ": " + reason + "; " + advice);
}

DisplayName parse(const std::string& display) {
    const char* const variable = std::getenv("DISPLAY");
    const std::string text = !display.empty() ? display : variable == nullptr ? "" : variable;
    const std::optional<DisplayName> name = parse_display_name(text);
    if (name) return *name;
    if (text.empty()) refuse(display, "no display is named", kNameOne);
    if (text[0] == '/') refuse(display, "there is no such socket", kStartOne);
    refuse(display, "this is not a display name",
           "write it as :1, host:1, [::1]:1 or the path of a socket, in the option display or "
           "$DISPLAY");
}

// The pauses between attempts, each twice as long as the one before.
class Pauses {
public:
    explicit Pauses(TimePoint deadline) : deadline_(deadline) {}

    // False, without one, when the time is up.
    bool pause() {
        if (Clock::now() >= deadline_) return false;
        poll(nullptr, 0, millis_);
        millis_ = std::min(2 * millis_, 100);
        return true;
    }

private:
    TimePoint deadline_;
    int millis_ = 1;
};

std::string quoted(const std::string& words) {
    return words.empty() ? "it does not say why" : "'" + words + "'";
}

[[noreturn]] void pass_on_refusal(const std::string& display, const CookieSearch& search,
                                  const std::string& words) {
    if (words.find("Maximum number of clients") != std::string::npos)
        refuse(display, "the X server accepts no more clients: " + quoted(words),
               "end one of them, or start the server with a higher -maxclients");
    if (search.cookie)
        refuse(display,
               "the X server refuses the cookie for " + search.place + ": " + quoted(words),
               "put the server's own cookie there, or name its file by $XAUTHORITY");
    refuse(display,
           "the X server refuses this user: " + quoted(words) + ", and no cookie for " +
               search.place + " was found" +
               (search.trouble.empty() ? "" : " (" + search.trouble + ")"),
           "name the file that has the server's cookie by $XAUTHORITY");
}

// The outcome of one attempt.
struct Meeting {
    X11Socket server;
    CookieSearch search;
    X11Answer answer{Kind::kNothing, {}, ""};
};

Meeting meet(const DisplayName& name, TimePoint deadline) {
    Meeting meeting;
    meeting.server = open_x11_socket(name, deadline);
    const int socket = meeting.server.socket.get();
    if (!meeting.server.socket) return meeting;
    meeting.search = find_cookie(socket, name.number);
    meeting.answer = say_hello(socket, meeting.search.cookie, deadline);
    return meeting;
}

void require_welcome(const std::string& display, const Meeting& meeting) {
    if (!meeting.server.socket)
        refuse(display, "no X server answers there (" + meeting.server.failure + ")", kStartOne);
    switch (meeting.answer.kind) {
        case Kind::kWelcome:
            return;
        case Kind::kRefusal:
            pass_on_refusal(display, meeting.search, meeting.answer.words);
        case Kind::kSilence:
            refuse(display, "it accepts the connection but does not answer", kNameAnother);
        case Kind::kNothing:
            refuse(display, "it ends each connection without an answer", kNameAnother);
        case Kind::kGibberish:
            refuse(display, "what answers there does not speak the X protocol", kNameAnother);
    }
}

// Says to who says hello what the server said.
void repeat(int socket, const std::vector<std::uint8_t>& answer) {
    xcb_setup_request_t hello;
    if (::recv(socket, &hello, sizeof hello, MSG_WAITALL) != static_cast<ssize_t>(sizeof hello))
        return;
    for (std::size_t sent = 0; sent < answer.size();) {
        const ssize_t count =
            ::send(socket, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
        if (count < 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

// libxcb says its own hello to a stand-in, which repeats the answer, and goes on with the server.
XcbConnection adopt(Socket server, const std::vector<std::uint8_t>& answer) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw no_descriptor("a pair of sockets", errno);
    Socket for_xcb(ends[0]);
    const Socket stand_in(ends[1]);
    // libxcb fails if the answer comes before its question, so this takes a thread, which ends when
    // either side does.
    std::thread speaker = start_thread("pf-hello", [&] { repeat(stand_in.get(), answer); });
    const int number = for_xcb.get();
    XcbConnection connection(xcb_connect_to_fd(for_xcb.release(), nullptr));
    speaker.join();
    // libxcb has got everything that it wants to know, so it can only have lacked memory.
    if (xcb_connection_has_error(connection.get()) != 0) throw std::bad_alloc();
    if (dup3(server.get(), number, O_CLOEXEC) < 0)
        throw Error(ErrorCode::kInternal, std::string("dup3 failed: ") + std::strerror(errno));
    return connection;
}

}  // namespace

std::string quoted_display(const std::string& display) {
    if (!display.empty()) return "'" + display + "'";
    const char* const variable = std::getenv("DISPLAY");
    return variable == nullptr ? "'' ($DISPLAY is not set)"
                               : "'" + std::string(variable) + "' (from $DISPLAY)";
}

DisplayConnection connect_to_display(const std::string& display, Duration patience) {
    const TimePoint deadline = Clock::now() + patience;
    const DisplayName name = parse(display);
    Meeting meeting = meet(name, deadline);
    // A server that resets itself, as it does when its last client leaves, hangs up on a client
    // that comes at that time.
    const bool somebody_is_there = static_cast<bool>(meeting.server.socket);
    Pauses pauses(deadline);
    while (somebody_is_there && meeting.answer.kind == Kind::kNothing && pauses.pause()) {
        Meeting again = meet(name, deadline);
        // An attempt that ended only because the time was up tells less than the one before.
        if (again.answer.kind == Kind::kWelcome || again.answer.kind == Kind::kRefusal ||
            Clock::now() < deadline)
            meeting = std::move(again);
    }
    require_welcome(display, meeting);
    XcbConnection connection = adopt(std::move(meeting.server.socket), meeting.answer.setup);
    const int screens = xcb_setup_roots_length(xcb_get_setup(connection.get()));
    if (name.screen >= screens)
        refuse(display, "the server has no such screen",
               "it has " + std::to_string(screens) + ", numbered from 0");
    return {std::move(connection), name.screen};
}

}  // namespace pixelflux
