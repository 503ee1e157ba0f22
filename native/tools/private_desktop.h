// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include <sys/types.h>

#include "geometry.h"

namespace pixelflux {

// A message bus and a PipeWire of their own, in a directory of their own, as the session of a
// desktop has them. They end with the object, and with the thread that made it.
class PrivateDesktop {
public:
    enum class Kind {
        kBare,    // no session manager: who shows a screen links it
        kMutter,  // wireplumber and a headless mutter with a monitor of kMutterScreen
    };
    static constexpr Size kMutterScreen = {1280, 720};

    // Throws std::runtime_error when one does not start.
    explicit PrivateDesktop(Kind kind = Kind::kBare);
    ~PrivateDesktop();
    PrivateDesktop(const PrivateDesktop&) = delete;
    PrivateDesktop& operator=(const PrivateDesktop&) = delete;

    // XDG_RUNTIME_DIR of its programs.
    const std::string& directory() const { return directory_; }
    // DBUS_SESSION_BUS_ADDRESS of its programs.
    std::string bus_address() const { return "unix:path=" + directory_ + "/bus"; }
    // The socket of its PipeWire.
    std::string pipewire() const { return directory_ + "/pipewire-0"; }

    // The socket of its mutter.
    std::string wayland() const { return directory_ + "/wayland-m"; }

    // Ends its PipeWire, or lets it fall silent.
    void kill_pipewire();
    void stop_pipewire();

private:
    void start(Kind kind);
    void end();

    std::string directory_;
    pid_t bus_ = -1;
    pid_t pipewire_ = -1;
    pid_t manager_ = -1;
    pid_t mutter_ = -1;
};

}  // namespace pixelflux
