// SPDX-License-Identifier: MPL-2.0
#include "output_proxy.h"

#include <algorithm>
#include <new>

namespace pixelflux {
namespace {

constexpr std::uint32_t kVersion = 4;  // the one with names
constexpr std::uint32_t kOldest = 2;   // the one that says when it is done
constexpr std::uint32_t kReleasable = 3;

}  // namespace

const wl_output_listener OutputProxy::kListener = {on_geometry, on_mode, on_done,
                                                   on_scale,    on_name, on_description};

// The output itself tells the rest.
const zxdg_output_v1_listener OutputProxy::kPlaceListener = {
    on_position,
    on_logical_size,
    /* done */ [](void*, zxdg_output_v1*) {},
    /* name */ [](void*, zxdg_output_v1*, const char*) {},
    /* description */ [](void*, zxdg_output_v1*, const char*) {},
};

OutputProxy::OutputProxy(wl_registry* registry, std::uint32_t name, std::uint32_t version) {
    next_.id = name;
    next_.name = "OUTPUT-" + std::to_string(name);
    told_ = next_;
    proxy_ = static_cast<wl_output*>(
        wl_registry_bind(registry, name, &wl_output_interface, std::min(version, kVersion)));
    if (proxy_ == nullptr) throw std::bad_alloc();
    complete_ = version < kOldest;
    wl_output_add_listener(proxy_, &kListener, this);
}

OutputProxy::~OutputProxy() {
    place_.reset();
    if (wl_output_get_version(proxy_) >= kReleasable)
        wl_output_release(proxy_);
    else
        wl_output_destroy(proxy_);
}

void OutputProxy::ask_for_place(zxdg_output_manager_v1* manager) {
    place_.reset(zxdg_output_manager_v1_get_xdg_output(manager, proxy_));
    if (place_ == nullptr) throw std::bad_alloc();
    zxdg_output_v1_add_listener(place_.get(), &kPlaceListener, this);
}

// At once: some compositors say that the output is done only later.
void OutputProxy::on_position(void* self, zxdg_output_v1*, std::int32_t x, std::int32_t y) {
    auto& output = *static_cast<OutputProxy*>(self);
    for (WaylandOutput* const known : {&output.next_, &output.told_}) {
        known->x = x;
        known->y = y;
    }
}

void OutputProxy::on_logical_size(void* self, zxdg_output_v1*, std::int32_t width,
                                  std::int32_t height) {
    auto& output = *static_cast<OutputProxy*>(self);
    output.next_.logical = output.told_.logical = {width, height};
}

void OutputProxy::on_geometry(void* self, wl_output*, std::int32_t x, std::int32_t y, std::int32_t,
                              std::int32_t, std::int32_t, const char*, const char*,
                              std::int32_t transform) {
    auto& output = *static_cast<OutputProxy*>(self);
    output.next_.transform = transform;
    if (output.place_ != nullptr) return;
    output.next_.x = x;
    output.next_.y = y;
}

void OutputProxy::on_mode(void* self, wl_output*, std::uint32_t flags, std::int32_t width,
                          std::int32_t height, std::int32_t refresh) {
    if ((flags & WL_OUTPUT_MODE_CURRENT) == 0) return;
    WaylandOutput& next = static_cast<OutputProxy*>(self)->next_;
    next.mode = {width, height};
    next.refresh_millihertz = refresh;
}

void OutputProxy::on_done(void* self, wl_output*) {
    auto& output = *static_cast<OutputProxy*>(self);
    WaylandOutput& next = output.next_;
    if (next.mode != output.told_.mode || next.transform != output.told_.transform)
        ++next.reshapings;
    try {
        output.told_ = next;
    } catch (const std::bad_alloc&) {
        return;  // it stays as it was told before
    }
    output.complete_ = true;
}

void OutputProxy::on_scale(void* self, wl_output*, std::int32_t scale) {
    static_cast<OutputProxy*>(self)->next_.scale = scale;
}

void OutputProxy::on_name(void* self, wl_output*, const char* name) {
    try {
        static_cast<OutputProxy*>(self)->next_.name = name;
    } catch (const std::bad_alloc&) {  // it keeps the name it has
    }
}

void OutputProxy::on_description(void* self, wl_output*, const char* description) {
    try {
        static_cast<OutputProxy*>(self)->next_.description = description;
    } catch (const std::bad_alloc&) {  // people do without
    }
}

}  // namespace pixelflux
