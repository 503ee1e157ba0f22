// SPDX-License-Identifier: MPL-2.0
#include "x11_window_subject.h"

#include <algorithm>

#include <xcb/composite.h>

#include "error.h"
#include "x11_window_list.h"

namespace pixelflux {
namespace {

template <typename Event>
const Event& as(const xcb_generic_event_t& event) {
    return reinterpret_cast<const Event&>(event);
}

void listen_to(xcb_connection_t* connection, xcb_window_t window) {
    const std::uint32_t events = XCB_EVENT_MASK_STRUCTURE_NOTIFY;
    forget_error(connection, xcb_change_window_attributes_checked(connection, window,
                                                                  XCB_CW_EVENT_MASK, &events));
}

}  // namespace

X11WindowSubject::X11WindowSubject(const X11Link& link, const X11Screen& screen,
                                   const ScreenPart& part)
    : link_(link), root_(screen.root) {
    const Window window = part.window_id != 0 ? described(link, root_, part.window_id)
                                              : window_titled(link, root_, part.window_title);
    name_ = quoted(window);
    view_.window = window.id;
    if (window.id == root_) {
        throw Error(ErrorCode::kArgument,
                    "windowId: " + name_ +
                        " is the root window; leave the option out to capture the screen");
    }
    redirect();
    if (!look()) {
        throw Error(ErrorCode::kWindow, "window " + name_ + " of display " + link.name() +
                                            " is not shown now; show it, then capture it");
    }
}

X11WindowSubject::~X11WindowSubject() {
    if (view_.drawable != XCB_NONE)
        forget_error(link_.get(), xcb_free_pixmap_checked(link_.get(), view_.drawable));
    if (!gone_)
        forget_error(link_.get(), xcb_composite_unredirect_window_checked(
                                      link_.get(), view_.window, XCB_COMPOSITE_REDIRECT_AUTOMATIC));
    xcb_flush(link_.get());
}

void X11WindowSubject::redirect() {
    require_extension(link_.get(), &xcb_composite_id, "Composite");
    // Pixmaps of windows came with 0.2.
    const XcbReply<xcb_composite_query_version_reply_t> version(xcb_composite_query_version_reply(
        link_.get(), xcb_composite_query_version(link_.get(), 0, 2), nullptr));
    link_.require_connection();
    if (version == nullptr || (version->major_version == 0 && version->minor_version < 2)) {
        throw Error(ErrorCode::kCapture,
                    "the X server has no Composite 0.2, which keeps the "
                    "pixels of a window that is covered");
    }
    listen_to(link_.get(), view_.window);
    const XcbError refused(xcb_request_check(
        link_.get(), xcb_composite_redirect_window_checked(link_.get(), view_.window,
                                                           XCB_COMPOSITE_REDIRECT_AUTOMATIC)));
    link_.require_connection();
    if (refused == nullptr) return;
    if (refused->error_code == XCB_WINDOW) fail_gone();
    throw Error(ErrorCode::kCapture, "the X server refuses to keep the pixels of window " + name_ +
                                         ": " + x_error_name(*refused));
}

// A window is not shown either while one that it lies in is not, and that raises no event of its
// own.
void X11WindowSubject::watch_ancestors() {
    ancestors_.clear();
    xcb_window_t window = view_.window;
    while (true) {
        const XcbReply<xcb_query_tree_reply_t> tree(
            xcb_query_tree_reply(link_.get(), xcb_query_tree(link_.get(), window), nullptr));
        if (tree == nullptr || tree->parent == root_ || tree->parent == XCB_NONE) return;
        window = tree->parent;
        ancestors_.push_back(window);
        listen_to(link_.get(), window);
    }
}

bool X11WindowSubject::notice(const xcb_generic_event_t& event) {
    constexpr int kSentByClient = 0x80;
    const auto concerns = [&](xcb_window_t window) {
        return window == view_.window ||
               std::find(ancestors_.begin(), ancestors_.end(), window) != ancestors_.end();
    };
    switch (event.response_type & ~kSentByClient) {
        case XCB_CONFIGURE_NOTIFY: {
            const auto& told = as<xcb_configure_notify_event_t>(event);
            return told.window == view_.window && (Size{told.width, told.height} != view_.size ||
                                                   told.border_width != view_.in_drawable.x);
        }
        case XCB_MAP_NOTIFY:
            return concerns(as<xcb_map_notify_event_t>(event).window);
        case XCB_UNMAP_NOTIFY:
            return concerns(as<xcb_unmap_notify_event_t>(event).window);
        case XCB_REPARENT_NOTIFY:
            return concerns(as<xcb_reparent_notify_event_t>(event).window);
        case XCB_DESTROY_NOTIFY:
            if (as<xcb_destroy_notify_event_t>(event).window != view_.window) return false;
            gone_ = true;
            return true;
        default:
            return false;
    }
}

bool X11WindowSubject::is_shown() const {
    const XcbReply<xcb_get_window_attributes_reply_t> attributes(xcb_get_window_attributes_reply(
        link_.get(), xcb_get_window_attributes(link_.get(), view_.window), nullptr));
    return attributes != nullptr && attributes->map_state == XCB_MAP_STATE_VIEWABLE;
}

// Its size may change between the questions; the event of that comes then, and this is asked again.
bool X11WindowSubject::look() {
    if (gone_) fail_gone();
    watch_ancestors();
    const XcbReply<xcb_get_geometry_reply_t> geometry(
        xcb_get_geometry_reply(link_.get(), xcb_get_geometry(link_.get(), view_.window), nullptr));
    link_.require_connection();
    if (geometry == nullptr) fail_gone();
    if (!is_shown()) return false;
    const xcb_pixmap_t pixmap = xcb_generate_id(link_.get());
    const XcbError refused(xcb_request_check(
        link_.get(), xcb_composite_name_window_pixmap_checked(link_.get(), view_.window, pixmap)));
    link_.require_connection();
    if (refused != nullptr) return false;  // hidden again meanwhile
    if (view_.drawable != XCB_NONE)
        forget_error(link_.get(), xcb_free_pixmap_checked(link_.get(), view_.drawable));
    view_.drawable = pixmap;
    view_.order = order_of_window(link_, view_.window, geometry->depth);
    view_.size = {geometry->width, geometry->height};
    view_.in_drawable = {geometry->border_width, geometry->border_width};
    return true;
}

void X11WindowSubject::fail_gone() const {
    throw Error(ErrorCode::kWindow, "window " + name_ + " of display " + link_.name() +
                                        " is not there any more; its program has closed it");
}

X11View::Corner X11WindowSubject::on_root() {
    const XcbReply<xcb_translate_coordinates_reply_t> corner(xcb_translate_coordinates_reply(
        link_.get(), xcb_translate_coordinates(link_.get(), view_.window, root_, 0, 0), nullptr));
    link_.require_connection();
    return corner == nullptr ? X11View::Corner{} : X11View::Corner{corner->dst_x, corner->dst_y};
}

}  // namespace pixelflux
