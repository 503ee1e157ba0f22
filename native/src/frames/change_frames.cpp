// SPDX-License-Identifier: MPL-2.0
#include "change_frames.h"

#include <utility>

#include "joined_boxes.h"
#include "kept_changes.h"
#include "rect.h"
#include "tile_grid.h"

namespace pixelflux {
namespace {

// A reader wants few rectangles, but a caret and a clock must not become one: a further rectangle
// costs as much as so many pixels that did not change, and there are never more than these.
constexpr std::int64_t kAreaPrice = 256;
constexpr std::size_t kMostAreas = 32;

// Rectangles that do not overlap and hold these boxes, which do not overlap.
std::vector<Rect> few_areas(Size size, std::vector<Rect> boxes) {
    Damage areas(size, kAreaPrice, kMostAreas);
    for (const Rect& box : joined(std::move(boxes))) areas.add(box);
    return areas.areas();
}

}  // namespace

void ChangeFrames::start_over(Size size) {
    afresh_ = true;
    if (picture_ && size == size_) return;
    epoch_begins_ = true;
    picture_.reset();
    changes_.reset(TileGrid(size));
    size_ = size;
    picture_.emplace(source_, size);  // last: what fails before it is done again
}

bool ChangeFrames::make(const Occasion& occasion, Packet& packet) {
    Damage damage = occasion.changed;
    for (const Rect& area : occasion.overlaid.areas()) damage.add(area);
    if (std::exchange(epoch_begins_, false)) epoch_ = epochs_.next(minimum_epoch_);
    changed_.clear();
    const bool undefined = afresh_;
    if (undefined)
        take_all(occasion);
    else if (damage.any())
        take_changes(damage, occasion);
    const bool seen = !undefined && !changed_.empty();
    if (std::exchange(everything_, false)) changed_ = {whole_of(size_)};
    if (changed_.empty()) return false;
    packet.epoch = epoch_;
    packet.reason = seen ? SendReason::kChange : SendReason::kKeyFrame;
    packet.changes = changed_;
    return true;
}

void ChangeFrames::take_all(const Occasion& occasion) {
    for (const MixedPicture::Grabbed& one : picture_->grab({whole_of(size_)}))
        occasion.overlays.draw(one.area, one.pixels, size_);
    picture_->adopt_grabbed();
    afresh_ = false;
    changed_ = {whole_of(size_)};
}

void ChangeFrames::take_changes(const Damage& damage, const Occasion& occasion) {
    std::vector<GrabbedArea> grabbed;
    for (const MixedPicture::Grabbed& one : picture_->grab(damage.areas())) {
        occasion.overlays.draw(one.area, one.pixels, size_);
        grabbed.push_back({one.area, one.pixels});
    }
    for (const GrabbedArea& area : grabbed)
        changes_.compare(tiles_of(area.area), grabbed, picture_->kept());
    if (is_to_be_adopted(grabbed, changes_)) {
        picture_->adopt_grabbed();
    } else {
        for (const GrabbedArea& area : grabbed) take_over(area, changes_, picture_->kept());
    }
    changed_ = few_areas(size_, changed_areas());
    changes_.clear();
}

std::vector<Rect> ChangeFrames::changed_areas() const {
    std::vector<Rect> boxes;
    for (int row = 0; row < changes_.grid().rows(); ++row) {
        const ChangeMap::Span span = changes_.changed_in(row);
        for (int column = span.first; column < span.last; ++column) {
            if (changes_.has_changed(column, row)) boxes.push_back(changes_.changed(column, row));
        }
    }
    return boxes;
}

}  // namespace pixelflux
