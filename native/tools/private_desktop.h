// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include <sys/types.h>

namespace pixelflux {

// A message bus and a PipeWire of their own, in a directory of their own, as the session of a
// desktop has them, without a session manager: who shows a screen links it. They end with the
// object, and with the thread that made it.
class PrivateDesktop {
public:
    // Throws std::runtime_error when one does not start.
    PrivateDesktop();
    ~PrivateDesktop();
    PrivateDesktop(const PrivateDesktop&) = delete;
    PrivateDesktop& operator=(const PrivateDesktop&) = delete;

    // XDG_RUNTIME_DIR of its programs.
    const std::string& directory() const { return directory_; }
    // DBUS_SESSION_BUS_ADDRESS of its programs.
    std::string bus_address() const { return "unix:path=" + directory_ + "/bus"; }
    // The socket of its PipeWire.
    std::string pipewire() const { return directory_ + "/pipewire-0"; }

    // Ends its PipeWire.
    void kill_pipewire();

private:
    void start();
    void end();

    std::string directory_;
    pid_t bus_ = -1;
    pid_t pipewire_ = -1;
};

}  // namespace pixelflux
