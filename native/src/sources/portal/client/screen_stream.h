// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <pipewire/pipewire.h>

#include "desktop_session.h"
#include "stream_metas.h"
#include "wake_event.h"

namespace pixelflux {

// The stream of a screen, read by libpipewire. Frames come on a thread of PipeWire, which keeps the
// newest and gives the others back, so that the other side always has a buffer to write to. That
// thread has real-time priority and allocates nothing here. All else happens while the loop is
// iterated, on the thread that does so.
class ScreenStream {
public:
    // The loop, which outlives this, tells when a frame has come. Throws Error(kResources).
    explicit ScreenStream(pw_loop* loop);
    ~ScreenStream();
    ScreenStream(const ScreenStream&) = delete;
    ScreenStream& operator=(const ScreenStream&) = delete;

    // As DesktopSession has them. Throw std::bad_alloc alone.
    void open(int remote, std::uint32_t node);
    const DesktopSession::Stream& state() const { return state_; }
    const StreamFrame* hold_frame();
    void release_frame();
    StreamCursor cursor();
    // Whether it has ended because there was no memory.
    bool out_of_memory() const { return out_of_memory_; }

private:
    static const pw_core_events kCoreEvents;
    static const pw_registry_events kRegistryEvents;
    static const pw_node_events kNodeEvents;
    static const pw_stream_events kStreamEvents;

    // What PipeWire calls goes through it: no exception can pass through PipeWire.
    template <typename Body>
    static void carefully(void* stream, Body&& body) noexcept;
    void run_out_of_memory() noexcept;
    void end(const std::string& trouble, bool refused = false);
    void on_done(int sequence);
    void on_state(pw_stream_state state, const char* error);
    void on_format(const spa_pod* format);
    void on_add(const pw_buffer& buffer);
    void on_remove(pw_buffer* buffer);
    void ask_for_formats();
    void connect();
    void take_cursor();

    // On PipeWire's thread; the others with the lock.
    void process() noexcept;
    void take_metas(const spa_buffer& buffer);
    void take_damage(const spa_buffer& buffer);

    pw_loop* loop_;
    WakeEvent news_;
    spa_source* news_source_ = nullptr;
    pw_context* context_ = nullptr;
    pw_core* core_ = nullptr;
    pw_registry* registry_ = nullptr;
    pw_stream* stream_ = nullptr;
    spa_hook core_hook_{};
    spa_hook registry_hook_{};
    spa_hook stream_hook_{};
    std::uint32_t node_ = 0;
    bool knows_node_ = false;
    pw_proxy* offer_ = nullptr;  // the node, which tells what formats it offers
    spa_hook offer_hook_{};
    bool offers_memory_ = false;         // a format in shared memory
    bool offers_graphics_card_ = false;  // one that is not
    int sync_ = 0;
    DesktopSession::Stream state_;
    pw_buffer* held_ = nullptr;
    StreamFrame frame_;                  // that is held
    std::vector<ToldRect> held_damage_;  // has the room of damage_
    StreamCursor cursor_;
    CursorImage taken_image_;  // has the room of image_
    std::atomic<bool> out_of_memory_{false};

    std::mutex mutex_;  // guards what follows
    pw_buffer* newest_ = nullptr;
    bool all_changed_ = true;
    std::vector<ToldRect> damage_;  // since the frame that was held last
    std::optional<std::uint64_t> sequence_;
    CursorPlace place_;
    CursorImage image_;
};

}  // namespace pixelflux
