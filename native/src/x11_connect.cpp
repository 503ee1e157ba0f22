// SPDX-License-Identifier: MPL-2.0
#include "x11_connect.h"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <utility>

#include <X11/X.h>
#include <X11/Xauth.h>

#include "error.h"
#include "watchdog.h"
#include "x11_setup.h"

namespace pixelflux {
namespace {

constexpr int kTcpBase = 6000;  // of the X protocol: the port of display 0
constexpr int kQueueMillis = 5;
constexpr char kCookie[] = "MIT-MAGIC-COOKIE-1";

struct DisplayName {
    std::string host;  // empty: this machine, by its socket
    int number;
    int screen;
};

[[noreturn]] void refuse(const std::string& display, const std::string& reason) {
    throw Error(ErrorCode::kDisplay,
                "cannot open display " + quoted_display(display) + ": " + reason +
                    "; start the X server, or name another by the option display or $DISPLAY");
}

DisplayName parse(const std::string& display) {
    char* host = nullptr;
    DisplayName name{};
    if (xcb_parse_display(display.empty() ? nullptr : display.c_str(), &host, &name.number,
                          &name.screen) == 0)
        refuse(display, "this is not a display name");
    name.host = host;
    std::free(host);
    if (name.host == "unix") name.host.clear();
    return name;
}

bool becomes_writable(int fd, TimePoint deadline) {
    while (true) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        pollfd writable{fd, POLLOUT, 0};
        const int ready = poll(&writable, 1, std::max<int>(0, static_cast<int>(left)));
        // Profilers send signals, and poll is not begun again by itself.
        if (ready >= 0 || errno != EINTR) return ready == 1;
    }
}

Socket connected(const sockaddr* address, socklen_t size, TimePoint deadline) {
    Socket socket(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) return socket;
    while (::connect(socket.get(), address, size) != 0) {
        if (errno == EINPROGRESS) {
            if (!becomes_writable(socket.get(), deadline)) return Socket();
            break;
        }
        // A local server whose queue is full for a moment.
        if (errno != EAGAIN || Clock::now() >= deadline) return Socket();
        poll(nullptr, 0, kQueueMillis);
    }
    int failure = 0;
    socklen_t length = sizeof failure;
    if (getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &failure, &length) != 0 || failure != 0)
        return Socket();
    return socket;
}

Socket connected_locally(int number, TimePoint deadline) {
    const std::string path = "/tmp/.X11-unix/X" + std::to_string(number);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto size = [&](std::size_t text) {
        return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + text);
    };
    // First the name that Linux keeps outside of the file system, as Xlib and XCB do.
    path.copy(address.sun_path + 1, path.size());
    Socket socket =
        connected(reinterpret_cast<const sockaddr*>(&address), size(1 + path.size()), deadline);
    if (socket) return socket;
    std::memset(address.sun_path, 0, sizeof address.sun_path);
    path.copy(address.sun_path, path.size());
    return connected(reinterpret_cast<const sockaddr*>(&address), size(path.size() + 1), deadline);
}

Socket connected_by_tcp(const std::string& host, int number, TimePoint deadline) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(host.c_str(), std::to_string(kTcpBase + number).c_str(), &hints, &found) != 0)
        return Socket();
    Socket socket;
    for (const addrinfo* one = found; one != nullptr && !socket; one = one->ai_next)
        socket = connected(one->ai_addr, one->ai_addrlen, deadline);
    freeaddrinfo(found);
    return socket;
}

// How the file of cookies names the machine at the other end: by its address, or, when it is this
// one, by the host's name. As in libxcb's xcb_auth.c.
struct Peer {
    unsigned short family;
    std::string address;
};

Peer local_peer() {
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return {FamilyLocal, name};
}

Peer peer_of(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getpeername(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return local_peer();
    if (address.ss_family == AF_INET) {
        const auto& ip = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
        if ((ntohl(ip.s_addr) >> 24) == 127) return local_peer();
        return {FamilyInternet, {reinterpret_cast<const char*>(&ip), sizeof ip}};
    }
    if (address.ss_family == AF_INET6) {
        const auto& ip = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
        if (IN6_IS_ADDR_LOOPBACK(&ip)) return local_peer();
        return {FamilyInternet6, {reinterpret_cast<const char*>(&ip), sizeof ip}};
    }
    return local_peer();
}

struct DisposeXauth {
    void operator()(Xauth* entry) const { XauDisposeAuth(entry); }
};

std::unique_ptr<Xauth, DisposeXauth> cookie_for(int fd, int number) {
    const Peer peer = peer_of(fd);
    const std::string digits = std::to_string(number);
    char type[sizeof kCookie];
    std::memcpy(type, kCookie, sizeof kCookie);
    char* types[] = {type};
    const int lengths[] = {static_cast<int>(sizeof kCookie - 1)};
    return std::unique_ptr<Xauth, DisposeXauth>(XauGetBestAuthByAddr(
        peer.family, static_cast<unsigned short>(peer.address.size()), peer.address.data(),
        static_cast<unsigned short>(digits.size()), digits.data(), 1, types, lengths));
}

// Says hello to the server; XCB owns the socket from here on.
XcbConnection set_up(Socket socket, int number, TimePoint deadline) {
    const auto cookie = cookie_for(socket.get(), number);
    xcb_auth_info_t proof{};
    if (cookie) {
        proof = {cookie->name_length, cookie->name, cookie->data_length, cookie->data};
    }
    const Watchdog watchdog(socket.get(), deadline);
    return XcbConnection(xcb_connect_to_fd(socket.release(), cookie ? &proof : nullptr));
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
    Socket socket = name.host.empty() ? connected_locally(name.number, deadline)
                                      : connected_by_tcp(name.host, name.number, deadline);
    if (!socket) refuse(display, "no X server answers there");
    XcbConnection connection = set_up(std::move(socket), name.number, deadline);
    if (xcb_connection_has_error(connection.get()) != 0) {
        refuse(display, Clock::now() >= deadline ? "it takes the connection but does not answer"
                                                 : "the X server refuses this user");
    }
    if (!is_sound(*xcb_get_setup(connection.get())))
        refuse(display, "what answers there does not speak the X protocol");
    if (name.screen < 0 || name.screen >= xcb_setup_roots_length(xcb_get_setup(connection.get())))
        refuse(display, "the server has no such screen");
    return {std::move(connection), name.screen};
}

}  // namespace pixelflux
