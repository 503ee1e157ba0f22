// SPDX-License-Identifier: MPL-2.0
#include "mixed_frames.h"

#include <optional>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

// A refresh of more than this is split over several frames, so that what changes meanwhile need not
// wait for all of it: a whole picture of 1920x1080 fits.
constexpr std::int64_t kRefreshPixels = std::int64_t{1} << 21;

std::vector<GrabbedArea> views_of(const std::vector<MixedPicture::Grabbed>& grabbed) {
    std::vector<GrabbedArea> views;
    for (const MixedPicture::Grabbed& one : grabbed) views.push_back({one.area, one.pixels});
    return views;
}

}  // namespace

MixedFrames::~MixedFrames() { source_.watch_moves(false); }

bool MixedFrames::apply(const Settings& settings) {
    settings_ = settings;
    whole_interval_ = duration_of(settings.keyframe_interval_seconds);
    encoder_.apply(settings, size_);
    source_.watch_moves(true);
    return true;
}

void MixedFrames::start_over(Size size) {
    complete_ = true;
    if (picture_ && size == size_) return;
    epoch_begins_ = true;
    picture_.reset();
    picture_.emplace(source_, size);
    size_ = size;
    encoder_.apply(settings_, size_);
}

void MixedFrames::request_refresh(const RefreshRequest& request) {
    if (complete_) return;
    if (request.reader)
        log_.request(request.reader->epoch, request.reader->frame);
    else
        log_.request(epoch_, std::nullopt);
}

bool MixedFrames::requested() const { return complete_ || log_.pending(); }

TimePoint MixedFrames::due_time(const FrameClock&) const { return everything_is_due(); }

TimePoint MixedFrames::everything_is_due() const {
    return whole_interval_ == Duration::zero() ? kNever : sent_everything_ + whole_interval_;
}

bool MixedFrames::make(const Occasion& occasion, Packet& packet) {
    begin(packet);
    if (occasion.captured >= everything_is_due()) request_refresh({});
    MixedFrame frame;
    frame.epoch = epoch_;
    frame.frame = packet.frame_id;
    if (frame.frame != first_of_epoch_) frame.previous = frame.frame - 1;
    frame.complete = complete_;
    frame.capture_nanos = packet.capture_nanos;
    frame.size = size_;

    std::vector<RegionEncoder::Request> requests;
    for (const Region& region : complete_ ? take_all(occasion) : take_changes(occasion)) {
        log_.wrote(region.area, frame.frame);
        requests.push_back({region, RectangleRole::kOwn});
    }
    if (complete_) {
        log_.wrote_everything(frame.frame);
        sent_everything_ = occasion.captured;
    }
    if (const std::optional<RefreshPart> part = log_.take(frame.frame, kRefreshPixels)) {
        frame.refresh = MixedFrame::Refresh{part->base, part->start, part->last};
        if (!part->base && part->start == frame.frame) sent_everything_ = occasion.captured;
        for (const Region& region : finder_.classify(picture_->kept(), part->areas))
            requests.push_back({region, RectangleRole::kRefresh});
    }
    if (requests.empty() && !frame.refresh) return false;
    frame.rectangles = encoder_.encode(picture_->kept(), requests, occasion.pool, occasion.threads);
    complete_ = false;
    packet.mixed = std::move(frame);
    return true;
}

void MixedFrames::begin(const Packet& packet) {
    if (epoch_begins_) {
        epoch_ = epochs_.next(static_cast<std::uint64_t>(settings_.minimum_epoch));
        first_of_epoch_ = packet.frame_id;
        epoch_begins_ = false;
        log_.reset(size_, epoch_);
    }
}

// The whole picture, without copies.
std::vector<Region> MixedFrames::take_all(const Occasion& occasion) {
    finder_.reset(size_);
    grab({whole_of(size_)}, occasion);
    picture_->adopt_grabbed();
    return finder_.classify(picture_->kept(), {whole_of(size_)});
}

std::vector<Region> MixedFrames::take_changes(const Occasion& occasion) {
    Damage damage = occasion.changed;
    for (const Rect& area : occasion.overlaid.areas()) damage.add(area);
    if (!damage.any()) return {};
    const std::vector<MixedPicture::Grabbed> grabbed = grab(damage.areas(), occasion);
    RegionFinder::Found found =
        finder_.find(picture_->kept(), views_of(grabbed), source_.take_moves());
    if (found.adopt_grabbed) picture_->adopt_grabbed();
    return std::move(found.regions);
}

std::vector<MixedPicture::Grabbed> MixedFrames::grab(const std::vector<Rect>& areas,
                                                     const Occasion& occasion) {
    std::vector<MixedPicture::Grabbed> grabbed = picture_->grab(areas);
    for (const MixedPicture::Grabbed& one : grabbed)
        occasion.overlays.draw(one.area, one.pixels, size_);
    return grabbed;
}

}  // namespace pixelflux
