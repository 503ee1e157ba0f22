// SPDX-License-Identifier: MPL-2.0
#include "kept_picture.h"

namespace pixelflux {

KeptPicture::KeptPicture(FrameSource& source, const Rect& region)
    : source_(&source),
      size_{region.width, region.height},
      memory_(source.make_memory(picture_bytes(size_))) {
    source.set_region(region);
}

MutablePixelView KeptPicture::grab(const BandSet& bands) {
    const MutablePixelView picture = {memory_->data(), size_.width, size_.height,
                                      row_bytes(size_.width)};
    for (const LentPixels& lent : source_->grab(bands, *memory_)) take_over(lent, picture);
    return picture;
}

}  // namespace pixelflux
