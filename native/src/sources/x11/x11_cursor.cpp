// SPDX-License-Identifier: MPL-2.0
#include "x11_cursor.h"

#include <xcb/xcbext.h>
#include <xcb/xfixes.h>
#include <xcb/xinput.h>

#include "error.h"

namespace pixelflux {
namespace {

// For this question the server looks at everything that every client holds: half a millisecond for
// twenty clients.
constexpr Duration kHidingKnown = std::chrono::milliseconds(100);

std::shared_ptr<const CursorShape> shape_of(const xcb_xfixes_get_cursor_image_reply_t& reply) {
    auto image = std::make_shared<OverlayImage>();
    image->size = {reply.width, reply.height};
    const std::uint32_t* const argb = xcb_xfixes_get_cursor_image_cursor_image(&reply);
    const int count = xcb_xfixes_get_cursor_image_cursor_image_length(&reply);
    image->pixels.reserve(static_cast<std::size_t>(count) * kBytesPerPixel);
    for (int i = 0; i < count; ++i) {
        for (const int shift : {0, 8, 16, 24})
            image->pixels.push_back(static_cast<std::uint8_t>(argb[i] >> shift));
    }
    return std::make_shared<const CursorShape>(CursorShape{image, reply.xhot, reply.yhot});
}

}  // namespace

bool is_whole(const xcb_xfixes_get_cursor_image_reply_t& reply) {
    return reply.width != 0 && reply.height != 0 && reply.xhot <= reply.width &&
           reply.yhot <= reply.height && std::uint64_t{reply.width} * reply.height <= reply.length;
}

X11Cursor::X11Cursor(xcb_connection_t* connection, xcb_window_t root,
                     std::vector<std::string>& notices)
    : connection_(connection), root_(root), notices_(notices) {
    first_fixes_event_ = require_extension(connection, &xcb_xfixes_id, "XFIXES").first_event;
    // The server answers requests of these extensions only to a client that has told its version.
    const XcbReply<xcb_xfixes_query_version_reply_t> fixes(xcb_xfixes_query_version_reply(
        connection, xcb_xfixes_query_version(connection, 2, 0), nullptr));
    if (fixes == nullptr)
        throw Error(ErrorCode::kCapture, "the X server refused to report its version of XFIXES");
    const XcbError refused(xcb_request_check(connection, select_look(true)));
    if (refused != nullptr)
        throw Error(ErrorCode::kCapture,
                    "the X server refused to watch it: " + x_error_name(*refused));
    watch_moves();
    watch_hiding();
}

X11Cursor::~X11Cursor() {
    forget_error(connection_, select_look(false));
    xcb_flush(connection_);
}

void X11Cursor::rest() noexcept {
    if (!watches_look_) return;
    forget_error(connection_, select_look(false));
    xcb_flush(connection_);
    watches_look_ = false;
    shape_known_ = false;
}

void X11Cursor::watch_look() {
    if (watches_look_) return;
    forget_error(connection_, select_look(true));  // was answered before
    watches_look_ = true;
    shape_known_ = false;  // may have changed meanwhile
}

void X11Cursor::watch_moves() {
    const xcb_query_extension_reply_t* const input =
        xcb_get_extension_data(connection_, &xcb_input_id);
    // 2.1 is the first version that tells raw motion while somebody else holds a grab.
    const XcbReply<xcb_input_xi_query_version_reply_t> version(
        input == nullptr || input->present == 0
            ? nullptr
            : xcb_input_xi_query_version_reply(
                  connection_, xcb_input_xi_query_version(connection_, 2, 1), nullptr));
    if (version == nullptr) {
        notices_.push_back(
            "XInput 2 is not available: the pointer's moves are seen only when the picture "
            "changes");
        return;
    }
    input_opcode_ = input->major_opcode;
}

void X11Cursor::watch_hiding() {
    try {
        hiding_.emplace(connection_);
    } catch (const Error& refused) {
        notices_.push_back("X-Resource is not available: " + std::string(refused.what()) +
                           "; a pointer that a program has hidden is drawn all the same");
    }
}

xcb_void_cookie_t X11Cursor::select_look(bool wanted) {
    const std::uint32_t events =
        wanted ? std::uint32_t{XCB_XFIXES_CURSOR_NOTIFY_MASK_DISPLAY_CURSOR} : 0;
    return xcb_xfixes_select_cursor_input_checked(connection_, root_, events);
}

xcb_void_cookie_t X11Cursor::select_moves(bool wanted) {
    // The server reports raw motion on every window, but not jumps that a program asked for. Those
    // come as plain motion, unless a window below takes it.
    struct {
        xcb_input_event_mask_t head;
        std::uint32_t mask;
    } selection = {{XCB_INPUT_DEVICE_ALL_MASTER, 1},
                   wanted ? static_cast<std::uint32_t>(XCB_INPUT_XI_EVENT_MASK_RAW_MOTION |
                                                       XCB_INPUT_XI_EVENT_MASK_MOTION)
                          : 0u};
    return xcb_input_xi_select_events_checked(connection_, root_, 1, &selection.head);
}

bool X11Cursor::notice(const xcb_generic_event_t& event) {
    constexpr int kSentByClient = 0x80;
    const int type = event.response_type & ~kSentByClient;
    if (type == first_fixes_event_ + XCB_XFIXES_CURSOR_NOTIFY) {
        shape_known_ = false;
        return true;
    }
    if (input_opcode_ == 0 || type != XCB_GE_GENERIC ||
        reinterpret_cast<const xcb_ge_generic_event_t&>(event).extension != input_opcode_)
        return false;
    // The server may report one move twice, and what it reported before the last question is known.
    return static_cast<std::int32_t>(event.full_sequence - asked_) >= 0;
}

X11Cursor::Watch::Watch(X11Cursor& cursor) : cursor_(cursor) {
    // Before the question, so that no move falls in between.
    cursor.watch_look();
    const bool asks = cursor.input_opcode_ != 0;
    const xcb_void_cookie_t selected = asks ? cursor.select_moves(true) : xcb_void_cookie_t{};
    moved_before_ = cursor.query() != cursor.located_;
    if (!asks) return;
    const XcbError refused(xcb_request_check(cursor.connection_, selected));  // was answered before
    if (refused == nullptr) return;
    cursor.input_opcode_ = 0;
    cursor.notices_.push_back("XInput 2 refuses to report the pointer's moves (" +
                              x_error_name(*refused) +
                              "); they are seen only when the picture changes");
}

X11Cursor::Watch::~Watch() {
    if (cursor_.input_opcode_ == 0) return;
    forget_error(cursor_.connection_, cursor_.select_moves(false));
    xcb_flush(cursor_.connection_);
}

Cursor X11Cursor::locate() {
    shape_known_ = shape_known_ && watches_look_;
    const bool asks = hiding_ && Clock::now() >= hidden_until_;
    if (asks) hiding_->ask();
    located_ = query();
    if (asks) {
        hidden_ = hiding_->answer();
        hidden_until_ = Clock::now() + kHidingKnown;
    }
    return hidden_ ? Cursor{} : located_;
}

// The look, where it is not known, and the place in one round trip.
Cursor X11Cursor::query() {
    const bool asks_for_look = !shape_known_;
    xcb_xfixes_get_cursor_image_cookie_t look{};
    if (asks_for_look) look = xcb_xfixes_get_cursor_image(connection_);
    const xcb_query_pointer_cookie_t question = xcb_query_pointer(connection_, root_);
    asked_ = question.sequence;
    const XcbReply<xcb_query_pointer_reply_t> pointer(
        xcb_query_pointer_reply(connection_, question, nullptr));
    if (asks_for_look) take_shape(look);
    if (pointer == nullptr || pointer->same_screen == 0) return {};
    return {shape_, pointer->root_x, pointer->root_y};
}

void X11Cursor::take_shape(xcb_xfixes_get_cursor_image_cookie_t question) {
    xcb_generic_error_t* raw_error = nullptr;
    const XcbReply<xcb_xfixes_get_cursor_image_reply_t> reply(
        xcb_xfixes_get_cursor_image_reply(connection_, question, &raw_error));
    const XcbError error(raw_error);
    if (error != nullptr && error->error_code != XCB_CURSOR) return;  // ask again next time
    shape_known_ = true;
    if (reply == nullptr || !is_whole(*reply)) {
        shape_ = nullptr;  // the server has no pointer, or one without all its pixels
        return;
    }
    std::shared_ptr<const CursorShape> now = shape_of(*reply);
    if (shape_ == nullptr || !same_look(*shape_, *now)) shape_ = std::move(now);
}

}  // namespace pixelflux
