// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <pipewire/pipewire.h>

#include "bus_connection.h"
#include "bus_values.h"
#include "desktop_session.h"
#include "screen_stream.h"

namespace pixelflux {

// A desktop by libdbus and libpipewire, whose connections one loop watches.
class DesktopClient final : public DesktopSession {
public:
    // Throws Error(kResources), std::runtime_error, saying what is missing, and std::bad_alloc.
    explicit DesktopClient(const char* bus_address);
    ~DesktopClient() override;
    DesktopClient(const DesktopClient&) = delete;
    DesktopClient& operator=(const DesktopClient&) = delete;

    int descriptor() const noexcept override;
    void exchange() noexcept override;
    bool out_of_memory() const noexcept override {
        return out_of_memory_ || stream_.out_of_memory();
    }
    const std::string& bus_trouble() const noexcept override;
    bool allows(const BusValue& value) const noexcept override { return is_allowed(value); }
    void call(const BusCall& call) noexcept override;
    std::vector<BusMessage> take_messages() noexcept override;
    void open_stream(int remote, std::uint32_t node) noexcept override;
    const Stream& stream() const noexcept override { return stream_.state(); }
    const StreamFrame* hold_frame() noexcept override;
    void release_frame() noexcept override { stream_.release_frame(); }
    StreamCursor cursor() noexcept override { return stream_.cursor(); }

private:
    struct DestroyLoop {
        void operator()(pw_loop* loop) const { pw_loop_destroy(loop); }
    };

    void watch_bus();
    template <typename Body>
    void carefully(Body&& body) noexcept;

    std::unique_ptr<pw_loop, DestroyLoop> loop_;
    BusConnection bus_;
    ScreenStream stream_;
    spa_source* bus_source_ = nullptr;
    std::uint32_t bus_events_ = 0;
    bool out_of_memory_ = false;
};

}  // namespace pixelflux
