// SPDX-License-Identifier: MPL-2.0
#include "kept_picture.h"

#include "grab_plan.h"

namespace pixelflux {

KeptPicture::KeptPicture(FrameSource& source, Size size, double narrow)
    : source_(&source),
      size_(size),
      narrow_(narrow),
      memory_(source.make_memory(picture_bytes(size_) + spare_bytes(size_, narrow_))) {
    detector_.reset(size_.height);
}

KeptPicture::KeptPicture(FrameSource& source, const Rect& region)
    : KeptPicture(source, Size{region.width, region.height}) {
    source.set_region(region);
}

MutablePixelView KeptPicture::picture() const {
    return {memory_->data(), size_.width, size_.height, row_bytes(size_.width)};
}

BandSet KeptPicture::bands_in_place(const std::vector<GrabPlace>& places) const {
    BandSet bands(bands_in(size_.height));
    for (const GrabPlace& place : places) {
        if (place.offset < picture_bytes(size_)) bands.set_rows(place.area.y, place.area.height);
    }
    return bands;
}

// Pixels that lie beside the picture are compared with it before they are taken over. Of those that
// the source writes over it, only the hash from before is left to compare with.
MutablePixelView KeptPicture::grab(const Damage& damage) {
    const std::vector<GrabPlace> places = plan_grabs(damage, narrow_);
    const BandSet wanted_in_place = bands_in_place(places);
    if (source_writes_) detector_.remember(picture(), wanted_in_place);
    changed_ = BandSet(bands_in(size_.height));
    written_ = BandColumns(changed_.count());
    BandSet overwritten = changed_;
    for (const LentPixels& lent : source_->grab(places, *memory_)) {
        take_over(lent, picture(), changed_);
        written_.add(lent.area);
        if (lies_in(picture(), lent)) overwritten.set_rows(lent.area.y, lent.area.height);
    }
    detector_.forget(changed_);
    changed_ |= detector_.changed(picture(), overwritten);
    if (wanted_in_place.any()) source_writes_ = overwritten.any();
    return picture();
}

}  // namespace pixelflux
