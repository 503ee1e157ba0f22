// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// What a stream has agreed to send.
struct StreamFormat {
    std::string name;                 // as PipeWire writes it, such as BGRx
    std::optional<PixelOrder> order;  // of a format that can be read
    std::uint32_t width = 0;          // as the other side says, so anything
    std::uint32_t height = 0;
};

// A rectangle as the other side says, so anything.
struct ToldRect {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

// A buffer of a stream, as the other side describes it. That may change or cut the memory at any
// time.
struct StreamFrame {
    // Where its bytes are: in a file, or else in memory of this process.
    int file = -1;
    std::uint64_t file_offset = 0;
    const std::uint8_t* memory = nullptr;
    std::uint64_t room = 0;  // bytes that the buffer has
    std::string kind;        // of the buffer, such as MemFd; for people

    std::uint64_t offset = 0;  // of the picture in the buffer
    std::uint64_t size = 0;    // bytes of the picture
    std::int64_t stride = 0;   // bytes from one row to the next; 0: nobody says

    std::optional<ToldRect> crop;  // the part of the buffer that is the picture
    // How it lies there, numbered as Orientation does; what it does not know counts as 0.
    std::uint32_t transform = 0;
    bool tells_damage = false;  // frames of this stream can tell what changed
    // What changed since the frame before, in pixels of the buffer; none: nobody says.
    std::optional<std::vector<ToldRect>> damage;
};

// The image of a pointer, as the other side describes it.
struct CursorBitmap {
    StreamFormat format;
    std::int64_t stride = 0;
    std::int32_t hotspot_x = 0;
    std::int32_t hotspot_y = 0;
    std::vector<std::uint8_t> bytes;  // at most those that were there
};

// The pointer of a stream.
struct StreamCursor {
    bool visible = false;
    std::int32_t x = 0;  // of the hotspot, in pixels of the buffer
    std::int32_t y = 0;
    // Another object for another image; null: none was told.
    std::shared_ptr<const CursorBitmap> bitmap;
};

}  // namespace pixelflux
