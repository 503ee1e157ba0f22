// SPDX-License-Identifier: MPL-2.0
#include "wayland_link.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <new>

#include "error.h"

namespace pixelflux {
namespace {

// The time until the compositor has told what it has.
constexpr Duration kPatience = std::chrono::seconds(5);

}  // namespace

WaylandLink::WaylandLink(OpenCompositor open, const std::string& display, Duration patience)
    : name_(wayland_name(display)), opening_until_(Clock::now() + std::min(patience, kPatience)) {
    Socket socket = connect_to_compositor(name_, std::min(patience, kPatience));
    const TimePoint connected = Clock::now();
    compositor_.reset(open(socket.release()));
    if (compositor_ == nullptr) throw std::bad_alloc();
    descriptor_ = compositor_->descriptor();
    exchange();
    while (!compositor_->introduced()) wait();
    opening_until_ = connected + patience;
}

void WaylandLink::choose_output(const std::string& monitor) {
    const std::vector<WaylandOutput>& outputs = compositor_->outputs();
    std::string names;
    for (const WaylandOutput& output : outputs) {
        names += (names.empty() ? "" : ", ") + output.name;
        if (!monitor.empty() && output.name != monitor) continue;
        output_ = output.id;
        output_name_ = output.name;
        has_output_ = true;
        break;
    }
    if (!has_output_) {
        throw Error(ErrorCode::kDisplay,
                    "the Wayland display " + name() + " has no output " +
                        (monitor.empty() ? "at all" : "'" + monitor + "'") +
                        (names.empty() ? "; connect or enable one"
                                       : "; name one of these by the option monitor: " + names));
    }
    if (*compositor_->protocol() == '\0') {
        throw Error(
            ErrorCode::kCapture,
            "the compositor of the Wayland display " + name() +
                " lets nobody copy its outputs: it offers neither "
                "ext_image_copy_capture_manager_v1 nor zwlr_screencopy_manager_v1 version "
                "3, as sway, labwc, wayfire and Hyprland do; capture an X11 display, or use "
                "such a compositor");
    }
}

const WaylandOutput& WaylandLink::output() const {
    for (const WaylandOutput& output : compositor_->outputs()) {
        if (output.id == output_) return output;
    }
    throw Error(ErrorCode::kDisplay, "the output " + output_name_ + " of the Wayland display " +
                                         name() + " was removed or switched off");
}

void WaylandLink::exchange() {
    if (!compositor_->exchange()) {
        throw Error(ErrorCode::kDisplay, "the connection to the Wayland display " + name() +
                                             " was lost (" + compositor_->loss() +
                                             "); the compositor has ended or closed it");
    }
    if (has_output_) output();
}

bool WaylandLink::wait(TimePoint deadline) {
    const TimePoint until = std::min(deadline, opening_until_);
    while (!is_ready(descriptor_, POLLIN, until)) {
        if (Clock::now() < until) continue;
        if (until == opening_until_) fail_silent();
        return false;
    }
    exchange();
    return true;
}

void WaylandLink::fail_silent() const {
    throw Error(ErrorCode::kDisplay, "the compositor of the Wayland display " + name() +
                                         " accepts the connection but does not answer in time: it "
                                         "hangs, or its output is switched off");
}

// A compositor that hangs answers nobody.
void WaylandLink::abandon() { ::shutdown(descriptor_, SHUT_RDWR); }

}  // namespace pixelflux
