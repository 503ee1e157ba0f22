// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <wayland-client.h>

#include "geometry.h"

struct zwlr_virtual_pointer_manager_v1;
struct zwlr_virtual_pointer_v1;

namespace pixelflux {

// Moves the pointer of a Wayland compositor and gives it a look, for tests. Belongs to its
// connection's thread. Every function returns when the compositor has what it was asked for, and
// throws std::runtime_error when it is gone.
class WaylandPointer {
public:
    // Of a compositor; they must outlive it.
    struct Globals {
        wl_display* display = nullptr;
        wl_compositor* compositor = nullptr;
        wl_shm* memory = nullptr;
        wl_seat* seat = nullptr;
        zwlr_virtual_pointer_manager_v1* pointers = nullptr;
    };

    // Throws std::runtime_error when the compositor lets nobody move its pointer.
    explicit WaylandPointer(const Globals& globals);
    ~WaylandPointer();
    WaylandPointer(const WaylandPointer&) = delete;
    WaylandPointer& operator=(const WaylandPointer&) = delete;

    // As a hand would, to a pixel of a screen of that size, which is all of the
    // compositor's outputs together.
    void move(Size screen, int x, int y);

    // Over the windows of this connection: premultiplied ARGB pixels, row by row.
    void show(Size size, const std::vector<std::uint32_t>& argb, int hotspot_x, int hotspot_y);

private:
    static const wl_seat_listener kSeat;
    static const wl_pointer_listener kPointer;

    void hear_of(std::uint32_t capabilities);
    void dress() const;
    void roundtrip() const;

    Globals globals_;
    zwlr_virtual_pointer_v1* hand_ = nullptr;
    wl_pointer* pointer_ = nullptr;
    bool over_window_ = false;
    std::uint32_t entered_ = 0;  // the serial of that
    wl_surface* look_ = nullptr;
    wl_buffer* picture_ = nullptr;  // of the look
    int hotspot_x_ = 0;
    int hotspot_y_ = 0;
};

}  // namespace pixelflux
