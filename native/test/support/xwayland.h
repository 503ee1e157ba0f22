// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "xvfb.h"

namespace pixelflux {

// A Wayland compositor of the test's own, without a monitor. It ends with the object, which X
// servers that show something in it must not outlive.
class Weston {
public:
    Weston();
    ~Weston();
    Weston(const Weston&) = delete;
    Weston& operator=(const Weston&) = delete;

    // XDG_RUNTIME_DIR of its clients.
    const std::string& directory() const { return directory_; }
    // WAYLAND_DISPLAY of its clients.
    static constexpr const char* kSocket = "wayland-test";

private:
    void end();

    std::string directory_;
    pid_t process_ = -1;
};

// An X server that is a client of a Wayland compositor. A rootless one, as compositors start it,
// gives each of its windows to the compositor; otherwise it has one window for all.
class Xwayland : public XServer {
public:
    Xwayland(const Weston& compositor, bool rootless);
};

}  // namespace pixelflux
