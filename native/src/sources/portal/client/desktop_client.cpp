// SPDX-License-Identifier: MPL-2.0
#include "desktop_client.h"

#include <cerrno>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <utility>

#include "error.h"
#include "no_descriptor.h"
#include "open_desktop.h"

namespace pixelflux {
namespace {

// What has come is taken in turns: one that never ends must not keep others waiting.
constexpr int kMostTurns = 16;

pw_loop* new_loop() {
    static std::once_flag once;
    // For the process's life: PipeWire counts its users, and who else uses it nobody knows.
    std::call_once(once, [] { pw_init(nullptr, nullptr); });
    pw_loop* const loop = pw_loop_new(nullptr);
    const int reason = errno;
    if (loop == nullptr && (reason == EMFILE || reason == ENFILE))
        throw no_descriptor("a loop of PipeWire", reason);
    if (loop == nullptr) {
        throw std::runtime_error(std::string("PipeWire's modules cannot be loaded (") +
                                 std::strerror(reason) +
                                 "); install them (Debian: apt-get install libspa-0.2-modules)");
    }
    return loop;
}

}  // namespace

DesktopClient::DesktopClient(const char* bus_address)
    : loop_(new_loop()), bus_(bus_address), stream_(loop_.get()) {
    watch_bus();
}

DesktopClient::~DesktopClient() {
    if (bus_source_ != nullptr) pw_loop_destroy_source(loop_.get(), bus_source_);
}

// For what there is to read, and to write if the socket was full.
void DesktopClient::watch_bus() {
    if (bus_.descriptor() < 0) return;
    const std::uint32_t events = SPA_IO_IN | (bus_.wants_to_write() ? SPA_IO_OUT : 0u);
    if (bus_source_ == nullptr) {
        // It is read in `exchange`, whatever the loop says.
        bus_source_ = pw_loop_add_io(
            loop_.get(), bus_.descriptor(), events, false, [](void*, int, std::uint32_t) {}, this);
        if (bus_source_ == nullptr) throw no_descriptor("a watch of the bus", errno);
    } else if (events != bus_events_) {
        const int result = pw_loop_update_io(loop_.get(), bus_source_, events);
        if (result < 0) throw no_descriptor("a watch of the bus", -result);
    }
    bus_events_ = events;
}

int DesktopClient::descriptor() const noexcept { return pw_loop_get_fd(loop_.get()); }

template <typename Body>
void DesktopClient::carefully(Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
    } catch (...) {
        out_of_memory_ = true;
    }
}

void DesktopClient::exchange() noexcept {
    carefully([&] { bus_.exchange(); });
    pw_loop_enter(loop_.get());
    for (int turn = 0; turn < kMostTurns && pw_loop_iterate(loop_.get(), 0) > 0; ++turn) {
    }
    pw_loop_leave(loop_.get());
    carefully([&] {
        bus_.exchange();
        watch_bus();
    });
}

const std::string& DesktopClient::bus_trouble() const noexcept { return bus_.trouble(); }

void DesktopClient::call(const BusCall& call) noexcept {
    carefully([&] { bus_.call(call); });
}

std::vector<BusMessage> DesktopClient::take_messages() noexcept { return bus_.take_messages(); }

void DesktopClient::open_stream(int remote, std::uint32_t node) noexcept {
    carefully([&] { stream_.open(remote, node); });
}

const StreamFrame* DesktopClient::hold_frame() noexcept {
    const StreamFrame* frame = nullptr;
    carefully([&] { frame = stream_.hold_frame(); });
    if (frame == nullptr) stream_.release_frame();
    return frame;
}

DesktopSession* open_desktop(const char* bus_address, std::string& trouble) noexcept {
    try {
        return new DesktopClient(bus_address);
    } catch (const Error&) {
        trouble.clear();
    } catch (const std::runtime_error& error) {
        trouble = error.what();
    } catch (...) {
        trouble.clear();
    }
    return nullptr;
}

}  // namespace pixelflux
