// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "frame_rectangle.h"
#include "geometry.h"

namespace pixelflux {

class PacketSink;

// One rectangle of a frame in mode mixed. Its bytes belong to somebody else.
struct MixedRectangle {
    Rect area;
    RectangleKind kind = RectangleKind::kExact;
    RectangleRole role = RectangleRole::kOwn;
    int source_x = 0;  // of a copy
    int source_y = 0;
    std::uint32_t stream = 0;  // of video
    std::uint32_t generation = 0;
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
};

// A frame in mode mixed, as docs/wire.md describes it: the one source of what its fields mean.
struct MixedFrame {
    struct Refresh {
        std::optional<std::uint64_t> base;  // without: since nothing
        std::uint64_t start = 0;            // the frame that has its first part
        bool last_part = false;
        bool coarse = false;  // some images here are coarser than what others have
    };
    std::uint64_t epoch = 0;
    std::uint64_t frame = 0;
    std::optional<std::uint64_t> previous;  // without: the first of its epoch
    bool complete = false;
    std::optional<Refresh> refresh;
    std::int64_t capture_nanos = 0;
    std::int64_t encoded_nanos = 0;
    Size size;
    std::vector<MixedRectangle> rectangles;
};

// Bytes that write_mixed_frame needs. Pure.
std::size_t mixed_frame_size(const MixedFrame& frame);

// Writes the frame. Passes long parts on as they lie in it, without a copy.
void write_mixed_frame(const MixedFrame& frame, PacketSink& sink);

// Reads a frame that anybody may have written; the payloads are views into `bytes`. Decodes no
// image. Throws Error(kArgument), which says what is wrong, for everything that a reader refuses by
// docs/wire.md.
MixedFrame read_mixed_frame(const std::uint8_t* bytes, std::size_t size);

}  // namespace pixelflux
