// SPDX-License-Identifier: MPL-2.0
#include "lying_cursor.h"

#include <cstring>

#include "ext-image-copy-capture-v1-server-protocol.h"

namespace pixelflux {
namespace {

void destroy(wl_client*, wl_resource* resource) { wl_resource_destroy(resource); }

void bind_seat(wl_client* client, void*, std::uint32_t version, std::uint32_t id) {
    static const struct wl_pointer_interface kPointerCalls = {
        [](wl_client*, wl_resource*, std::uint32_t, wl_resource*, std::int32_t, std::int32_t) {},
        destroy,
    };
    static const struct wl_seat_interface kCalls = {
        [](wl_client* from, wl_resource*, std::uint32_t pointer) {
            wl_resource_set_implementation(
                wl_resource_create(from, &wl_pointer_interface, 1, pointer), &kPointerCalls,
                nullptr, nullptr);
        },
        [](wl_client*, wl_resource*, std::uint32_t) {},
        [](wl_client*, wl_resource*, std::uint32_t) {},
        destroy,
    };
    wl_resource* const seat =
        wl_resource_create(client, &wl_seat_interface, static_cast<int>(version), id);
    wl_resource_set_implementation(seat, &kCalls, nullptr, nullptr);
    wl_seat_send_capabilities(seat, WL_SEAT_CAPABILITY_POINTER);
}

}  // namespace

LyingCursor& LyingCursor::of(wl_resource* resource) {
    return *static_cast<LyingCursor*>(wl_resource_get_user_data(resource));
}

void LyingCursor::offer_seat(wl_display* display) {
    wl_global_create(display, &wl_seat_interface, 1, nullptr, bind_seat);
}

void LyingCursor::begin(wl_client* client, std::uint32_t id) {
    static const struct ext_image_copy_capture_cursor_session_v1_interface kCalls = {
        destroy,
        [](wl_client* from, wl_resource* cursor, std::uint32_t session) {
            of(cursor).begin_copies(from, session);
        },
    };
    wl_resource* const cursor =
        wl_resource_create(client, &ext_image_copy_capture_cursor_session_v1_interface, 1, id);
    wl_resource_set_implementation(cursor, &kCalls, this,
                                   [](wl_resource* gone) { of(gone).cursors_.erase(gone); });
    cursors_.insert(cursor);
}

void LyingCursor::begin_copies(wl_client* client, std::uint32_t id) {
    static const struct ext_image_copy_capture_session_v1_interface kCalls = {
        [](wl_client* from, wl_resource* session, std::uint32_t frame) {
            of(session).begin_frame(from, session, frame);
        },
        destroy,
    };
    wl_resource* const session =
        wl_resource_create(client, &ext_image_copy_capture_session_v1_interface, 1, id);
    wl_resource_set_implementation(session, &kCalls, this,
                                   [](wl_resource* gone) { of(gone).sessions_.erase(gone); });
    sessions_[session] = {};
    tell_size(session);
}

void LyingCursor::tell_size(wl_resource* session) {
    ext_image_copy_capture_session_v1_send_buffer_size(
        session, static_cast<std::uint32_t>(size_.width), static_cast<std::uint32_t>(size_.height));
    ext_image_copy_capture_session_v1_send_shm_format(session, WL_SHM_FORMAT_XRGB8888);
    ext_image_copy_capture_session_v1_send_shm_format(session, WL_SHM_FORMAT_ARGB8888);
    ext_image_copy_capture_session_v1_send_done(session);
}

void LyingCursor::begin_frame(wl_client* client, wl_resource* session, std::uint32_t id) {
    static const struct ext_image_copy_capture_frame_v1_interface kCalls = {
        destroy,
        [](wl_client*, wl_resource* frame, wl_resource* buffer) {
            of(frame).session_of(frame).buffer = buffer;
        },
        [](wl_client*, wl_resource*, std::int32_t, std::int32_t, std::int32_t, std::int32_t) {},
        [](wl_client*, wl_resource* frame) {
            Session& copies = of(frame).session_of(frame);
            copies.asked = true;
            if (!copies.told) of(frame).answer(copies);
        },
    };
    wl_resource* const frame =
        wl_resource_create(client, &ext_image_copy_capture_frame_v1_interface, 1, id);
    wl_resource_set_implementation(frame, &kCalls, this, [](wl_resource* gone) {
        for (auto& [resource, copies] : of(gone).sessions_) {
            if (copies.frame == gone) copies.frame = nullptr;
        }
    });
    sessions_[session].frame = frame;
    sessions_[session].asked = false;
}

LyingCursor::Session& LyingCursor::session_of(wl_resource* frame) {
    for (auto& [resource, session] : sessions_) {
        if (session.frame == frame) return session;
    }
    static Session nobodys;
    return nobodys;
}

void LyingCursor::answer(Session& session) {
    session.asked = false;
    session.told = true;
    if (session.frame == nullptr) return;
    if (failures_ > 0) {
        --failures_;
        session.told = false;
        ext_image_copy_capture_frame_v1_send_failed(
            session.frame, EXT_IMAGE_COPY_CAPTURE_FRAME_V1_FAILURE_REASON_UNKNOWN);
        return;
    }
    wl_shm_buffer* const buffer = wl_shm_buffer_get(session.buffer);
    if (wl_shm_buffer_get_width(buffer) != size_.width ||
        wl_shm_buffer_get_height(buffer) != size_.height) {
        session.told = false;
        ext_image_copy_capture_frame_v1_send_failed(
            session.frame, EXT_IMAGE_COPY_CAPTURE_FRAME_V1_FAILURE_REASON_BUFFER_CONSTRAINTS);
        return;
    }
    wl_shm_buffer_begin_access(buffer);
    auto* const data = static_cast<std::uint8_t*>(wl_shm_buffer_get_data(buffer));
    for (std::size_t at = 0; at < picture_bytes(size_); at += sizeof argb_)
        std::memcpy(data + at, &argb_, sizeof argb_);
    wl_shm_buffer_end_access(buffer);
    for (wl_resource* cursor : cursors_)
        ext_image_copy_capture_cursor_session_v1_send_hotspot(cursor, hotspot_x_, hotspot_y_);
    ext_image_copy_capture_frame_v1_send_ready(session.frame);
}

void LyingCursor::move(int x, int y) {
    for (wl_resource* cursor : cursors_) {
        ext_image_copy_capture_cursor_session_v1_send_enter(cursor);
        ext_image_copy_capture_cursor_session_v1_send_position(cursor, x, y);
    }
}

void LyingCursor::leave() {
    for (wl_resource* cursor : cursors_)
        ext_image_copy_capture_cursor_session_v1_send_leave(cursor);
}

void LyingCursor::look(Size size, int hotspot_x, int hotspot_y, std::uint32_t argb) {
    const bool resized = size != size_;
    size_ = size;
    hotspot_x_ = hotspot_x;
    hotspot_y_ = hotspot_y;
    argb_ = argb;
    for (auto& [resource, session] : sessions_) {
        session.told = false;
        if (resized) tell_size(resource);
        if (session.asked) answer(session);
    }
}

}  // namespace pixelflux
