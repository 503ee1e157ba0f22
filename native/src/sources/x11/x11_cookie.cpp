// SPDX-License-Identifier: MPL-2.0
#include "x11_cookie.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <mutex>

#include <X11/X.h>
#include <X11/Xauth.h>

namespace pixelflux {
namespace {

constexpr char kKind[] = "MIT-MAGIC-COOKIE-1";

// How the file of cookies names the machine at the other end: by its address, or, when it is this
// one, by the host's name. As in libxcb's xcb_auth.c.
struct Peer {
    unsigned short family;
    std::string address;
    std::string text;
};

Peer local_peer() {
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return {FamilyLocal, name, name};
}

Peer peer_at(unsigned short family, int internet_family, const void* ip, std::size_t size) {
    char text[INET6_ADDRSTRLEN] = "?";
    inet_ntop(internet_family, ip, text, sizeof text);
    return {family, {static_cast<const char*>(ip), size}, text};
}

Peer peer_of(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return local_peer();
    in_addr ip4{};
    if (address.ss_family == AF_INET) {
        ip4 = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    } else if (address.ss_family == AF_INET6) {
        const in6_addr& ip = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
        if (IN6_IS_ADDR_LOOPBACK(&ip)) return local_peer();
        if (!IN6_IS_ADDR_V4MAPPED(&ip)) return peer_at(FamilyInternet6, AF_INET6, &ip, sizeof ip);
        std::memcpy(&ip4, ip.s6_addr + sizeof ip - sizeof ip4, sizeof ip4);
    } else {
        return local_peer();
    }
    if ((ntohl(ip4.s_addr) >> 24) == 127) return local_peer();
    return peer_at(FamilyInternet, AF_INET, &ip4, sizeof ip4);
}

struct DisposeXauth {
    void operator()(Xauth* entry) const { XauDisposeAuth(entry); }
};

std::optional<Cookie> read_cookie(const Peer& peer, const std::string& number) {
    char kind[sizeof kKind];
    std::memcpy(kind, kKind, sizeof kKind);
    char* kinds[] = {kind};
    const int lengths[] = {static_cast<int>(sizeof kKind - 1)};
    const std::unique_ptr<Xauth, DisposeXauth> entry(XauGetBestAuthByAddr(
        peer.family, static_cast<unsigned short>(peer.address.size()), peer.address.data(),
        static_cast<unsigned short>(number.size()), number.data(), 1, kinds, lengths));
    if (entry == nullptr) return std::nullopt;
    return Cookie{{entry->name, entry->name_length}, {entry->data, entry->data_length}};
}

}  // namespace

CookieSearch find_cookie(int socket, int number) {
    const Peer peer = peer_of(socket);
    const std::string digits = std::to_string(number);
    CookieSearch search;
    // libXau keeps the name of the file for the whole process.
    static std::mutex one_at_a_time;
    const std::lock_guard<std::mutex> lock(one_at_a_time);
    const char* const file = XauFileName();
    search.place = "display " + digits + " of host '" + peer.text + "' in " +
                   (file == nullptr ? "any file" : file);
    if (file == nullptr) {
        search.trouble = "neither $XAUTHORITY nor $HOME is set";
    } else if (access(file, R_OK) != 0) {
        search.trouble = std::strerror(errno);
    } else {
        search.cookie = read_cookie(peer, digits);
    }
    return search;
}

}  // namespace pixelflux
