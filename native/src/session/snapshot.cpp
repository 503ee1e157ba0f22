// SPDX-License-Identifier: MPL-2.0
#include "snapshot.h"

#include <string>

#include "choose_source.h"
#include "epochs.h"
#include "error.h"
#include "kept_picture.h"
#include "monotonic_time.h"
#include "picture_overlays.h"
#include "region.h"

namespace pixelflux {
namespace {

Snapshot copy_of(const PixelView& picture) {
    Snapshot copy;
    copy.size = {picture.width, picture.height};
    copy.rgb.resize(static_cast<std::size_t>(picture.width) *
                    static_cast<std::size_t>(picture.height));
    std::int32_t* out = copy.rgb.data();
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* bgrx = picture.row(y);
        for (int x = 0; x < picture.width; ++x, bgrx += kBytesPerPixel)
            *out++ = bgrx[0] | bgrx[1] << 8 | bgrx[2] << 16;
    }
    return copy;
}

// By value: a second try, too, shows the overlays of a first frame.
Snapshot try_to_take(const Settings& settings, FrameSource& source, PictureOverlays overlays) {
    if (source.full_size() == Size{}) {
        throw Error(ErrorCode::kDisplay,
                    "the source has no frame yet of which a snapshot could be taken: push one");
    }
    const Rect region = region_of(settings, source.full_size());
    KeptPicture kept(source, region);
    Damage everything({region.width, region.height});
    everything.add_all();
    overlays.next_frame(region, source.cursor(), everything);
    const std::int64_t captured = to_nanos(Clock::now());
    const MutablePixelView picture = kept.grab(everything);
    const DrawnOverlays drawn(overlays.stack(), picture, everything.bands());
    Snapshot snapshot = copy_of(picture);
    snapshot.capture_nanos = captured;
    snapshot.epoch = Epochs().next(static_cast<std::uint64_t>(settings.minimum_epoch));
    return snapshot;
}

}  // namespace

Snapshot take_snapshot(const Settings& settings) {
    return take_snapshot(settings, *open_frame_source(settings));
}

Snapshot take_snapshot(const Settings& settings, FrameSource& source) {
    PictureOverlays overlays;
    overlays.set_watermark(watermark_of(settings), settings.watermark_location);
    source.watch_cursor(settings.capture_cursor);
    source.paint_cursor(settings.capture_cursor);
    source.wait_for_size();
    const Size size_before = source.full_size();
    try {
        return try_to_take(settings, source, overlays);
    } catch (const Error&) {
        if (source.full_size() == size_before) throw;
    }
    return try_to_take(settings, source, overlays);
}

}  // namespace pixelflux
