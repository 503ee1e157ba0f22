// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <spa/buffer/meta.h>
#include <spa/pod/pod.h>

#include "stream_frame.h"

namespace pixelflux {

// Mutter makes room for pointers of this side, and has none at all if it may not.
constexpr int kCursorSide = 384;

// What telling a pointer with an image of this side takes.
constexpr std::size_t cursor_bytes(int side) {
    return sizeof(spa_meta_cursor) + sizeof(spa_meta_bitmap) + picture_bytes({side, side});
}

// What is agreed with the other side of a stream, as PipeWire writes it.
class StreamParams {
public:
    enum class Kind {
        // Those that can be read, and after them any other, so that one that cannot has a name.
        kFormats,
        // In shared memory, and what comes with each.
        kBuffers,
    };
    explicit StreamParams(Kind kind);
    StreamParams(const StreamParams&) = delete;
    StreamParams& operator=(const StreamParams&) = delete;

    const spa_pod** data() { return params_.data(); }
    std::uint32_t size() const { return static_cast<std::uint32_t>(params_.size()); }

private:
    alignas(8) std::uint8_t memory_[4096];
    std::vector<const spa_pod*> params_;

    friend class ParamWriter;
};

// Whether this format, which the other side offers, has pictures in memory of a graphics card
// alone.
bool needs_graphics_card(const spa_pod* format);

// The format that the other side has chosen.
StreamFormat stream_format_of(const spa_pod* format);

// The same of a format's number alone, as pointers have it.
StreamFormat video_format(std::uint32_t number);

}  // namespace pixelflux
