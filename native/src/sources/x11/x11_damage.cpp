// SPDX-License-Identifier: MPL-2.0
#include "x11_damage.h"

#include "error.h"

namespace pixelflux {

X11Damage::X11Damage(xcb_connection_t* connection, xcb_window_t root) : connection_(connection) {
    first_event_ = require_extension(connection, &xcb_damage_id, "DAMAGE").first_event;
    require_extension(connection, &xcb_xfixes_id, "XFIXES");
    // The server answers requests of these extensions only to a client that has told its version.
    const auto damage_version = xcb_damage_query_version(connection, 1, 1);
    const auto fixes_version = xcb_xfixes_query_version(connection, 2, 0);
    const XcbReply<xcb_damage_query_version_reply_t> damage(
        xcb_damage_query_version_reply(connection, damage_version, nullptr));
    const XcbReply<xcb_xfixes_query_version_reply_t> fixes(
        xcb_xfixes_query_version_reply(connection, fixes_version, nullptr));
    if (damage == nullptr || fixes == nullptr) {
        throw Error(ErrorCode::kCapture,
                    "the X server refused to report its version of DAMAGE or XFIXES");
    }
    region_ = xcb_generate_id(connection);
    damage_ = xcb_generate_id(connection);
    const auto region_made = xcb_xfixes_create_region_checked(connection, region_, 0, nullptr);
    const auto damage_made =
        xcb_damage_create_checked(connection, damage_, root, XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY);
    const XcbError refused(xcb_request_check(connection, region_made));
    const XcbError unwatched(xcb_request_check(connection, damage_made));
    const xcb_generic_error_t* const error = refused != nullptr ? refused.get() : unwatched.get();
    if (error == nullptr) return;
    give_back();
    throw Error(ErrorCode::kCapture,
                "the X server refused to watch its root window: " + x_error_name(*error));
}

X11Damage::~X11Damage() { give_back(); }

void X11Damage::give_back() {
    forget_error(connection_, xcb_damage_destroy_checked(connection_, damage_));
    forget_error(connection_, xcb_xfixes_destroy_region_checked(connection_, region_));
}

bool X11Damage::is_report(const xcb_generic_event_t& event) const {
    constexpr int kSentByClient = 0x80;
    return (event.response_type & ~kSentByClient) == first_event_ + XCB_DAMAGE_NOTIFY;
}

std::optional<std::vector<xcb_rectangle_t>> X11Damage::collect() {
    const auto subtracted = xcb_damage_subtract_checked(connection_, damage_, XCB_NONE, region_);
    const XcbReply<xcb_xfixes_fetch_region_reply_t> reply(xcb_xfixes_fetch_region_reply(
        connection_, xcb_xfixes_fetch_region(connection_, region_), nullptr));
    const XcbError refused(xcb_request_check(connection_, subtracted));  // was answered before
    if (reply == nullptr || refused != nullptr) return std::nullopt;
    const xcb_rectangle_t* const first = xcb_xfixes_fetch_region_rectangles(reply.get());
    return std::vector<xcb_rectangle_t>(
        first, first + xcb_xfixes_fetch_region_rectangles_length(reply.get()));
}

}  // namespace pixelflux
