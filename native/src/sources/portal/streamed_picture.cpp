// SPDX-License-Identifier: MPL-2.0
#include "streamed_picture.h"

#include <utility>

#include "rect.h"
#include "told_changes.h"

namespace pixelflux {

void StreamedPicture::take(const StreamFrame& frame, const StreamFormat& format) {
    const bool whole = std::exchange(whole_, false);
    const FrameLayout layout = layout_of(frame, format);
    const Size size = {layout.area.width, layout.area.height};
    const bool same = whole && size == size_ && layout.order == order_ && layout.area.x == left_ &&
                      layout.area.y == top_;
    if (memory_ == nullptr || size != size_)
        memory_ = std::make_unique<PrivateMemory>(picture_bytes(size));
    size_ = size;
    left_ = layout.area.x;
    top_ = layout.area.y;
    order_ = layout.order;
    if (!same) changes_.clear();
    const std::vector<Rect> changes =
        same ? changes_of(frame, layout) : std::vector<Rect>{whole_of(size)};
    // Before the copy: if that fails midway, what it has written is told.
    add_changes(changes_, changes);
    copy_frame(frame, layout, changes,
               {memory_->data(), size.width, size.height, row_bytes(size.width)});
    whole_ = true;
}

std::vector<Rect> StreamedPicture::take_changes() { return std::exchange(changes_, {}); }

std::vector<LentPixels> StreamedPicture::lend(const Rect& region,
                                              const std::vector<GrabPlace>& places) const {
    return lent_from({memory_->data(), size_.width, size_.height, row_bytes(size_.width), order_},
                     region, places);
}

}  // namespace pixelflux
