// SPDX-License-Identifier: MPL-2.0
#include "wayland_socket.h"

#include <sys/un.h>

#include <cstddef>
#include <cstdlib>
#include <utility>

#include "error.h"

namespace pixelflux {
namespace {

constexpr char kUsualName[] = "wayland-0";

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

[[noreturn]] void refuse(const WaylandName& name, const std::string& reason,
                         const std::string& advice) {
    throw Error(ErrorCode::kDisplay,
                "cannot open the Wayland display " + name.quoted + ": " + reason + "; " + advice);
}

}  // namespace

WaylandName wayland_name(const std::string& display) {
    WaylandName name;
    std::string text = display;
    name.quoted = "'" + text + "'";
    if (text.empty()) {
        text = variable("WAYLAND_DISPLAY");
        name.quoted = text.empty()
                          ? "'" + std::string(kUsualName) + "' ($WAYLAND_DISPLAY is not set)"
                          : "'" + text + "' (from $WAYLAND_DISPLAY)";
        if (text.empty()) text = kUsualName;
    }
    if (text[0] == '/') {
        name.path = text;
        return name;
    }
    const std::string directory = variable("XDG_RUNTIME_DIR");
    if (directory.empty())
        name.trouble = "$XDG_RUNTIME_DIR, the directory of its socket, is not set";
    else
        name.path = directory + "/" + text;
    return name;
}

Socket connect_to_compositor(const WaylandName& name, Duration patience) {
    constexpr char kAdvice[] =
        "start the compositor, or name the path of its socket by the option display or "
        "$WAYLAND_DISPLAY";
    if (name.path.empty()) refuse(name, name.trouble, kAdvice);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.path.size() >= sizeof address.sun_path)
        refuse(name, name.path + " is too long for the path of a socket", kAdvice);
    name.path.copy(address.sun_path, name.path.size());
    ConnectedSocket opened =
        connect_to(reinterpret_cast<const sockaddr*>(&address),
                   static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.path.size() + 1),
                   Clock::now() + patience);
    if (!opened.socket)
        refuse(name, "no compositor answers there (" + name.path + ": " + opened.failure + ")",
               kAdvice);
    return std::move(opened.socket);
}

}  // namespace pixelflux
