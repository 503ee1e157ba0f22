// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include <wayland-client.h>

#include "ext-image-capture-source-v1-client-protocol.h"
#include "ext-image-copy-capture-v1-client-protocol.h"
#include "wlr-screencopy-unstable-v1-client-protocol.h"
#include "xdg-output-unstable-v1-client-protocol.h"

namespace pixelflux {

// Gives an object of the connection back.
struct DestroyProxy {
    void operator()(wl_display* display) const { wl_display_disconnect(display); }
    void operator()(wl_registry* registry) const { wl_registry_destroy(registry); }
    void operator()(wl_callback* callback) const { wl_callback_destroy(callback); }
    void operator()(wl_shm* memory) const { wl_shm_destroy(memory); }
    void operator()(wl_buffer* buffer) const { wl_buffer_destroy(buffer); }
    void operator()(zwlr_screencopy_manager_v1* manager) const {
        zwlr_screencopy_manager_v1_destroy(manager);
    }
    void operator()(zwlr_screencopy_frame_v1* frame) const {
        zwlr_screencopy_frame_v1_destroy(frame);
    }
    void operator()(ext_output_image_capture_source_manager_v1* manager) const {
        ext_output_image_capture_source_manager_v1_destroy(manager);
    }
    void operator()(ext_image_capture_source_v1* source) const {
        ext_image_capture_source_v1_destroy(source);
    }
    void operator()(ext_image_copy_capture_manager_v1* manager) const {
        ext_image_copy_capture_manager_v1_destroy(manager);
    }
    void operator()(ext_image_copy_capture_session_v1* session) const {
        ext_image_copy_capture_session_v1_destroy(session);
    }
    void operator()(ext_image_copy_capture_cursor_session_v1* session) const {
        ext_image_copy_capture_cursor_session_v1_destroy(session);
    }
    void operator()(zxdg_output_manager_v1* manager) const {
        zxdg_output_manager_v1_destroy(manager);
    }
    void operator()(zxdg_output_v1* output) const { zxdg_output_v1_destroy(output); }
    void operator()(wl_seat* seat) const { wl_seat_destroy(seat); }
    void operator()(wl_pointer* pointer) const { wl_pointer_destroy(pointer); }
    void operator()(ext_image_copy_capture_frame_v1* frame) const {
        ext_image_copy_capture_frame_v1_destroy(frame);
    }
};

// Owns one object of a connection, which must outlive it.
template <typename Proxy>
using Owned = std::unique_ptr<Proxy, DestroyProxy>;

}  // namespace pixelflux
