// SPDX-License-Identifier: MPL-2.0
#include "x11_socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace pixelflux {
namespace {

constexpr int kTcpBase = 6000;  // of the X protocol: the port of display 0
constexpr int kHighestPort = 65535;
constexpr int kQuestions = 2;  // whether the other side is still there

X11Socket failed(int reason) { return {Socket(), std::strerror(reason)}; }

X11Socket open_locally(const std::string& path, TimePoint deadline) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) return failed(ENAMETOOLONG);
    const auto size = [&](std::size_t text) {
        return static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + text);
    };
    // First the name that Linux keeps outside of the file system, as Xlib and XCB do.
    path.copy(address.sun_path + 1, path.size());
    X11Socket opened =
        connect_to(reinterpret_cast<const sockaddr*>(&address), size(1 + path.size()), deadline);
    if (opened.socket) return opened;
    std::memset(address.sun_path, 0, sizeof address.sun_path);
    path.copy(address.sun_path, path.size());
    return connect_to(reinterpret_cast<const sockaddr*>(&address), size(path.size() + 1), deadline);
}

X11Socket open_by_tcp(const DisplayName& name, TimePoint deadline) {
    if (name.number > kHighestPort - kTcpBase)
        return {Socket(), "TCP has displays 0.." + std::to_string(kHighestPort - kTcpBase)};
    const NameLookup found = look_up(name.host, name.only_address,
                                     static_cast<std::uint16_t>(kTcpBase + name.number), deadline);
    if (found.addresses.empty()) return {Socket(), found.failure};
    return open_x11_socket(found.addresses, deadline);
}

void add_failure(std::string& all, const std::string& place, const std::string& failure) {
    if (!all.empty()) all += ", ";
    all += place + ": " + failure;
}

}  // namespace

X11Socket open_x11_socket(const DisplayName& name, TimePoint deadline) {
    std::string failures;
    if (!name.socket.empty()) {
        X11Socket local = open_locally(name.socket, deadline);
        if (local.socket) return local;
        add_failure(failures, name.socket, local.failure);
    }
    if (!name.host.empty()) {
        X11Socket remote = open_by_tcp(name, deadline);
        if (remote.socket) return remote;
        add_failure(failures, name.host + ", TCP port " + std::to_string(kTcpBase + name.number),
                    remote.failure);
    }
    return {Socket(), failures};
}

TimePoint share_of(TimePoint now, TimePoint deadline, int untried) {
    return now + (deadline - now) / untried;
}

X11Socket open_x11_socket(const std::vector<InternetAddress>& addresses, TimePoint deadline) {
    std::string failures;
    auto untried = static_cast<int>(addresses.size());
    for (const InternetAddress& address : addresses) {
        const TimePoint share = share_of(Clock::now(), deadline, untried--);
        X11Socket opened = connect_to(address.get(), address.size, share);
        if (opened.socket) {
            const int on = 1;
            setsockopt(opened.socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            watch_for_dead_link(opened.socket.get());
            return opened;
        }
        add_failure(failures, text_of(address), opened.failure);
    }
    return {Socket(), failures};
}

void watch_for_dead_link(int tcp_socket, const DeadLink& limits) {
    const auto set = [&](int level, int option, int value) {
        setsockopt(tcp_socket, level, option, &value, sizeof value);
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, limits.idle_seconds);
    set(IPPROTO_TCP, TCP_KEEPINTVL, limits.interval_seconds);
    set(IPPROTO_TCP, TCP_KEEPCNT, kQuestions);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, limits.unacknowledged_millis);
}

}  // namespace pixelflux
