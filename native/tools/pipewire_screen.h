// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <pipewire/pipewire.h>

#include "geometry.h"
#include "monotonic_time.h"

namespace pixelflux {

// How a screen describes its frames, and where it lies.
struct ScreenLies {
    std::uint32_t format = 8;  // SPA_VIDEO_FORMAT_BGRx
    int more_stride = 0;       // bytes between rows
    int more_offset = 0;       // bytes before the picture
    bool tells_damage = true;
    bool counts = true;                   // the frames, in their headers
    std::optional<Rect> crop;             // the part of the buffer that is the picture
    std::optional<int> stride;            // that the chunk tells
    std::optional<std::uint32_t> size;    // that the chunk tells
    std::optional<std::uint32_t> offset;  // that the chunk tells
    std::uint32_t transform = 0;          // how the picture lies in the buffer
    bool only_gpu = false;                // it offers nothing but DMA-BUF
    bool cut = false;                     // the memory of a buffer is cut after it was announced
};

// A screen of its own on a PipeWire: what is drawn on it is sent as a frame by `show`.
class PipeWireScreen {
public:
    // Throws std::runtime_error when PipeWire, whose socket this is, does not take it.
    PipeWireScreen(const std::string& socket, Size size, const ScreenLies& lies = {});
    ~PipeWireScreen();
    PipeWireScreen(const PipeWireScreen&) = delete;
    PipeWireScreen& operator=(const PipeWireScreen&) = delete;

    std::uint32_t node() const { return node_; }
    Size size() const { return size_; }

    // What the buffer of the next frame shows, whatever its format: blue, green, red, unused.
    MutablePixelView picture();

    // Waits until so many have come to see it, one after the other, and the last one does.
    void wait_for_viewers(int so_far);
    // Sends a frame to who sees it; tells that these parts have changed.
    void show(const std::vector<Rect>& damage);
    // Sends a buffer without a picture, as for a moved pointer.
    void show_nothing();

    // The pointer from the next frame on. Its image is premultiplied BGRA, and told once, with the
    // hotspot. No image: it looks as before.
    void move_cursor(int x, int y, bool visible = true);
    void set_cursor(Size size, int hotspot_x, int hotspot_y, std::vector<std::uint8_t> image);

    // Negotiates another size with who sees it; black at first.
    void resize(Size size);
    void lie(const ScreenLies& lies) { lies_ = lies; }

    // Ends it, as a screen that is switched off.
    void remove();

private:
    struct Buffer {
        int file = -1;
        std::uint8_t* memory = nullptr;
        std::size_t bytes = 0;
    };
    struct Cursor {
        int x = 0;
        int y = 0;
        bool visible = false;
        Size size;
        int hotspot_x = 0;
        int hotspot_y = 0;
        std::vector<std::uint8_t> image;
        bool image_is_new = false;
    };
    class Locked;

    std::size_t stride() const;
    std::size_t buffer_bytes() const;
    void send_format(bool again);
    void on_format();
    void add_buffer(pw_buffer* buffer);
    void remove_buffer(pw_buffer* buffer);
    void link(std::uint32_t input_node);
    void tick();
    // In a cycle PipeWire wakes those who see the screen.
    bool may_begin_cycle() const;
    void begin_cycle(bool with_frame);
    void on_done();
    void write(pw_buffer* buffer, const std::vector<Rect>& damage, bool picture);
    void write_pixels(std::uint8_t* to) const;
    void send(const std::vector<Rect>& damage, bool picture);

    ScreenLies lies_;
    Size size_;
    std::vector<std::uint8_t> pixels_;
    Cursor cursor_;
    std::uint64_t sequence_ = 0;
    pw_thread_loop* loop_ = nullptr;
    pw_context* context_ = nullptr;
    pw_core* core_ = nullptr;
    pw_registry* registry_ = nullptr;
    pw_stream* stream_ = nullptr;
    spa_source* clock_ = nullptr;
    spa_hook registry_hook_{};
    spa_hook stream_hook_{};
    int awaited_ = 0;  // times that PipeWire has yet to say that the cycle is done
    int more_of_the_first_ = 2;
    TimePoint cycle_began_{};
    pw_stream_state state_ = PW_STREAM_STATE_UNCONNECTED;
    std::uint32_t node_ = PW_ID_ANY;
    std::map<pw_buffer*, Buffer> buffers_;
    std::vector<pw_proxy*> links_;
    std::vector<std::uint32_t> viewers_;  // nodes whose ports came before our own node
};

}  // namespace pixelflux
