// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "cursor.h"
#include "overlay.h"
#include "settings.h"
#include "watermark.h"

namespace pixelflux {

// The watermark and, above it, the cursor that a capture draws over its picture, and how they
// change from frame to frame. Pure.
class PictureOverlays {
public:
    // Sets the watermark from the next frame on; null for none.
    void set_watermark(std::shared_ptr<const OverlayImage> image, WatermarkLocation location);

    // Whether the next frame of a picture of `size` looks different by itself.
    bool moves(Size size) const;

    // Goes on to the next frame, a picture of `region` with this cursor; draws none if it has no
    // shape. Adds to `changed` what looks different than in the frame before.
    void next_frame(const Rect& region, const Cursor& cursor, Damage& changed);

    const OverlayStack& stack() const { return stack_; }

private:
    std::shared_ptr<const OverlayImage> watermark_;
    WatermarkLocation location_ = WatermarkLocation::kNone;
    WatermarkPath path_;
    OverlayStack stack_;
};

}  // namespace pixelflux
