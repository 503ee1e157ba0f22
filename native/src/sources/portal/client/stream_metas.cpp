// SPDX-License-Identifier: MPL-2.0
#include "stream_metas.h"

#include <algorithm>

#include "cursor.h"
#include "stream_params.h"

namespace pixelflux {
namespace {

// No pointer has a longer side.
constexpr std::uint32_t kLongestSide = 65535;

}  // namespace

const spa_meta* find_meta(const spa_buffer& buffer, std::uint32_t type, std::size_t size) {
    for (std::uint32_t i = 0; i < buffer.n_metas; ++i) {
        const spa_meta& meta = buffer.metas[i];
        if (meta.type == type && meta.size >= size && meta.data != nullptr) return &meta;
    }
    return nullptr;
}

ToldRect told(const spa_region& region) {
    return {region.position.x, region.position.y, region.size.width, region.size.height};
}

bool has_picture(const spa_buffer& buffer) {
    if (buffer.n_datas == 0 || buffer.datas[0].chunk == nullptr) return false;
    const spa_chunk chunk = *buffer.datas[0].chunk;
    if (chunk.size == 0 || (chunk.flags & SPA_CHUNK_FLAG_CORRUPTED) != 0) return false;
    const auto header = meta_of<spa_meta_header>(buffer, SPA_META_Header);
    return !header || (header->flags & SPA_META_HEADER_FLAG_CORRUPTED) == 0;
}

std::size_t cursor_room(const spa_buffer& buffer) {
    const spa_meta* const meta = find_meta(buffer, SPA_META_Cursor, sizeof(spa_meta_cursor));
    return meta == nullptr ? 0 : std::min<std::size_t>(meta->size, cursor_bytes(kCursorSide));
}

void read_cursor(const spa_buffer& buffer, CursorPlace& place, CursorImage& image) {
    const spa_meta* const meta = find_meta(buffer, SPA_META_Cursor, sizeof(spa_meta_cursor));
    if (meta == nullptr) return;
    const auto* const bytes = static_cast<const std::uint8_t*>(meta->data);
    spa_meta_cursor told;
    std::memcpy(&told, bytes, sizeof told);
    place.visible = told.id != 0;
    if (!place.visible) return;
    place.x = within_reach(told.position.x);
    place.y = within_reach(told.position.y);
    spa_meta_bitmap bitmap;
    if (told.bitmap_offset < sizeof told || meta->size < sizeof bitmap ||
        told.bitmap_offset > meta->size - sizeof bitmap)
        return;  // it looks as before
    std::memcpy(&bitmap, bytes + told.bitmap_offset, sizeof bitmap);
    image.is_new = true;
    image.format = bitmap.format;
    image.width = bitmap.size.width;
    image.height = bitmap.size.height;
    image.stride = bitmap.stride;
    image.hotspot_x = told.hotspot.x;
    image.hotspot_y = told.hotspot.y;
    image.bytes = 0;
    const std::uint64_t begin = std::uint64_t{told.bitmap_offset} + bitmap.offset;
    if (bitmap.offset < sizeof bitmap || begin >= meta->size || bitmap.stride < 0) return;
    const std::uint64_t row = std::max(std::uint64_t{bitmap.size.width} * kBytesPerPixel,
                                       static_cast<std::uint64_t>(bitmap.stride));
    const std::uint64_t all = row * std::min(bitmap.size.height, kLongestSide);
    image.bytes = static_cast<std::size_t>(
        std::min({all, meta->size - begin, std::uint64_t{image.room.size()}}));
    std::copy_n(bytes + begin, image.bytes, image.room.begin());
}

bool read_damage(const spa_buffer& buffer, std::vector<ToldRect>& damage) {
    const spa_meta* const meta = find_meta(buffer, SPA_META_VideoDamage, sizeof(spa_meta_region));
    if (meta == nullptr) return false;
    const std::size_t before = damage.size();
    const auto* const bytes = static_cast<const std::uint8_t*>(meta->data);
    spa_meta_region region;
    for (std::size_t at = 0; at + sizeof region <= meta->size; at += sizeof region) {
        std::memcpy(&region, bytes + at, sizeof region);
        // The first one that is none ends the list.
        if (region.region.size.width == 0 || region.region.size.height == 0) break;
        if (damage.size() == kMostDamagePieces) return false;
        damage.push_back(told(region.region));
    }
    // A frame without any tells nothing of what changed.
    return damage.size() > before;
}

}  // namespace pixelflux
