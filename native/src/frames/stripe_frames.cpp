// SPDX-License-Identifier: MPL-2.0
#include "stripe_frames.h"

#include <utility>

#include "rect.h"

namespace pixelflux {

namespace {

std::vector<Rect> areas_of(const BandSet& bands, const BandColumns& columns) {
    std::vector<Rect> areas;
    for (int band = 0; band < bands.count(); ++band) {
        if (!bands.test(band)) continue;
        const ColumnRun run = columns.of(band);
        areas.push_back({run.first, band * kBandHeight, run.last - run.first, kBandHeight});
    }
    return areas;
}

}  // namespace

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
    BandColumns columns = picture_->written();
    for (const Rect& area : occasion.overlaid.areas()) columns.add(area);
    shown_ = picture;
    changed_ = afresh_ ? std::vector<Rect>{whole_of(size_)} : areas_of(changed, columns);
    if (std::exchange(afresh_, false)) changed.set_all();
    const BandSet sent = rows_.decide(occasion.number, occasion.captured, changed,
                                      std::exchange(key_frame_requested_, false), &columns);
    if (!sent.any()) return false;
    const DrawnOverlays drawn(occasion.overlays, picture, sent);
    packet.stripes = rows_.encode(picture, occasion.pool, occasion.threads);
    return true;
}

}  // namespace pixelflux
