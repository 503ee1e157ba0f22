// SPDX-License-Identifier: MPL-2.0
#include "copied_picture.h"

#include <utility>

#include "rect.h"
#include "told_changes.h"

namespace pixelflux {
namespace {

// In pixels of the buffer; all of it, if nobody knows.
std::vector<Rect> damage_of(const ScreenCopy& copy, Size buffer, bool all) {
    std::vector<Rect> damage;
    for (const Rect& told : copy.damage) {
        const Rect part = intersection(told, whole_of(buffer));
        if (is_empty(part)) continue;
        damage.push_back(part);
        // Whether the rows of the damage count as those of the buffer, nobody says.
        if (copy.y_inverted)
            damage.push_back({part.x, buffer.height - bottom_of(part), part.width, part.height});
    }
    if (all || damage.empty()) damage = {whole_of(buffer)};
    return damage;
}

}  // namespace

CopiedPicture::Room CopiedPicture::room_for(const BufferShape& shape) {
    const int number = back();
    Buffer& buffer = buffers_[number];
    const bool made = !buffer.memory || buffer.shape.need != shape.need;
    if (made || !buffer.whole) buffer.stale = {whole_of(shape.size)};
    buffer.whole = false;
    if (made) {
        buffer.memory.emplace(shape.bytes());
        buffer.shape = shape;
    }
    return {number, buffer.memory->descriptor(), made, buffer.stale};
}

void CopiedPicture::take(const ScreenCopy& copy, bool all) {
    const int number = back();
    Buffer& buffer = buffers_[number];
    Buffer& before = buffers_[1 - number];
    const std::vector<Rect> damage = damage_of(copy, buffer.shape.size, all);
    buffer.whole = true;
    buffer.stale.clear();
    const Orientation orientation(buffer.shape.size, copy.transform, copy.y_inverted);
    std::vector<Rect> areas;
    const bool ten_bits = buffer.shape.ten_bits;
    if (there_ && orientation == orientation_ && ten_bits == ten_bits_) {
        for (const Rect& part : damage) areas.push_back(orientation.to_picture(part));
        add_changes(before.stale, damage);
    } else {
        areas = {whole_of(orientation.picture())};
        std::unique_ptr<PrivateMemory> upright;
        if (!orientation.is_upright() || ten_bits)
            upright = std::make_unique<PrivateMemory>(picture_bytes(orientation.picture()));
        // From here to the end of what is in front nothing fails.
        upright_ = std::move(upright);
        changes_.clear();
        before.whole = false;
    }
    front_ = number;
    there_ = true;
    orientation_ = orientation;
    ten_bits_ = ten_bits;
    if (upright_) turn_upright(areas);
    add_changes(changes_, areas);
}

void CopiedPicture::turn_upright(const std::vector<Rect>& areas) {
    const MutablePixelView to = {upright_->data(), size().width, size().height,
                                 row_bytes(size().width)};
    for (const Rect& area : areas) {
        orientation_.copy(area, buffers_[front_].view(), to);
        if (!ten_bits_) continue;
        for (int y = area.y; y < bottom_of(area); ++y)
            ten_to_eight_bits(to.row(y) + row_bytes(area.x), static_cast<std::size_t>(area.width));
    }
}

std::vector<Rect> CopiedPicture::take_changes() { return std::exchange(changes_, {}); }

std::vector<LentPixels> CopiedPicture::lend(const Rect& region,
                                            const std::vector<GrabPlace>& places) const {
    PixelView picture = buffers_[front_].view();
    if (upright_)
        picture = {upright_->data(), size().width, size().height, row_bytes(size().width),
                   picture.order};
    return lent_from(picture, region, places);
}

}  // namespace pixelflux
