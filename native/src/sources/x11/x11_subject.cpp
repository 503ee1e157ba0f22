// SPDX-License-Identifier: MPL-2.0
#include "x11_subject.h"

#include "x11_monitor_subject.h"
#include "x11_window_subject.h"

namespace pixelflux {
namespace {

// The root window.
class WholeScreen final : public X11Subject {
public:
    WholeScreen(const X11Link& link, const X11Screen& screen) : link_(link) {
        view_.drawable = view_.window = screen.root;
        view_.order = screen.order;
        view_.size = screen.size;
    }

    const X11View& view() const override { return view_; }

    bool notice(const xcb_generic_event_t& event) override {
        if (event.response_type != XCB_CONFIGURE_NOTIFY) return false;
        const auto& root = reinterpret_cast<const xcb_configure_notify_event_t&>(event);
        if (root.window != view_.window) return false;
        view_.size = {root.width, root.height};
        told_ = true;
        return true;
    }

    // The event has said it all; without one, the server is asked.
    bool look() override {
        if (!told_) view_.size = size_of(link_, view_.window).value_or(view_.size);
        told_ = false;
        return false;
    }

    xcb_window_t root() const override { return view_.window; }
    X11View::Corner on_root() override { return {}; }

private:
    const X11Link& link_;
    X11View view_;
    bool told_ = false;
};

}  // namespace

std::unique_ptr<X11Subject> find_subject(const X11Link& link, const ScreenPart& part,
                                         std::vector<std::string>& notices) {
    const X11Screen screen = watch_screen(link, notices);
    if (part.is_window()) return std::make_unique<X11WindowSubject>(link, screen, part);
    if (!part.monitor.empty())
        return std::make_unique<X11MonitorSubject>(link, screen, part.monitor);
    return std::make_unique<WholeScreen>(link, screen);
}

}  // namespace pixelflux
