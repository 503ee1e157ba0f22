// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstring>
#include <optional>
#include <vector>

#include <spa/buffer/buffer.h>
#include <spa/buffer/meta.h>

#include "stream_frame.h"

namespace pixelflux {

// What a buffer of a stream tells beside its pixels. Its memory is shared with the other side,
// which may write to it at any time, so all is copied before it is looked at. Functions that keep
// something throw std::bad_alloc alone.

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

// The pointer; as before where it tells none.
void read_cursor(const spa_buffer& buffer, StreamCursor& cursor);

// Adds what changed. False: it does not tell, or in so many pieces that it counts as all.
bool read_damage(const spa_buffer& buffer, std::vector<ToldRect>& damage);

}  // namespace pixelflux
