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
    last_frames_.clear();
    afresh_ = true;
    if (size != size_) epoch_begins_ = true;
    if (picture_ && size == size_ && narrow_ == wanted_narrow_) return;
    picture_.reset();
    picture_.emplace(source_, size, wanted_narrow_);
    size_ = size;
    narrow_ = wanted_narrow_;
}

bool StripeFrames::make(const Occasion& occasion, Packet& packet) {
    if (std::exchange(epoch_begins_, false)) epoch_ = epochs_.next(minimum_epoch_);
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
    packet.epoch = epoch_;
    const DrawnOverlays drawn(occasion.overlays, picture, sent);
    if (drawn.empty()) occasion.picture_stands();
    packet.stripes = rows_.encode(picture, occasion.pool, occasion.threads);
    note_predictions(packet);
    return true;
}

// Encoders of streams predict from the picture before, and from no other.
void StripeFrames::note_predictions(Packet& packet) {
    for (SentStripe& stripe : packet.stripes) {
        if (!is_stream(stripe.format)) continue;
        std::uint64_t& last = last_frames_[stripe.place.y];
        if (stripe.encoded.kind != PictureKind::kKeyFrame) stripe.predicts_from = last;
        last = packet.frame_id;
    }
}

}  // namespace pixelflux
