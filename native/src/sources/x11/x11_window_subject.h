// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string>
#include <vector>

#include "screen_parts.h"
#include "x11_screen.h"
#include "x11_subject.h"

namespace pixelflux {

// A window, by the pixmap that the Composite extension keeps its pixels in: all of it, whatever
// covers it, without the frame of a window manager. While it is not shown, its pixels stay as they
// were; when it is shown again or resized, it has another pixmap.
class X11WindowSubject final : public X11Subject {
public:
    // Finds the window, which has to be shown. Throws Error(kCapture) when the server lacks
    // Composite or its pixels are of a kind that cannot be captured, and what window_titled throws.
    X11WindowSubject(const X11Link& link, const X11Screen& screen, const ScreenPart& part);
    ~X11WindowSubject() override;

    const X11View& view() const override { return view_; }
    std::string name() const override { return "window " + name_; }
    bool notice(const xcb_generic_event_t& event) override;
    bool look() override;
    xcb_window_t root() const override { return root_; }
    X11View::Corner on_root() override;

private:
    void redirect();
    void watch_ancestors();
    bool is_shown() const;
    [[noreturn]] void fail_gone() const;

    const X11Link& link_;
    xcb_window_t root_;
    std::string name_;
    X11View view_;
    std::vector<xcb_window_t> ancestors_;  // without the root window
    bool gone_ = false;
};

}  // namespace pixelflux
