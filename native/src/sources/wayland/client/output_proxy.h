// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "proxies.h"
#include "wayland_output.h"

namespace pixelflux {

// One output of the connection, and what the compositor tells of it.
class OutputProxy {
public:
    // Binds the global of that name. It must not be moved.
    OutputProxy(wl_registry* registry, std::uint32_t name, std::uint32_t version);
    ~OutputProxy();
    OutputProxy(const OutputProxy&) = delete;
    OutputProxy& operator=(const OutputProxy&) = delete;

    // Of the manager of that version or later, which tells where compositors lay an output out:
    // what the output itself tells of that is 0 with most.
    static constexpr std::uint32_t kPlaceVersion = 3;
    void ask_for_place(zxdg_output_manager_v1* manager);

    wl_output* get() const { return proxy_; }
    // As of the last time when the compositor said that it was done.
    const WaylandOutput& told() const { return told_; }
    // Whether it ever was.
    bool complete() const { return complete_; }

private:
    static const wl_output_listener kListener;
    static void on_geometry(void* self, wl_output*, std::int32_t x, std::int32_t y, std::int32_t,
                            std::int32_t, std::int32_t, const char*, const char*,
                            std::int32_t transform);
    static void on_mode(void* self, wl_output*, std::uint32_t flags, std::int32_t width,
                        std::int32_t height, std::int32_t refresh);
    static void on_done(void* self, wl_output*);
    static void on_scale(void* self, wl_output*, std::int32_t scale);
    static void on_name(void* self, wl_output*, const char* name);
    static void on_description(void* self, wl_output*, const char* description);

    static const zxdg_output_v1_listener kPlaceListener;
    static void on_position(void* self, zxdg_output_v1*, std::int32_t x, std::int32_t y);
    static void on_logical_size(void* self, zxdg_output_v1*, std::int32_t width,
                                std::int32_t height);

    wl_output* proxy_ = nullptr;
    Owned<zxdg_output_v1> place_;
    WaylandOutput next_;
    WaylandOutput told_;
    bool complete_ = false;
};

}  // namespace pixelflux
