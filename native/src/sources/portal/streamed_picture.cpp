// SPDX-License-Identifier: MPL-2.0
#include "streamed_picture.h"

#include <algorithm>
#include <utility>

#include "rect.h"
#include "told_changes.h"

namespace pixelflux {
namespace {

// Orientation knows fewer.
constexpr std::uint32_t kNoTransform = 1 << 16;

}  // namespace

MutablePixelView StreamedPicture::copied() const {
    return {memory_->data(), size_.width, size_.height, row_bytes(size_.width)};
}

MutablePixelView StreamedPicture::upright() const {
    if (upright_ == nullptr) return copied();
    const Size size = orientation_.picture();
    return {upright_->data(), size.width, size.height, row_bytes(size.width)};
}

void StreamedPicture::take(const StreamFrame& frame, const StreamFormat& format) {
    const bool whole = std::exchange(whole_, false);
    const FrameLayout layout = layout_of(frame, format);
    const Size size = {layout.area.width, layout.area.height};
    const Orientation orientation(size, static_cast<int>(std::min(frame.transform, kNoTransform)),
                                  false);
    const bool same = whole && orientation == orientation_ && layout.order == order_ &&
                      layout.area.x == left_ && layout.area.y == top_;
    if (memory_ == nullptr || orientation != orientation_) {
        std::unique_ptr<PrivateMemory> upright;
        if (!orientation.is_upright())
            upright = std::make_unique<PrivateMemory>(picture_bytes(size));
        memory_ = std::make_unique<PrivateMemory>(picture_bytes(size));
        upright_ = std::move(upright);
    }
    size_ = size;
    orientation_ = orientation;
    left_ = layout.area.x;
    top_ = layout.area.y;
    order_ = layout.order;
    if (!same) changes_.clear();
    const std::vector<Rect> changes =
        same ? changes_of(frame, layout) : std::vector<Rect>{whole_of(size)};
    std::vector<Rect> areas = changes;
    for (Rect& area : areas) area = orientation.to_picture(area);
    // Before the copy: if that fails midway, what it has written is told.
    add_changes(changes_, areas);
    copy_frame(frame, layout, changes, copied());
    if (upright_ != nullptr) {
        for (const Rect& area : areas) orientation.copy(area, copied(), upright());
    }
    whole_ = true;
    there_ = true;
}

std::vector<Rect> StreamedPicture::take_changes() { return std::exchange(changes_, {}); }

std::vector<LentPixels> StreamedPicture::lend(const Rect& region,
                                              const std::vector<GrabPlace>& places) const {
    PixelView picture = upright();
    picture.order = order_;
    return lent_from(picture, region, places);
}

}  // namespace pixelflux
