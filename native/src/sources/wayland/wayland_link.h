// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compositor.h"
#include "monotonic_time.h"
#include "wayland_socket.h"

namespace pixelflux {

// The connection of one capture to its compositor, and the output that it captures. One thread at a
// time, except for `abandon`.
class WaylandLink {
public:
    // Connects to `display` (wayland_name) and waits until the compositor has told what it has.
    // Until `opened` it has `patience` for all its answers together. Throws Error(kDisplay).
    WaylandLink(OpenCompositor open, const std::string& display, Duration patience);

    Compositor& compositor() { return *compositor_; }
    const Compositor& compositor() const { return *compositor_; }
    // How messages name the display.
    const std::string& name() const { return name_.quoted; }

    // Chooses the output of that name, the first one if it is empty. Throws Error(kDisplay), naming
    // those that there are, if there is none, and Error(kCapture) if no output can be copied.
    void choose_output(const std::string& monitor);

    // The output that was chosen, as it is now. Throws Error(kDisplay) when it is gone.
    const WaylandOutput& output() const;
    const std::string& output_name() const { return output_name_; }

    // Sends and takes in, without waiting. Throws Error(kDisplay) when the connection was lost, or
    // the chosen output is gone.
    void exchange();

    // Waits until something has come, then takes it in. Throws as `exchange`, and Error(kDisplay)
    // when it takes too long while the capture is opened. False: `deadline` came first.
    bool wait(TimePoint deadline = kNever);

    // From now on the compositor may take as long as it likes.
    void opened() { opening_until_ = kNever; }

    // Ends every wait for the compositor. Any thread, while the link lives.
    void abandon();

private:
    [[noreturn]] void fail_silent() const;

    WaylandName name_;
    TimePoint opening_until_;
    std::unique_ptr<Compositor> compositor_;
    int descriptor_ = -1;
    bool has_output_ = false;
    std::uint32_t output_ = 0;
    std::string output_name_;
};

}  // namespace pixelflux
