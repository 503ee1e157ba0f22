// SPDX-License-Identifier: MPL-2.0
#include "x11_monitor_subject.h"

#include <algorithm>

#include <xcb/randr.h>

#include "error.h"
#include "rect.h"
#include "x11_monitors.h"

namespace pixelflux {

X11MonitorSubject::X11MonitorSubject(const X11Link& link, const X11Screen& screen,
                                     const std::string& name)
    : link_(link), name_(name) {
    view_.drawable = view_.window = screen.root;
    view_.order = screen.order;
    first_event_ = require_extension(link.get(), &xcb_randr_id, "RandR").first_event;
    // Before the question, so that no change falls in between.
    forget_error(link.get(), xcb_randr_select_input_checked(
                                 link.get(), screen.root,
                                 static_cast<std::uint16_t>(XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE |
                                                            XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE |
                                                            XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE)));
    look();
}

bool X11MonitorSubject::notice(const xcb_generic_event_t& event) {
    constexpr int kSentByClient = 0x80;
    const int type = event.response_type & ~kSentByClient;
    if (type == first_event_ + XCB_RANDR_SCREEN_CHANGE_NOTIFY ||
        type == first_event_ + XCB_RANDR_NOTIFY)
        return true;
    return type == XCB_CONFIGURE_NOTIFY &&
           reinterpret_cast<const xcb_configure_notify_event_t&>(event).window == view_.window;
}

// What a monitor has beyond the screen, as while both are resized, shows nothing.
bool X11MonitorSubject::look() {
    const Rect told = monitor_named(link_, view_.window, name_).place;
    const Size screen =
        size_of(link_, view_.window).value_or(Size{right_of(told), bottom_of(told)});
    const Rect place = intersection(told, whole_of(screen));
    if (is_empty(place)) {
        throw Error(ErrorCode::kDisplay,
                    "monitor: '" + name_ + "' lies beside the screen of display " + link_.name());
    }
    const X11View before = view_;
    view_.size = {place.width, place.height};
    view_.in_drawable = view_.in_window = {place.x, place.y};
    return view_.size != before.size || !(view_.in_drawable == before.in_drawable);
}

}  // namespace pixelflux
