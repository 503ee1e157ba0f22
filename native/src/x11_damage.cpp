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
                    "the X server refused to tell its version of DAMAGE or XFIXES");
    }
    region_ = xcb_generate_id(connection);
    xcb_xfixes_create_region(connection, region_, 0, nullptr);
    damage_ = xcb_generate_id(connection);
    const XcbError refused(xcb_request_check(
        connection,
        xcb_damage_create_checked(connection, damage_, root, XCB_DAMAGE_REPORT_LEVEL_NON_EMPTY)));
    if (refused != nullptr) {
        throw Error(ErrorCode::kCapture,
                    "the X server refused to watch its root window: " + x_error_name(*refused));
    }
}

X11Damage::~X11Damage() {
    xcb_damage_destroy(connection_, damage_);
    xcb_xfixes_destroy_region(connection_, region_);
}

bool X11Damage::is_report(const xcb_generic_event_t& event) const {
    constexpr int kSentByClient = 0x80;
    return (event.response_type & ~kSentByClient) == first_event_ + XCB_DAMAGE_NOTIFY;
}

std::optional<std::vector<xcb_rectangle_t>> X11Damage::collect() {
    xcb_damage_subtract(connection_, damage_, XCB_NONE, region_);
    const XcbReply<xcb_xfixes_fetch_region_reply_t> reply(xcb_xfixes_fetch_region_reply(
        connection_, xcb_xfixes_fetch_region(connection_, region_), nullptr));
    if (reply == nullptr) return std::nullopt;
    const xcb_rectangle_t* const first = xcb_xfixes_fetch_region_rectangles(reply.get());
    return std::vector<xcb_rectangle_t>(
        first, first + xcb_xfixes_fetch_region_rectangles_length(reply.get()));
}

}  // namespace pixelflux
