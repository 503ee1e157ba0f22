// SPDX-License-Identifier: MPL-2.0
#include "kept_picture.h"

#include "grab_plan.h"

namespace pixelflux {

KeptPicture::KeptPicture(FrameSource& source, Size size)
    : source_(&source),
      size_(size),
      memory_(source.make_memory(picture_bytes(size_) + spare_bytes(size_))) {}

KeptPicture::KeptPicture(FrameSource& source, const Rect& region)
    : KeptPicture(source, Size{region.width, region.height}) {
    source.set_region(region);
}

MutablePixelView KeptPicture::grab(const Damage& damage) {
    const MutablePixelView picture = {memory_->data(), size_.width, size_.height,
                                      row_bytes(size_.width)};
    for (const LentPixels& lent : source_->grab(plan_grabs(damage), *memory_))
        take_over(lent, picture);
    return picture;
}

}  // namespace pixelflux
