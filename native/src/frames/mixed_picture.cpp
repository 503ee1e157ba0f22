// SPDX-License-Identifier: MPL-2.0
#include "mixed_picture.h"

#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

// Where the second picture begins: on a page of its own, as those who map memory like it.
std::size_t room_for_one(Size size) {
    constexpr std::size_t kPage = 4096;
    return (picture_bytes(size) + kPage - 1) / kPage * kPage;
}

// Writes what was lent of `area` to `pixels`, which are those of the area.
void take_over_part(const LentPixels& lent, const Rect& area, const MutablePixelView& pixels) {
    const Rect common = intersection(lent.area, area);
    if (is_empty(common)) return;
    const std::uint8_t* const corner =
        lent.data + static_cast<std::size_t>(common.y - lent.area.y) * lent.stride +
        static_cast<std::size_t>(common.x - lent.area.x) * kBytesPerPixel;
    take_over({{common.x - area.x, common.y - area.y, common.width, common.height},
               corner,
               lent.stride,
               lent.order},
              pixels);
}

}  // namespace

MixedPicture::MixedPicture(FrameSource& source, Size size)
    : source_(&source),
      size_(size),
      memory_(source.make_memory(2 * room_for_one(size))),
      grab_offset_(room_for_one(size)) {}

MutablePixelView MixedPicture::picture_at(std::size_t offset) const {
    return {memory_->data() + offset, size_.width, size_.height, row_bytes(size_.width)};
}

std::vector<MixedPicture::Grabbed> MixedPicture::grab(const std::vector<Rect>& areas) {
    std::vector<GrabPlace> places;
    std::vector<Grabbed> grabbed;
    std::size_t offset = grab_offset_;
    for (const Rect& area : areas) {
        places.push_back({area, offset});
        grabbed.push_back(
            {area, {memory_->data() + offset, area.width, area.height, row_bytes(area.width)}});
        offset += picture_bytes({area.width, area.height});
    }
    for (const LentPixels& lent : source_->grab(places, *memory_)) {
        // A source that lends its own buffer lends other parts than those that were asked for.
        for (const Grabbed& one : grabbed) take_over_part(lent, one.area, one.pixels);
    }
    return grabbed;
}

void MixedPicture::adopt_grabbed() { std::swap(kept_offset_, grab_offset_); }

}  // namespace pixelflux
