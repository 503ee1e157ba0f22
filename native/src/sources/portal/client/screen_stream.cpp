// SPDX-License-Identifier: MPL-2.0
#include "screen_stream.h"

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
    events.remove_buffer = [](void* data, pw_buffer* buffer) { from(data).on_remove(buffer); };
    events.process = [](void* data) {
        carefully(data, [](ScreenStream& self) { self.process(); });
    };
    return events;
}();

ScreenStream::ScreenStream(pw_loop* loop) : loop_(loop) {
    news_source_ = pw_loop_add_io(
        loop_, news_.descriptor(), SPA_IO_IN, false,
        [](void* data, int, std::uint32_t) { from(data).news_.reset(); }, this);
    if (news_source_ == nullptr) throw no_descriptor("a watch of a stream", errno);
}

ScreenStream::~ScreenStream() {
    if (stream_ != nullptr) {
        spa_hook_remove(&stream_hook_);
        pw_stream_destroy(stream_);
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
    connect();
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

void ScreenStream::on_remove(pw_buffer* buffer) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (newest_ == buffer) newest_ = nullptr;
}

void ScreenStream::process() {
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
    read_cursor(buffer, cursor_);
}

void ScreenStream::take_damage(const spa_buffer& buffer) {
    if (all_changed_) return;
    all_changed_ = true;
    all_changed_ = !read_damage(buffer, damage_);
}

const StreamFrame* ScreenStream::hold_frame() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (newest_ == nullptr) return nullptr;
    held_ = std::exchange(newest_, nullptr);
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
    if (!std::exchange(all_changed_, false)) frame_.damage = std::move(damage_);
    damage_.clear();
    return &frame_;
}

void ScreenStream::release_frame() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (held_ != nullptr) pw_stream_queue_buffer(stream_, std::exchange(held_, nullptr));
}

StreamCursor ScreenStream::cursor() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return cursor_;
}

}  // namespace pixelflux
