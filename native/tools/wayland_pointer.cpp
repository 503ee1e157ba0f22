// SPDX-License-Identifier: MPL-2.0
#include "wayland_pointer.h"

#include <chrono>
#include <cstring>
#include <stdexcept>

#include <sys/mman.h>
#include <unistd.h>

#include "monotonic_time.h"
#include "wlr-virtual-pointer-unstable-v1-client-protocol.h"

namespace pixelflux {
namespace {

std::uint32_t now_millis() {
    const auto since = std::chrono::nanoseconds(to_nanos(Clock::now()));
    return static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
}

wl_buffer* make_buffer(wl_shm* memory, Size size, const std::vector<std::uint32_t>& argb) {
    const std::size_t bytes = picture_bytes(size);
    const int file = memfd_create("wayland_pointer", MFD_CLOEXEC);
    if (file < 0 || write(file, argb.data(), bytes) != static_cast<ssize_t>(bytes))
        throw std::runtime_error("no memory to share");
    wl_shm_pool* const pool = wl_shm_create_pool(memory, file, static_cast<std::int32_t>(bytes));
    wl_buffer* const buffer = wl_shm_pool_create_buffer(
        pool, 0, size.width, size.height, static_cast<std::int32_t>(row_bytes(size.width)),
        WL_SHM_FORMAT_ARGB8888);
    wl_shm_pool_destroy(pool);
    close(file);
    return buffer;
}

}  // namespace

const wl_seat_listener WaylandPointer::kSeat = {
    [](void* self, wl_seat*, std::uint32_t capabilities) {
        static_cast<WaylandPointer*>(self)->hear_of(capabilities);
    },
    [](void*, wl_seat*, const char*) {},
};

// Later versions of the protocol, which are not asked for, have more events.
const wl_pointer_listener WaylandPointer::kPointer = [] {
    wl_pointer_listener listener{};
    listener.enter = [](void* self, wl_pointer*, std::uint32_t serial, wl_surface*, wl_fixed_t,
                        wl_fixed_t) {
        auto& pointer = *static_cast<WaylandPointer*>(self);
        pointer.over_window_ = true;
        pointer.entered_ = serial;
        pointer.dress();
    };
    listener.leave = [](void* self, wl_pointer*, std::uint32_t, wl_surface*) {
        static_cast<WaylandPointer*>(self)->over_window_ = false;
    };
    listener.motion = [](void*, wl_pointer*, std::uint32_t, wl_fixed_t, wl_fixed_t) {};
    listener.button = [](void*, wl_pointer*, std::uint32_t, std::uint32_t, std::uint32_t,
                         std::uint32_t) {};
    listener.axis = [](void*, wl_pointer*, std::uint32_t, std::uint32_t, wl_fixed_t) {};
    return listener;
}();

WaylandPointer::WaylandPointer(const Globals& globals) : globals_(globals) {
    if (globals_.seat == nullptr || globals_.pointers == nullptr)
        throw std::runtime_error("the compositor lets nobody move its pointer");
    wl_seat_add_listener(globals_.seat, &kSeat, this);
    // A seat that has no device knows of no pointer.
    hand_ =
        zwlr_virtual_pointer_manager_v1_create_virtual_pointer(globals_.pointers, globals_.seat);
    roundtrip();
    roundtrip();
}

WaylandPointer::~WaylandPointer() {
    if (look_ != nullptr) wl_surface_destroy(look_);
    if (picture_ != nullptr) wl_buffer_destroy(picture_);
    if (pointer_ != nullptr) wl_pointer_destroy(pointer_);
    zwlr_virtual_pointer_v1_destroy(hand_);
}

void WaylandPointer::hear_of(std::uint32_t capabilities) {
    if ((capabilities & WL_SEAT_CAPABILITY_POINTER) == 0 || pointer_ != nullptr) return;
    pointer_ = wl_seat_get_pointer(globals_.seat);
    wl_pointer_add_listener(pointer_, &kPointer, this);
}

void WaylandPointer::dress() const {
    if (look_ != nullptr && over_window_)
        wl_pointer_set_cursor(pointer_, entered_, look_, hotspot_x_, hotspot_y_);
}

void WaylandPointer::move(Size screen, int x, int y) {
    // Into the pixel, but not to its middle, which some compositors round up and others down.
    constexpr int kParts = 8;
    const auto place = [](int pixel) { return static_cast<std::uint32_t>(kParts * pixel + 1); };
    const auto extent = [](int side) { return static_cast<std::uint32_t>(kParts * side); };
    zwlr_virtual_pointer_v1_motion_absolute(hand_, now_millis(), place(x), place(y),
                                            extent(screen.width), extent(screen.height));
    zwlr_virtual_pointer_v1_frame(hand_);
    roundtrip();
    roundtrip();
}

void WaylandPointer::show(Size size, const std::vector<std::uint32_t>& argb, int hotspot_x,
                          int hotspot_y) {
    wl_buffer* const buffer = make_buffer(globals_.memory, size, argb);
    if (look_ == nullptr) look_ = wl_compositor_create_surface(globals_.compositor);
    hotspot_x_ = hotspot_x;
    hotspot_y_ = hotspot_y;
    dress();
    wl_surface_attach(look_, buffer, 0, 0);
    wl_surface_damage_buffer(look_, 0, 0, size.width, size.height);
    wl_surface_commit(look_);
    roundtrip();
    if (picture_ != nullptr) wl_buffer_destroy(picture_);
    picture_ = buffer;
}

void WaylandPointer::roundtrip() const {
    if (wl_display_roundtrip(globals_.display) < 0)
        throw std::runtime_error("the compositor has ended the connection");
}

}  // namespace pixelflux
