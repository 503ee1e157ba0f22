// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <vector>

#include <spa/buffer/buffer.h>
#include <spa/buffer/meta.h>

#include "stream_frame.h"

namespace pixelflux {

// What a buffer of a stream tells beside its pixels. Its memory is shared with the other side,
// which may write to it at any time, so all is copied before it is looked at. It is read on
// PipeWire's thread, which has real-time priority: nothing here allocates.

// Null: it has none of this type and at least this size.
const spa_meta* find_meta(const spa_buffer& buffer, std::uint32_t type, std::size_t size);

template <typename Meta>
std::optional<Meta> meta_of(const spa_buffer& buffer, std::uint32_t type) {
    const spa_meta* const meta = find_meta(buffer, type, sizeof(Meta));
    if (meta == nullptr) return std::nullopt;
    Meta copy;
    std::memcpy(&copy, meta->data, sizeof copy);
    return copy;
}

ToldRect told(const spa_region& region);

// One that has only metadata tells where the pointer is.
bool has_picture(const spa_buffer& buffer);

// Where the pointer was told to be last.
struct CursorPlace {
    bool visible = false;
    std::int32_t x = 0;  // of the hotspot
    std::int32_t y = 0;
};

// The image of the pointer that was told last.
struct CursorImage {
    bool is_new = false;       // nobody has taken it
    std::uint32_t format = 0;  // as PipeWire numbers them
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::int32_t stride = 0;
    // Some tell it only with the image.
    std::int32_t hotspot_x = 0;
    std::int32_t hotspot_y = 0;
    std::vector<std::uint8_t> room;  // for its bytes
    std::size_t bytes = 0;           // that were there and have room
};

// The room that this buffer's image of a pointer needs.
std::size_t cursor_room(const spa_buffer& buffer);

// The pointer, and its image; as before where the buffer tells none.
void read_cursor(const spa_buffer& buffer, CursorPlace& place, CursorImage& image);

// What is told in more pieces counts as all.
constexpr std::size_t kMostDamagePieces = 64;

// Adds what changed to `damage`, which has room for kMostDamagePieces. False: the buffer does not
// tell, or in so many pieces that it counts as all.
bool read_damage(const spa_buffer& buffer, std::vector<ToldRect>& damage);

}  // namespace pixelflux
