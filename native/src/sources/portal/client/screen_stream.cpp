// SPDX-License-Identifier: MPL-2.0
#include "screen_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include <unistd.h>

#include <spa/buffer/buffer.h>
#include <spa/buffer/type-info.h>
#include <spa/debug/types.h>

#include "no_descriptor.h"
#include "stream_metas.h"
#include "stream_params.h"

namespace pixelflux {
namespace {

using Phase = DesktopSession::Stream::Phase;

ScreenStream& from(void* data) { return *static_cast<ScreenStream*>(data); }

bool same_image(const CursorBitmap& one, const CursorBitmap& other) {
    return one.format.name == other.format.name && one.format.width == other.format.width &&
           one.format.height == other.format.height && one.stride == other.stride &&
           one.hotspot_x == other.hotspot_x && one.hotspot_y == other.hotspot_y &&
           one.bytes == other.bytes;
}

std::string kind_of(std::uint32_t type) {
    const char* const name = spa_debug_type_find_short_name(spa_type_data_type, type);
    return name == nullptr ? "kind " + std::to_string(type) : name;
}

}  // namespace

template <typename Body>
void ScreenStream::carefully(void* stream, Body&& body) noexcept {
    ScreenStream& self = from(stream);
    try {
        std::forward<Body>(body)(self);
    } catch (...) {
        self.run_out_of_memory();
    }
}

void ScreenStream::run_out_of_memory() noexcept {
    out_of_memory_ = true;
    news_.signal();
}

const pw_core_events ScreenStream::kCoreEvents = [] {
    pw_core_events events{};
    events.version = PW_VERSION_CORE_EVENTS;
    events.done = [](void* data, std::uint32_t, int sequence) {
        carefully(data, [&](ScreenStream& self) { self.on_done(sequence); });
    };
    events.error = [](void* data, std::uint32_t id, int, int reason, const char* message) {
        if (id != PW_ID_CORE) return;  // of other objects their own events tell
        carefully(data, [&](ScreenStream& self) {
            self.end("PipeWire has ended or closed the connection (" +
                     std::string(message == nullptr ? "" : message) + ", " +
                     std::strerror(reason < 0 ? -reason : reason) + ")");
        });
    };
    return events;
}();

const pw_registry_events ScreenStream::kRegistryEvents = [] {
    pw_registry_events events{};
    events.version = PW_VERSION_REGISTRY_EVENTS;
    events.global = [](void* data, std::uint32_t id, std::uint32_t, const char*, std::uint32_t,
                       const spa_dict*) {
        if (id == from(data).node_) from(data).knows_node_ = true;
    };
    events.global_remove = [](void* data, std::uint32_t id) {
        carefully(data, [&](ScreenStream& self) {
            if (id == self.node_ && self.knows_node_) self.end("the desktop has ended its stream");
        });
    };
    return events;
}();

const pw_node_events ScreenStream::kNodeEvents = [] {
    pw_node_events events{};
    events.version = PW_VERSION_NODE_EVENTS;
    events.param = [](void* data, int, std::uint32_t id, std::uint32_t, std::uint32_t,
                      const spa_pod* param) {
        if (id != SPA_PARAM_EnumFormat || param == nullptr) return;
        (needs_graphics_card(param) ? from(data).offers_graphics_card_
                                    : from(data).offers_memory_) = true;
    };
    return events;
}();

const pw_stream_events ScreenStream::kStreamEvents = [] {
    pw_stream_events events{};
    events.version = PW_VERSION_STREAM_EVENTS;
    events.state_changed = [](void* data, pw_stream_state, pw_stream_state now, const char* error) {
        carefully(data, [&](ScreenStream& self) { self.on_state(now, error); });
    };
    events.param_changed = [](void* data, std::uint32_t id, const spa_pod* param) {
        if (id != SPA_PARAM_Format || param == nullptr) return;
        carefully(data, [&](ScreenStream& self) { self.on_format(param); });
    };
    events.add_buffer = [](void* data, pw_buffer* buffer) {
        carefully(data, [&](ScreenStream& self) { self.on_add(*buffer); });
    };
    events.remove_buffer = [](void* data, pw_buffer* buffer) { from(data).on_remove(buffer); };
    events.process = [](void* data) { from(data).process(); };
    return events;
}();

ScreenStream::ScreenStream(pw_loop* loop) : loop_(loop) {
    damage_.reserve(kMostDamagePieces);
    held_damage_.reserve(kMostDamagePieces);
    news_source_ = pw_loop_add_io(
        loop_, news_.descriptor(), SPA_IO_IN, false,
        [](void* data, int, std::uint32_t) { from(data).news_.reset(); }, this);
    if (news_source_ == nullptr) throw no_descriptor("a watch of a stream", errno);
}

ScreenStream::~ScreenStream() {
    // With its listener: only when the stream is disconnected, its thread is done with process.
    if (stream_ != nullptr) pw_stream_destroy(stream_);
    if (offer_ != nullptr) {
        spa_hook_remove(&offer_hook_);
        pw_proxy_destroy(offer_);
    }
    if (registry_ != nullptr) {
        spa_hook_remove(&registry_hook_);
        pw_proxy_destroy(reinterpret_cast<pw_proxy*>(registry_));
    }
    if (core_ != nullptr) {
        spa_hook_remove(&core_hook_);
        pw_core_disconnect(core_);
    }
    if (context_ != nullptr) pw_context_destroy(context_);
    if (news_source_ != nullptr) pw_loop_destroy_source(loop_, news_source_);
}

void ScreenStream::end(const std::string& trouble, bool refused) {
    if (state_.phase == Phase::kEnded) return;
    state_.phase = Phase::kEnded;
    state_.trouble = trouble;
    state_.refused = refused;
}

void ScreenStream::open(int remote, std::uint32_t node) {
    node_ = node;
    state_.phase = Phase::kConnecting;
    context_ = pw_context_new(loop_, nullptr, 0);
    if (context_ == nullptr) {
        const int reason = errno;
        if (remote >= 0) ::close(remote);
        if (reason == EMFILE || reason == ENFILE) {
            end(no_descriptor("a context of PipeWire", reason).what());
            return;
        }
        end("PipeWire's modules or its client.conf cannot be loaded (" +
                std::string(std::strerror(reason)) +
                "); install them (Debian: apt-get install libpipewire-0.3-modules "
                "libpipewire-0.3-common libspa-0.2-modules)",
            true);
        return;
    }
    core_ = remote >= 0 ? pw_context_connect_fd(context_, remote, nullptr, 0)
                        : pw_context_connect(context_, nullptr, 0);
    if (core_ == nullptr) {
        end(std::string("no connection to PipeWire (") + std::strerror(errno) +
            "); is it running, and is XDG_RUNTIME_DIR that of the desktop?");
        return;
    }
    pw_core_add_listener(core_, &core_hook_, &kCoreEvents, this);
    registry_ = pw_core_get_registry(core_, PW_VERSION_REGISTRY, 0);
    if (registry_ == nullptr) {
        end(std::string("PipeWire tells nothing of its nodes (") + std::strerror(errno) + ")");
        return;
    }
    pw_registry_add_listener(registry_, &registry_hook_, &kRegistryEvents, this);
    sync_ = pw_core_sync(core_, PW_ID_CORE, 0);
}

void ScreenStream::on_done(int sequence) {
    if (sequence != sync_ || state_.phase != Phase::kConnecting) return;
    if (!knows_node_) {
        end("PipeWire has no node " + std::to_string(node_) +
            ", which the desktop has named: it has ended, or is not shown to us");
        return;
    }
    if (offer_ == nullptr) {
        ask_for_formats();
        return;
    }
    // Nobody would say so: it would only not be linked.
    if (offers_graphics_card_ && !offers_memory_) {
        end("the desktop offers it only in memory of a graphics card (DMA-BUF), and not in shared "
            "memory, which is all that can be read",
            true);
        return;
    }
    connect();
}

void ScreenStream::ask_for_formats() {
    offer_ = static_cast<pw_proxy*>(
        pw_registry_bind(registry_, node_, PW_TYPE_INTERFACE_Node, PW_VERSION_NODE, 0));
    if (offer_ == nullptr) {
        end(std::string("PipeWire does not tell what the stream offers (") + std::strerror(errno) +
            ")");
        return;
    }
    auto* const node = reinterpret_cast<pw_node*>(offer_);
    pw_node_add_listener(node, &offer_hook_, &kNodeEvents, this);
    pw_node_enum_params(node, 0, SPA_PARAM_EnumFormat, 0, UINT32_MAX, nullptr);
    sync_ = pw_core_sync(core_, PW_ID_CORE, sync_);
}

void ScreenStream::connect() {
    state_.phase = Phase::kFound;
    stream_ = pw_stream_new(
        core_, "pixelflux",
        pw_properties_new(PW_KEY_MEDIA_TYPE, "Video", PW_KEY_MEDIA_CATEGORY, "Capture",
                          PW_KEY_MEDIA_ROLE, "Screen", "node.dont-reconnect", "true", nullptr));
    if (stream_ == nullptr) {
        end(std::string("PipeWire makes no stream (") + std::strerror(errno) + ")");
        return;
    }
    pw_stream_add_listener(stream_, &stream_hook_, &kStreamEvents, this);
    StreamParams formats(StreamParams::Kind::kFormats);
    // Not mapped: a file that is cut would end the process.
    const int result = pw_stream_connect(
        stream_, PW_DIRECTION_INPUT, node_,
        static_cast<pw_stream_flags>(PW_STREAM_FLAG_AUTOCONNECT | PW_STREAM_FLAG_RT_PROCESS),
        formats.data(), formats.size());
    if (result < 0)
        end(std::string("PipeWire does not connect the stream (") + std::strerror(-result) + ")");
}

void ScreenStream::on_state(pw_stream_state now, const char* error) {
    switch (now) {
        case PW_STREAM_STATE_ERROR:
            end("PipeWire says: " + std::string(error == nullptr ? "" : error) +
                    (state_.phase == Phase::kFlowing
                         ? ""
                         : "; the stream offers perhaps no picture in shared memory, which is all "
                           "that can be read"),
                state_.phase != Phase::kFlowing);
            break;
        case PW_STREAM_STATE_UNCONNECTED:
            end("PipeWire has disconnected the stream");
            break;
        case PW_STREAM_STATE_STREAMING:
            if (state_.phase != Phase::kEnded) state_.phase = Phase::kFlowing;
            break;
        default:
            break;
    }
}

void ScreenStream::on_format(const spa_pod* format) {
    state_.format = stream_format_of(format);
    if (!state_.format.order) {
        end("it is " + std::to_string(state_.format.width) + "x" +
                std::to_string(state_.format.height) + " in " + state_.format.name +
                ", allowed are BGRx, BGRA, RGBx and RGBA in shared memory",
            true);
        return;
    }
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        all_changed_ = true;
    }
    StreamParams buffers(StreamParams::Kind::kBuffers);
    pw_stream_update_params(stream_, buffers.data(), buffers.size());
}

void ScreenStream::on_add(const pw_buffer& buffer) {
    const std::size_t needed = cursor_room(*buffer.buffer);
    if (needed <= taken_image_.room.size()) return;
    std::vector<std::uint8_t> room(needed);
    taken_image_.room.resize(needed);
    const std::lock_guard<std::mutex> lock(mutex_);
    std::copy(image_.room.begin(), image_.room.end(), room.begin());
    image_.room.swap(room);
}

void ScreenStream::on_remove(pw_buffer* buffer) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (newest_ == buffer) newest_ = nullptr;
}

void ScreenStream::process() noexcept {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        while (pw_buffer* const buffer = pw_stream_dequeue_buffer(stream_)) {
            take_metas(*buffer->buffer);
            pw_buffer* unused = buffer;
            if (has_picture(*buffer->buffer)) {
                take_damage(*buffer->buffer);
                unused = std::exchange(newest_, buffer);
            }
            if (unused != nullptr) pw_stream_queue_buffer(stream_, unused);
        }
    }
    news_.signal();
}

void ScreenStream::take_metas(const spa_buffer& buffer) {
    if (const auto header = meta_of<spa_meta_header>(buffer, SPA_META_Header)) {
        // One that was lost takes what it told of changes with it. Some count nothing.
        if (sequence_ && header->seq != *sequence_ && header->seq != *sequence_ + 1)
            all_changed_ = true;
        sequence_ = header->seq;
    }
    read_cursor(buffer, place_, image_);
}

void ScreenStream::take_damage(const spa_buffer& buffer) {
    if (all_changed_) return;
    all_changed_ = true;
    all_changed_ = !read_damage(buffer, damage_);
}

const StreamFrame* ScreenStream::hold_frame() {
    bool all_changed = true;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (newest_ == nullptr) return nullptr;
        held_ = std::exchange(newest_, nullptr);
        all_changed = std::exchange(all_changed_, false);
        damage_.swap(held_damage_);
        damage_.clear();
    }
    const spa_buffer& buffer = *held_->buffer;
    const spa_data& data = buffer.datas[0];
    const spa_chunk chunk = *data.chunk;
    frame_ = StreamFrame{};
    frame_.kind = kind_of(data.type);
    if (data.type == SPA_DATA_MemFd && data.fd >= 0) {
        frame_.file = static_cast<int>(data.fd);
        frame_.file_offset = data.mapoffset;
    } else if (data.type == SPA_DATA_MemPtr) {
        frame_.memory = static_cast<const std::uint8_t*>(data.data);
    }
    frame_.room = data.maxsize;
    frame_.offset = chunk.offset;
    frame_.size = chunk.size;
    frame_.stride = chunk.stride;
    if (const auto crop = meta_of<spa_meta_region>(buffer, SPA_META_VideoCrop))
        frame_.crop = told(crop->region);
    if (const auto turn = meta_of<spa_meta_videotransform>(buffer, SPA_META_VideoTransform))
        frame_.transform = turn->transform;
    frame_.tells_damage =
        find_meta(buffer, SPA_META_VideoDamage, sizeof(spa_meta_region)) != nullptr;
    if (!all_changed) frame_.damage = held_damage_;
    return &frame_;
}

void ScreenStream::release_frame() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (held_ != nullptr) pw_stream_queue_buffer(stream_, std::exchange(held_, nullptr));
}

StreamCursor ScreenStream::cursor() {
    carefully(this, [](ScreenStream& self) { self.take_cursor(); });
    return cursor_;
}

void ScreenStream::take_cursor() {
    CursorPlace place;
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        place = place_;
        if (image_.is_new) std::swap(image_, taken_image_);
        image_.is_new = false;
    }
    cursor_.visible = place.visible;
    cursor_.x = place.x;
    cursor_.y = place.y;
    if (!std::exchange(taken_image_.is_new, false)) return;
    auto bitmap = std::make_shared<CursorBitmap>();
    bitmap->format = video_format(taken_image_.format);
    bitmap->format.width = taken_image_.width;
    bitmap->format.height = taken_image_.height;
    bitmap->stride = taken_image_.stride;
    bitmap->hotspot_x = taken_image_.hotspot_x;
    bitmap->hotspot_y = taken_image_.hotspot_y;
    bitmap->bytes.assign(
        taken_image_.room.begin(),
        taken_image_.room.begin() + static_cast<std::ptrdiff_t>(taken_image_.bytes));
    if (cursor_.bitmap == nullptr || !same_image(*cursor_.bitmap, *bitmap))
        cursor_.bitmap = std::move(bitmap);
}

}  // namespace pixelflux
