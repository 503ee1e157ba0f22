// SPDX-License-Identifier: MPL-2.0
#include "compositor_client.h"

#include <cerrno>
#include <cstring>
#include <new>
#include <utility>

#include "ext_image_copy.h"
#include "open_compositor.h"
#include "shm_buffer.h"
#include "wlr_screencopy.h"

namespace pixelflux {
namespace {

template <typename Proxy>
Proxy* bind(wl_registry* registry, std::uint32_t name, const wl_interface& interface,
            std::uint32_t version) {
    void* const bound = wl_registry_bind(registry, name, &interface, version);
    if (bound == nullptr) throw std::bad_alloc();
    return static_cast<Proxy*>(bound);
}

}  // namespace

const wl_registry_listener CompositorClient::kRegistryListener = {
    /* global */
    [](void* self, wl_registry*, std::uint32_t name, const char* interface, std::uint32_t version) {
        auto& client = *static_cast<CompositorClient*>(self);
        client.carefully([&] { client.add(name, interface, version); });
    },
    /* global_remove */
    [](void* self, wl_registry*, std::uint32_t name) {
        static_cast<CompositorClient*>(self)->remove(name);
    },
};

const wl_callback_listener CompositorClient::kSyncListener = {
    /* done */
    [](void* self, wl_callback*, std::uint32_t) {
        auto& client = *static_cast<CompositorClient*>(self);
        client.carefully([&] {
            ++client.answers_;
            client.sync_.reset();
            if (client.answers_ == 1)
                client.synchronize();
            else
                client.choose_protocol();
        });
    },
};

// A pointer is there only while the seat has such a device.
const wl_seat_listener CompositorClient::kSeatListener = {
    /* capabilities */
    [](void* self, wl_seat*, std::uint32_t capabilities) {
        auto& client = *static_cast<CompositorClient*>(self);
        client.carefully(
            [&] { client.take_pointer((capabilities & WL_SEAT_CAPABILITY_POINTER) != 0); });
    },
    /* name */ [](void*, wl_seat*, const char*) {},
};

CompositorClient::CompositorClient(int socket) : display_(wl_display_connect_to_fd(socket)) {
    if (display_ == nullptr) throw std::bad_alloc();
    registry_.reset(wl_display_get_registry(display_.get()));
    if (registry_ == nullptr) throw std::bad_alloc();
    wl_registry_add_listener(registry_.get(), &kRegistryListener, this);
    synchronize();
}

// The first answer comes behind all globals, the second behind what they tell of themselves.
void CompositorClient::synchronize() {
    sync_.reset(wl_display_sync(display_.get()));
    if (sync_ == nullptr) throw std::bad_alloc();
    wl_callback_add_listener(sync_.get(), &kSyncListener, this);
}

void CompositorClient::add(std::uint32_t name, const char* interface, std::uint32_t version) {
    const auto is = [&](const wl_interface& wanted) {
        return std::strcmp(interface, wanted.name) == 0;
    };
    wl_registry* const registry = registry_.get();
    if (is(wl_output_interface)) {
        outputs_.add(registry, name, version);
    } else if (is(zxdg_output_manager_v1_interface)) {
        if (version < OutputProxy::kPlaceVersion || outputs_.has_place_manager()) return;
        outputs_.use(Owned<zxdg_output_manager_v1>(bind<zxdg_output_manager_v1>(
            registry, name, zxdg_output_manager_v1_interface, OutputProxy::kPlaceVersion)));
    } else if (is(wl_shm_interface)) {
        if (memory_ == nullptr) memory_.reset(bind<wl_shm>(registry, name, wl_shm_interface, 1));
    } else if (is(wl_seat_interface)) {
        if (seat_ != nullptr) return;
        seat_.reset(bind<wl_seat>(registry, name, wl_seat_interface, 1));
        wl_seat_add_listener(seat_.get(), &kSeatListener, this);
    } else if (is(zwlr_screencopy_manager_v1_interface)) {
        if (version >= WlrScreencopy::kVersion && screencopy_ == nullptr)
            screencopy_.reset(bind<zwlr_screencopy_manager_v1>(
                registry, name, zwlr_screencopy_manager_v1_interface, WlrScreencopy::kVersion));
    } else if (is(ext_image_copy_capture_manager_v1_interface)) {
        if (copies_ == nullptr)
            copies_.reset(bind<ext_image_copy_capture_manager_v1>(
                registry, name, ext_image_copy_capture_manager_v1_interface,
                ExtImageCopy::kVersion));
    } else if (is(ext_output_image_capture_source_manager_v1_interface)) {
        if (sources_ == nullptr)
            sources_.reset(bind<ext_output_image_capture_source_manager_v1>(
                registry, name, ext_output_image_capture_source_manager_v1_interface,
                ExtImageCopy::kVersion));
    }
}

void CompositorClient::remove(std::uint32_t name) {
    if (copier_ != nullptr && name == asked_output_) copier_->forget();
    outputs_.remove(name);
}

// The newer one where it is offered.
void CompositorClient::choose_protocol() {
    if (memory_ == nullptr) return;
    if (copies_ != nullptr && sources_ != nullptr)
        copier_ = std::make_unique<ExtImageCopy>(std::move(copies_), std::move(sources_));
    else if (screencopy_ != nullptr)
        copier_ = std::make_unique<WlrScreencopy>(std::move(screencopy_));
}

bool CompositorClient::introduced() const noexcept { return answers_ >= 2; }

const char* CompositorClient::protocol() const noexcept {
    return copier_ == nullptr ? "" : copier_->protocol();
}

bool CompositorClient::exchange() noexcept {
    carefully([&] {
        take_in();
        outputs_.collect();
    });
    return !lost_;
}

void CompositorClient::take_in() {
    if (lost_) return;
    wl_display* const display = display_.get();
    // What fails to be sent for now is sent with what comes next; what fails for good is noticed by
    // reading, behind what the compositor said before it went.
    wl_display_flush(display);
    while (wl_display_prepare_read(display) != 0) {
        if (wl_display_dispatch_pending(display) < 0) return lose("");
    }
    // Reading does not wait.
    if (wl_display_read_events(display) < 0 && errno != EAGAIN) {
        const int reason = errno;
        wl_display_dispatch_pending(display);
        return lose(std::strerror(reason));
    }
    if (wl_display_dispatch_pending(display) < 0) return lose("");
    wl_display_flush(display);
}

void CompositorClient::ask(const CopyWish& wish) noexcept {
    carefully([&] {
        const OutputProxy* const output = outputs_.find(wish.output);
        if (output == nullptr) return;
        asked_output_ = wish.output;
        copier_->ask(*output, wish.paint_cursor, wish.at_once);
    });
}

const ScreenCopy& CompositorClient::copy() const noexcept {
    return copier_ == nullptr ? nothing_ : copier_->copy();
}

void CompositorClient::make_buffer(int number, int memory, const BufferNeed& need) noexcept {
    carefully([&] { buffers_[number] = make_buffer_of(memory_.get(), memory, need); });
}

void CompositorClient::fill(int number, const std::vector<Rect>& stale) noexcept {
    carefully([&] { copier_->fill(buffers_[number].get(), stale); });
}

bool CompositorClient::tells_cursor() const noexcept {
    return copier_ != nullptr && copier_->tells_cursor();
}

void CompositorClient::watch_cursor(bool wanted, std::uint32_t output) noexcept {
    cursor_watched_ = wanted;
    cursor_output_ = output;
    carefully([&] { look_at_cursor(); });
}

void CompositorClient::take_pointer(bool there) {
    if (there == (pointer_ != nullptr)) return;
    if (there) {
        // Its own events are not listened to.
        pointer_.reset(wl_seat_get_pointer(seat_.get()));
        if (pointer_ == nullptr) throw std::bad_alloc();
        look_at_cursor();
        return;
    }
    const Owned<wl_pointer> gone = std::move(pointer_);
    look_at_cursor();
}

void CompositorClient::look_at_cursor() {
    if (copier_ == nullptr) return;
    copier_->watch_cursor(cursor_watched_ ? outputs_.find(cursor_output_) : nullptr, pointer_.get(),
                          memory_.get());
}

const ToldCursor& CompositorClient::cursor() const noexcept {
    return copier_ == nullptr ? no_cursor_ : copier_->cursor();
}

void CompositorClient::forget() noexcept {
    if (copier_ != nullptr) copier_->forget();
}

void CompositorClient::lose(const std::string& reason) noexcept {
    lost_ = true;
    try {
        const int error = wl_display_get_error(display_.get());
        const wl_interface* interface = nullptr;
        if (error == EPROTO) {
            const std::uint32_t code =
                wl_display_get_protocol_error(display_.get(), &interface, nullptr);
            loss_ = "protocol error " + std::to_string(code) + " of " +
                    (interface == nullptr ? "an unknown object" : interface->name);
        } else {
            loss_ = reason.empty() ? std::strerror(error) : reason;
        }
    } catch (const std::bad_alloc&) {  // without words
    }
}

void CompositorClient::run_out_of_memory() noexcept {
    lost_ = true;
    loss_ = "out of memory";
}

template <typename Body>
void CompositorClient::carefully(Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
    } catch (...) {
        run_out_of_memory();
    }
}

Compositor* open_compositor(int socket) noexcept {
    try {
        return new CompositorClient(socket);
    } catch (...) {
        return nullptr;
    }
}

}  // namespace pixelflux
