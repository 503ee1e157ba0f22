// SPDX-License-Identifier: MPL-2.0
#include "stripe_frames.h"

#include <utility>

namespace pixelflux {

void StripeFrames::start_over(Size size) {
    rows_.lay_out(size);
    afresh_ = true;
    if (picture_ && size == size_ && narrow_ == wanted_narrow_) return;
    picture_.reset();
    picture_.emplace(source_, size, wanted_narrow_);
    size_ = size;
    narrow_ = wanted_narrow_;
}

bool StripeFrames::make(const Occasion& occasion, Packet& packet) {
    const MutablePixelView picture = picture_->grab(occasion.changed);
    BandSet changed = occasion.overlaid.bands();
    changed |= picture_->changed();
    if (std::exchange(afresh_, false)) changed.set_all();
    BandColumns columns = picture_->written();
    for (const Rect& area : occasion.overlaid.areas()) columns.add(area);
    const BandSet sent = rows_.decide(occasion.number, occasion.captured, changed,
                                      std::exchange(key_frame_requested_, false), &columns);
    if (!sent.any()) return false;
    const DrawnOverlays drawn(occasion.overlays, picture, sent);
    packet.stripes = rows_.encode(picture, occasion.pool, occasion.threads);
    return true;
}

}  // namespace pixelflux
