// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>

#include "x11_screen.h"
#include "x11_subject.h"

namespace pixelflux {

// The part of the root window that a monitor shows. It is followed when it is moved or resized; a
// monitor without an output, which somebody only named, tells that with the next event of RandR.
class X11MonitorSubject final : public X11Subject {
public:
    // Throws what monitor_named throws.
    X11MonitorSubject(const X11Link& link, const X11Screen& screen, const std::string& name);

    const X11View& view() const override { return view_; }
    std::string name() const override { return "monitor " + name_; }
    bool notice(const xcb_generic_event_t& event) override;
    bool look() override;
    xcb_window_t root() const override { return view_.window; }
    X11View::Corner on_root() override { return view_.in_drawable; }

private:
    const X11Link& link_;
    std::string name_;
    X11View view_;
    std::uint8_t first_event_ = 0;
};

}  // namespace pixelflux
