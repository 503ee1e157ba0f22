// SPDX-License-Identifier: MPL-2.0
#include "pipewire_screen.h"

#include <cstring>
#include <stdexcept>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

#include <spa/buffer/buffer.h>
#include <spa/buffer/meta.h>
#include <spa/param/buffers.h>
#include <spa/param/param.h>
#include <spa/param/video/format-utils.h>
#include <spa/pod/builder.h>

namespace pixelflux {
namespace {

constexpr int kPatienceSeconds = 60;
constexpr long kTickNanos = 10'000'000;
// Of one that does not end, because a viewer went away meanwhile.
constexpr Duration kLongestCycle = std::chrono::seconds(2);
constexpr int kDamageRegions = 16;
constexpr int kCursorSide = 64;

// A frame that is sent while somebody has not come to an end with what came before it. Older ones
// keep it for the next time.
bool loses_frames() { return pw_get_library_version()[0] != '0'; }

[[noreturn]] void fail(const std::string& step) {
    throw std::runtime_error("PipeWire: " + step + " failed: " + std::strerror(errno));
}

}  // namespace

// Keeps PipeWire's thread out.
class PipeWireScreen::Locked {
public:
    explicit Locked(pw_thread_loop* loop) : loop_(loop) { pw_thread_loop_lock(loop_); }
    ~Locked() { pw_thread_loop_unlock(loop_); }
    Locked(const Locked&) = delete;
    Locked& operator=(const Locked&) = delete;

private:
    pw_thread_loop* loop_;
};

PipeWireScreen::PipeWireScreen(const std::string& socket, Size size, const ScreenLies& lies)
    : lies_(lies), size_(size), pixels_(picture_bytes(size)) {
    pw_init(nullptr, nullptr);
    loop_ = pw_thread_loop_new("screen", nullptr);
    if (loop_ == nullptr) fail("pw_thread_loop_new");
    context_ = pw_context_new(pw_thread_loop_get_loop(loop_), nullptr, 0);
    if (context_ == nullptr) fail("pw_context_new");
    if (pw_thread_loop_start(loop_) < 0) fail("pw_thread_loop_start");
    const Locked locked(loop_);
    core_ = pw_context_connect(context_,
                               pw_properties_new(PW_KEY_REMOTE_NAME, socket.c_str(), nullptr), 0);
    if (core_ == nullptr) fail("pw_context_connect");

    static const pw_registry_events registry_events = [] {
        pw_registry_events events{};
        events.version = PW_VERSION_REGISTRY_EVENTS;
        events.global = [](void* data, std::uint32_t, std::uint32_t, const char* type,
                           std::uint32_t, const spa_dict* properties) {
            if (std::strcmp(type, PW_TYPE_INTERFACE_Port) != 0 || properties == nullptr) return;
            const char* const direction = spa_dict_lookup(properties, PW_KEY_PORT_DIRECTION);
            const char* const node = spa_dict_lookup(properties, PW_KEY_NODE_ID);
            if (direction == nullptr || node == nullptr || std::strcmp(direction, "in") != 0)
                return;
            static_cast<PipeWireScreen*>(data)->link(
                static_cast<std::uint32_t>(std::strtoul(node, nullptr, 10)));
        };
        return events;
    }();
    registry_ = pw_core_get_registry(core_, PW_VERSION_REGISTRY, 0);
    pw_registry_add_listener(registry_, &registry_hook_, &registry_events, this);

    static const pw_stream_events stream_events = [] {
        pw_stream_events events{};
        events.version = PW_VERSION_STREAM_EVENTS;
        events.state_changed = [](void* data, pw_stream_state, pw_stream_state now, const char*) {
            auto* const screen = static_cast<PipeWireScreen*>(data);
            screen->state_ = now;
            screen->awaited_ = 0;
            pw_thread_loop_signal(screen->loop_, false);
        };
        events.param_changed = [](void* data, std::uint32_t id, const spa_pod* param) {
            if (id == SPA_PARAM_Format && param != nullptr)
                static_cast<PipeWireScreen*>(data)->on_format();
        };
        events.add_buffer = [](void* data, pw_buffer* buffer) {
            static_cast<PipeWireScreen*>(data)->add_buffer(buffer);
        };
        events.remove_buffer = [](void* data, pw_buffer* buffer) {
            static_cast<PipeWireScreen*>(data)->remove_buffer(buffer);
        };
        events.trigger_done = [](void* data) { static_cast<PipeWireScreen*>(data)->on_done(); };
        events.process = [](void* data) {
            pw_thread_loop_signal(static_cast<PipeWireScreen*>(data)->loop_, false);
        };
        return events;
    }();
    stream_ = pw_stream_new(
        core_, "screen",
        pw_properties_new(PW_KEY_MEDIA_CLASS, "Video/Source", PW_KEY_NODE_NAME, "screen", nullptr));
    if (stream_ == nullptr) fail("pw_stream_new");
    pw_stream_add_listener(stream_, &stream_hook_, &stream_events, this);
    send_format(false);
    while (state_ != PW_STREAM_STATE_PAUSED) {
        if (state_ == PW_STREAM_STATE_ERROR ||
            pw_thread_loop_timed_wait(loop_, kPatienceSeconds) != 0)
            fail("pw_stream_connect");
    }
    node_ = pw_stream_get_node_id(stream_);
    // A frame that is sent before a viewer is woken waits for the next time.
    clock_ = pw_loop_add_timer(
        pw_thread_loop_get_loop(loop_),
        [](void* data, std::uint64_t) { static_cast<PipeWireScreen*>(data)->tick(); }, this);
    timespec period = {0, kTickNanos};
    pw_loop_update_timer(pw_thread_loop_get_loop(loop_), clock_, &period, &period, false);
    for (const std::uint32_t viewer : std::exchange(viewers_, {})) link(viewer);
}

PipeWireScreen::~PipeWireScreen() {
    remove();
    {
        const Locked locked(loop_);
        pw_loop_destroy_source(pw_thread_loop_get_loop(loop_), clock_);
        for (pw_proxy* const link : links_) pw_proxy_destroy(link);
        spa_hook_remove(&registry_hook_);
        pw_proxy_destroy(reinterpret_cast<pw_proxy*>(registry_));
        pw_core_disconnect(core_);
    }
    pw_thread_loop_stop(loop_);
    pw_context_destroy(context_);
    pw_thread_loop_destroy(loop_);
}

void PipeWireScreen::tick() {
    if (stream_ != nullptr && may_begin_cycle()) begin_cycle(false);
}

bool PipeWireScreen::may_begin_cycle() const {
    return state_ == PW_STREAM_STATE_STREAMING &&
           (!loses_frames() || awaited_ <= 0 || Clock::now() >= cycle_began_ + kLongestCycle);
}

void PipeWireScreen::begin_cycle(bool with_frame) {
    // Without a frame PipeWire says at once, too, that it is done, and of the first cycle two times
    // more than of another one.
    awaited_ = (with_frame ? 1 : 2) + std::exchange(more_of_the_first_, 0);
    cycle_began_ = Clock::now();
    pw_stream_trigger_process(stream_);
}

void PipeWireScreen::on_done() {
    --awaited_;
    pw_thread_loop_signal(loop_, false);
}

void PipeWireScreen::remove() {
    const Locked locked(loop_);
    if (stream_ == nullptr) return;
    pw_stream_destroy(stream_);
    stream_ = nullptr;
}

std::size_t PipeWireScreen::stride() const {
    return row_bytes(size_.width) + static_cast<std::size_t>(lies_.more_stride);
}

std::size_t PipeWireScreen::buffer_bytes() const {
    return static_cast<std::size_t>(lies_.more_offset) +
           stride() * static_cast<std::size_t>(size_.height);
}

void PipeWireScreen::send_format(bool again) {
    std::uint8_t memory[1024];
    spa_pod_builder builder;
    spa_pod_builder_init(&builder, memory, sizeof memory);
    spa_pod_frame frame;
    spa_pod_builder_push_object(&builder, &frame, SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat);
    const spa_rectangle size = {static_cast<std::uint32_t>(size_.width),
                                static_cast<std::uint32_t>(size_.height)};
    const spa_fraction rate = {0, 1};
    spa_pod_builder_add(&builder, SPA_FORMAT_mediaType, SPA_POD_Id(SPA_MEDIA_TYPE_video),
                        SPA_FORMAT_mediaSubtype, SPA_POD_Id(SPA_MEDIA_SUBTYPE_raw),
                        SPA_FORMAT_VIDEO_format, SPA_POD_Id(lies_.format), SPA_FORMAT_VIDEO_size,
                        SPA_POD_Rectangle(&size), SPA_FORMAT_VIDEO_framerate,
                        SPA_POD_Fraction(&rate), 0);
    if (lies_.only_gpu) {
        spa_pod_builder_prop(&builder, SPA_FORMAT_VIDEO_modifier, SPA_POD_PROP_FLAG_MANDATORY);
        spa_pod_builder_long(&builder, 0);
    }
    const spa_pod* params[] = {static_cast<const spa_pod*>(spa_pod_builder_pop(&builder, &frame))};
    const int result =
        again ? pw_stream_update_params(stream_, params, 1)
              : pw_stream_connect(stream_, PW_DIRECTION_OUTPUT, PW_ID_ANY,
                                  static_cast<pw_stream_flags>(PW_STREAM_FLAG_DRIVER |
                                                               PW_STREAM_FLAG_ALLOC_BUFFERS),
                                  params, 1);
    if (result < 0) fail("to offer a format");
}

void PipeWireScreen::on_format() {
    std::uint8_t memory[2048];
    spa_pod_builder builder;
    spa_pod_builder_init(&builder, memory, sizeof memory);
    std::vector<const spa_pod*> params;
    spa_pod_frame frame;
    const auto end = [&] {
        params.push_back(static_cast<const spa_pod*>(spa_pod_builder_pop(&builder, &frame)));
    };
    spa_pod_builder_push_object(&builder, &frame, SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers);
    spa_pod_builder_add(&builder, SPA_PARAM_BUFFERS_buffers, SPA_POD_CHOICE_RANGE_Int(4, 2, 8),
                        SPA_PARAM_BUFFERS_blocks, SPA_POD_Int(1), SPA_PARAM_BUFFERS_size,
                        SPA_POD_Int(static_cast<int>(buffer_bytes())), SPA_PARAM_BUFFERS_stride,
                        SPA_POD_Int(static_cast<int>(stride())), SPA_PARAM_BUFFERS_dataType,
                        SPA_POD_CHOICE_FLAGS_Int(1 << SPA_DATA_MemFd), 0);
    end();
    const auto meta = [&](std::uint32_t type, std::size_t size) {
        spa_pod_builder_push_object(&builder, &frame, SPA_TYPE_OBJECT_ParamMeta, SPA_PARAM_Meta);
        spa_pod_builder_add(&builder, SPA_PARAM_META_type, SPA_POD_Id(type), SPA_PARAM_META_size,
                            SPA_POD_Int(static_cast<int>(size)), 0);
        end();
    };
    meta(SPA_META_Header, sizeof(spa_meta_header));
    meta(SPA_META_VideoCrop, sizeof(spa_meta_region));
    meta(SPA_META_VideoTransform, sizeof(spa_meta_videotransform));
    if (lies_.tells_damage) meta(SPA_META_VideoDamage, sizeof(spa_meta_region) * kDamageRegions);
    meta(SPA_META_Cursor,
         sizeof(spa_meta_cursor) + sizeof(spa_meta_bitmap) + row_bytes(kCursorSide) * kCursorSide);
    pw_stream_update_params(stream_, params.data(), static_cast<std::uint32_t>(params.size()));
}

void PipeWireScreen::add_buffer(pw_buffer* buffer) {
    Buffer made;
    made.bytes = buffer_bytes();
    made.file = memfd_create("screen", MFD_CLOEXEC);
    if (made.file < 0 || ftruncate(made.file, static_cast<off_t>(made.bytes)) != 0) return;
    made.memory = static_cast<std::uint8_t*>(
        mmap(nullptr, made.bytes, PROT_READ | PROT_WRITE, MAP_SHARED, made.file, 0));
    spa_data& data = buffer->buffer->datas[0];
    data.type = SPA_DATA_MemFd;
    data.flags = SPA_DATA_FLAG_READWRITE;
    data.fd = made.file;
    data.mapoffset = 0;
    data.maxsize = static_cast<std::uint32_t>(made.bytes);
    data.data = made.memory;
    buffers_[buffer] = made;
    pw_thread_loop_signal(loop_, false);
}

void PipeWireScreen::remove_buffer(pw_buffer* buffer) {
    const auto found = buffers_.find(buffer);
    if (found == buffers_.end()) return;
    munmap(found->second.memory, found->second.bytes);
    close(found->second.file);
    buffers_.erase(found);
}

void PipeWireScreen::link(std::uint32_t input_node) {
    if (stream_ == nullptr) return;
    if (node_ == PW_ID_ANY) {
        viewers_.push_back(input_node);
        return;
    }
    pw_properties* const properties =
        pw_properties_new(PW_KEY_LINK_OUTPUT_NODE, std::to_string(node_).c_str(),
                          PW_KEY_LINK_INPUT_NODE, std::to_string(input_node).c_str(), nullptr);
    void* const link = pw_core_create_object(core_, "link-factory", PW_TYPE_INTERFACE_Link,
                                             PW_VERSION_LINK, &properties->dict, 0);
    pw_properties_free(properties);
    if (link != nullptr) links_.push_back(static_cast<pw_proxy*>(link));
}

MutablePixelView PipeWireScreen::picture() {
    return {pixels_.data(), size_.width, size_.height, row_bytes(size_.width)};
}

void PipeWireScreen::wait_for_viewers(int so_far) {
    const Locked locked(loop_);
    while (static_cast<int>(links_.size()) < so_far || state_ != PW_STREAM_STATE_STREAMING ||
           buffers_.empty()) {
        if (pw_thread_loop_timed_wait(loop_, kPatienceSeconds) != 0)
            throw std::runtime_error("nobody sees the screen");
    }
}

void PipeWireScreen::resize(Size size) {
    const Locked locked(loop_);
    size_ = size;
    pixels_.assign(picture_bytes(size), 0);
    send_format(true);
}

void PipeWireScreen::move_cursor(int x, int y, bool visible) {
    cursor_.x = x;
    cursor_.y = y;
    cursor_.visible = visible;
}

void PipeWireScreen::set_cursor(Size size, int hotspot_x, int hotspot_y,
                                std::vector<std::uint8_t> image) {
    cursor_.size = size;
    cursor_.hotspot_x = hotspot_x;
    cursor_.hotspot_y = hotspot_y;
    cursor_.image = std::move(image);
    cursor_.image_is_new = true;
}

void PipeWireScreen::show(const std::vector<Rect>& damage) { send(damage, true); }

void PipeWireScreen::show_nothing() { send({}, false); }

void PipeWireScreen::send(const std::vector<Rect>& damage, bool picture) {
    const TimePoint deadline = Clock::now() + std::chrono::seconds(kPatienceSeconds);
    const Locked locked(loop_);
    while (true) {
        // After a resize the old buffers are still there for a while.
        pw_buffer* const buffer = may_begin_cycle() ? pw_stream_dequeue_buffer(stream_) : nullptr;
        if (buffer != nullptr && buffers_.count(buffer) != 0 &&
            buffers_[buffer].bytes == buffer_bytes()) {
            write(buffer, damage, picture);
            pw_stream_queue_buffer(stream_, buffer);
            begin_cycle(true);
            return;
        }
        if (buffer != nullptr) pw_stream_queue_buffer(stream_, buffer);
        if (Clock::now() >= deadline) throw std::runtime_error("nobody gives a buffer back");
        // With each tick come the buffers that the others are done with.
        timespec moment{};
        pw_thread_loop_get_time(loop_, &moment, kTickNanos);
        pw_thread_loop_timed_wait_full(loop_, &moment);
    }
}

void PipeWireScreen::write(pw_buffer* buffer, const std::vector<Rect>& damage, bool picture) {
    const Buffer& memory = buffers_[buffer];
    spa_buffer& told = *buffer->buffer;
    if (picture) write_pixels(memory.memory + lies_.more_offset);
    spa_chunk& chunk = *told.datas[0].chunk;
    chunk.offset = lies_.offset.value_or(static_cast<std::uint32_t>(lies_.more_offset));
    chunk.size = !picture ? 0
                          : lies_.size.value_or(static_cast<std::uint32_t>(
                                memory.bytes - static_cast<std::size_t>(lies_.more_offset)));
    chunk.stride = lies_.stride.value_or(static_cast<int>(stride()));
    chunk.flags = picture ? SPA_CHUNK_FLAG_NONE : SPA_CHUNK_FLAG_CORRUPTED;
    if (lies_.cut && ftruncate(memory.file, 4096) != 0) fail("ftruncate");

    if (auto* const header = static_cast<spa_meta_header*>(
            spa_buffer_find_meta_data(&told, SPA_META_Header, sizeof(spa_meta_header)))) {
        header->flags = 0;
        header->seq = lies_.counts ? ++sequence_ : 0;
    }
    if (auto* const crop = static_cast<spa_meta_region*>(
            spa_buffer_find_meta_data(&told, SPA_META_VideoCrop, sizeof(spa_meta_region)))) {
        const Rect area = lies_.crop.value_or(Rect{0, 0, size_.width, size_.height});
        crop->region.position = {area.x, area.y};
        crop->region.size = {static_cast<std::uint32_t>(area.width),
                             static_cast<std::uint32_t>(area.height)};
    }
    if (auto* const turn = static_cast<spa_meta_videotransform*>(spa_buffer_find_meta_data(
            &told, SPA_META_VideoTransform, sizeof(spa_meta_videotransform))))
        turn->transform = lies_.transform;
    if (spa_meta* const meta = spa_buffer_find_meta(&told, SPA_META_VideoDamage)) {
        auto* const regions = static_cast<spa_meta_region*>(meta->data);
        const std::size_t room = meta->size / sizeof(spa_meta_region);
        for (std::size_t i = 0; i < room; ++i) {
            const Rect area = i < damage.size() ? damage[i] : Rect{};
            regions[i].region.position = {area.x, area.y};
            regions[i].region.size = {static_cast<std::uint32_t>(area.width),
                                      static_cast<std::uint32_t>(area.height)};
        }
    }
    if (auto* const cursor = static_cast<spa_meta_cursor*>(
            spa_buffer_find_meta_data(&told, SPA_META_Cursor, sizeof(spa_meta_cursor)))) {
        cursor->id = cursor_.visible ? 1 : 0;
        cursor->flags = 0;
        cursor->position = {cursor_.x, cursor_.y};
        cursor->hotspot = {0, 0};
        cursor->bitmap_offset = 0;
        if (cursor_.visible && std::exchange(cursor_.image_is_new, false)) {
            cursor->hotspot = {cursor_.hotspot_x, cursor_.hotspot_y};
            cursor->bitmap_offset = sizeof(spa_meta_cursor);
            auto* const bitmap = reinterpret_cast<spa_meta_bitmap*>(
                reinterpret_cast<std::uint8_t*>(cursor) + cursor->bitmap_offset);
            bitmap->format = SPA_VIDEO_FORMAT_BGRA;
            bitmap->size = {static_cast<std::uint32_t>(cursor_.size.width),
                            static_cast<std::uint32_t>(cursor_.size.height)};
            bitmap->stride = static_cast<int>(row_bytes(cursor_.size.width));
            bitmap->offset = sizeof(spa_meta_bitmap);
            std::memcpy(reinterpret_cast<std::uint8_t*>(bitmap) + sizeof(spa_meta_bitmap),
                        cursor_.image.data(), cursor_.image.size());
        }
    }
}

void PipeWireScreen::write_pixels(std::uint8_t* to) const {
    const bool red_first =
        lies_.format == SPA_VIDEO_FORMAT_RGBx || lies_.format == SPA_VIDEO_FORMAT_RGBA;
    const std::uint8_t* from = pixels_.data();
    for (int y = 0; y < size_.height; ++y, to += stride()) {
        std::uint8_t* pixel = to;
        for (int x = 0; x < size_.width; ++x, from += kBytesPerPixel, pixel += kBytesPerPixel) {
            pixel[0] = from[red_first ? 2 : 0];
            pixel[1] = from[1];
            pixel[2] = from[red_first ? 0 : 2];
            // What means nothing may be anything.
            pixel[3] = static_cast<std::uint8_t>(x * 7 + y);
        }
    }
}

}  // namespace pixelflux
