// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include <wayland-server.h>

#include "geometry.h"

namespace pixelflux {

// The pointer of a LyingCompositor, for sessions of ext_image_copy_capture_manager_v1. All of it
// belongs to the compositor's thread.
class LyingCursor {
public:
    // Offers a seat that has a pointer.
    void offer_seat(wl_display* display);

    // Of create_pointer_cursor_session.
    void begin(wl_client* client, std::uint32_t id);

    void move(int x, int y);
    void leave();
    // One colour, premultiplied by its alpha.
    void look(Size size, int hotspot_x, int hotspot_y, std::uint32_t argb);
    // So many copies fail from now on.
    void fail(int copies) { failures_ = copies; }

private:
    struct Session {
        bool told = false;  // its copy, of the present look
        wl_resource* frame = nullptr;
        wl_resource* buffer = nullptr;
        bool asked = false;
    };

    static LyingCursor& of(wl_resource* resource);
    void begin_copies(wl_client* client, std::uint32_t id);
    void begin_frame(wl_client* client, wl_resource* session, std::uint32_t id);
    void tell_size(wl_resource* session);
    void answer(Session& session);
    Session& session_of(wl_resource* frame);

    std::set<wl_resource*> cursors_;
    std::map<wl_resource*, Session> sessions_;
    Size size_;
    int hotspot_x_ = 0;
    int hotspot_y_ = 0;
    std::uint32_t argb_ = 0;
    int failures_ = 0;
};

}  // namespace pixelflux
