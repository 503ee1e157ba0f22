// SPDX-License-Identifier: MPL-2.0
#include "picture_overlays.h"

#include <utility>

namespace pixelflux {

void PictureOverlays::set_watermark(std::shared_ptr<const OverlayImage> image,
                                    WatermarkLocation location) {
    watermark_ = location == WatermarkLocation::kNone ? nullptr : std::move(image);
    location_ = location;
}

bool PictureOverlays::moves(Size size) const {
    return watermark_ != nullptr && location_ == WatermarkLocation::kAnimated &&
           WatermarkPath::has_room(size, watermark_->size);
}

void PictureOverlays::next_frame(const Rect& region, const Cursor& cursor, Damage& changed) {
    const Size size = {region.width, region.height};
    PlacedOverlay watermark;
    if (watermark_ != nullptr) {
        if (location_ == WatermarkLocation::kAnimated &&
            stack_.at(OverlayStack::kWatermark).image == watermark_)
            path_.advance(size, watermark_->size);
        const WatermarkPath::Corner corner = path_.corner(location_, size, watermark_->size);
        watermark = {watermark_, corner.x, corner.y};
    }
    stack_.place(OverlayStack::kWatermark, std::move(watermark), size, changed);
    stack_.place(OverlayStack::kCursor, placed(cursor, region), size, changed);
}

}  // namespace pixelflux
