// SPDX-License-Identifier: MPL-2.0
#include "mixed_frames.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "coarse_first.h"
#include "coarse_refresh.h"
#include "coarser_jpeg.h"
#include "frame_costs.h"
#include "paint_over.h"
#include "rect.h"

namespace pixelflux {
namespace {

// A refresh of more than this is split over several frames, so that what changes meanwhile need not
// wait for all of it: a whole picture of 1920x1080 fits.
constexpr std::int64_t kRefreshPixels = std::int64_t{1} << 21;

// Text can be read, and a page is small (docs/decisions/coarse-refreshes.md).
constexpr int kCoarsestOfRefresh = 15;

// A piece that had no place between frames goes with one when it has waited for so long.
constexpr Duration kLongestWait = std::chrono::milliseconds(500);

// docs/decisions/build-to-lossless.md
constexpr std::int64_t kPiecePixels = 32768;
constexpr Duration kPiecePause = std::chrono::milliseconds(16);
// What comes to rest bit by bit, as what a dragged window uncovers, makes few frames.
constexpr Duration kGathering = std::chrono::milliseconds(100);
constexpr std::int64_t kRefinementBytesPerSecond = 2000000;

// `owing`: text was made coarse. That is made good in any case, in pieces of
// a period's worth while there is a rate.
std::optional<RefinementPlan::Pace> pace_of(const Settings& settings, bool owing) {
    const bool limited = settings.rate_control == RateControl::kCbr;
    if (!paints_over(settings) && !limited && !owing) return {};
    const Duration period = duration_of(1 / settings.fps);
    return RefinementPlan::Pace{duration_of(settings.paint_over_trigger_frames / settings.fps),
                                limited ? std::min(kPiecePause, period) : kPiecePause, kGathering,
                                kPiecePixels, kRefinementBytesPerSecond};
}

std::vector<GrabbedArea> views_of(const std::vector<MixedPicture::Grabbed>& grabbed) {
    std::vector<GrabbedArea> views;
    for (const MixedPicture::Grabbed& one : grabbed) views.push_back({one.area, one.pixels});
    return views;
}

std::vector<RegionEncoder::Request>::iterator after_copies(
    std::vector<RegionEncoder::Request>& requests) {
    return std::find_if(requests.begin(), requests.end(), [](const auto& request) {
        return request.region.kind != Region::Kind::kCopy;
    });
}

}  // namespace

MixedFrames::~MixedFrames() { source_.watch_moves(false); }

bool MixedFrames::apply(const Settings& settings) {
    settings_ = settings;
    whole_interval_ = duration_of(settings.keyframe_interval_seconds);
    encoder_.apply(settings, size_);
    plan_.set_pace(pace_of(settings, owes_text_));
    films_.apply(settings);
    finder_.watch_tiles(films_.needs_tiles());
    budget_.set_limit(limit_of(settings, size_));
    source_.watch_moves(true);
    return true;
}

void MixedFrames::start_over(Size size) {
    complete_ = true;
    films_.start_over(size);
    if (picture_ && size == size_) return;
    epoch_begins_ = true;
    picture_.reset();
    size_ = size;
    encoder_.apply(settings_, size_);
    budget_.set_limit(limit_of(settings_, size_));
    picture_.emplace(source_, size);  // last: what fails before it is done again
}

void MixedFrames::request_refresh(const RefreshRequest& request) {
    if (!complete_) log_.request(request);
}

bool MixedFrames::requested() const { return complete_ || log_.pending(); }

TimePoint MixedFrames::due_time(const FrameClock&) const { return everything_is_due(); }

TimePoint MixedFrames::everything_is_due() const {
    return whole_interval_ == Duration::zero() ? kNever : sent_everything_ + whole_interval_;
}

TimePoint MixedFrames::refinement_due() const {
    return requested() ? kNever : std::max(plan_.due(), budget_.piece_ready());
}

bool MixedFrames::make(const Occasion& occasion, Packet& packet) {
    MixedFrame frame = begin(packet);
    if (occasion.captured >= everything_is_due()) request_refresh({});
    const TimePoint now = occasion.captured;
    budget_.begin(now, log_.pending(), plan_.due() <= now);
    append_own(occasion, frame.frame);
    const bool changed = !requests_.empty();
    if (carries_piece(now)) append_piece(now, frame.frame);
    append_refresh(occasion, frame);
    packet.reason = complete_       ? SendReason::kKeyFrame
                    : changed       ? SendReason::kChange
                    : frame.refresh ? SendReason::kRefresh
                                    : SendReason::kRefinement;
    return encode(occasion, std::move(frame), packet);
}

bool MixedFrames::carries_piece(TimePoint now) const {
    const Duration wait = budget_.is_short() ? Duration::zero() : kLongestWait;
    return !complete_ && plan_.due() < now - wait && budget_.piece_ready_with_frame() <= now;
}

bool MixedFrames::refine(const Occasion& occasion, Packet& packet) {
    films_.close_calm(occasion.captured);
    MixedFrame frame = begin(packet);
    append_piece(occasion.captured, frame.frame);
    packet.reason = SendReason::kRefinement;
    return encode(occasion, std::move(frame), packet);
}

MixedFrame MixedFrames::begin(const Packet& packet) {
    if (epoch_begins_) {
        epoch_ = epochs_.next(static_cast<std::uint64_t>(settings_.minimum_epoch));
        first_of_epoch_ = packet.frame_id;
        log_.reset(size_, epoch_);
        epoch_begins_ = false;
    }
    requests_.clear();
    has_piece_ = false;
    MixedFrame frame;
    frame.epoch = epoch_;
    frame.frame = packet.frame_id;
    if (frame.frame != first_of_epoch_) frame.previous = frame.frame - 1;
    frame.complete = complete_;
    frame.capture_nanos = packet.capture_nanos;
    frame.size = size_;
    return frame;
}

void MixedFrames::append_own(const Occasion& occasion, std::uint64_t frame) {
    const TimePoint now = occasion.captured;
    for (const Region& region : complete_ ? take_all(occasion) : take_changes(occasion))
        requests_.push_back({region, RectangleRole::kOwn, cost_of(region, false)});
    changed_.clear();
    for (const RegionEncoder::Request& request : requests_) changed_.push_back(request.region.area);
    // Where nothing is refined it would be coarse for ever; and who begins begins with what is
    // exact.
    if (!complete_ && plan_.refines() &&
        make_coarse_first(requests_, coarse_text_, finder_, picture_->kept(), now))
        owes_text_ = true;
    fit(0, false);
    tell_text(0);
    for (const RegionEncoder::Request& request : requests_) {
        const Region& region = request.region;
        const Rect& area = region.area;
        log_.wrote(area, frame);
        switch (region.kind) {
            case Region::Kind::kCopy:
                plan_.copied(area, {region.source_x, region.source_y, area.width, area.height},
                             now);
                break;
            case Region::Kind::kPicture:
                plan_.wrote_lossy(area, now);
                break;
            case Region::Kind::kExact:
                plan_.wrote_exactly(area, now);
                break;
            case Region::Kind::kVideo:
                // Nothing of a film is refined before it has calmed down.
                plan_.wrote_video(area, now + FilmPlan::kCalmAfter);
                break;
        }
    }
    if (complete_) {
        log_.wrote_everything(frame);
        sent_everything_ = now;
    }
}

// Makes the requests from there on as coarse as the bit rate wants them.
void MixedFrames::fit(std::size_t begin, bool refresh) {
    if (!budget_.is_limited()) return;
    std::vector<FrameBudget::Item> costs;
    for (std::size_t i = begin; i < requests_.size(); ++i) costs.push_back(requests_[i].cost);
    if (refresh)
        budget_.fit_refresh(costs);
    else
        budget_.fit(costs);
    for (std::size_t i = begin; i < requests_.size(); ++i) {
        RegionEncoder::Request& request = requests_[i];
        request.cost = costs[i - begin];
        if (request.cost.kind == FrameBudget::Kind::kText)
            request.region.kind = Region::Kind::kPicture;
    }
}

// What of the requests from there on is text that all will have lossy.
void MixedFrames::tell_text(std::size_t begin) {
    for (std::size_t i = begin; i < requests_.size(); ++i) {
        if (requests_[i].cost.kind != FrameBudget::Kind::kText) continue;
        finder_.sent_as_picture(requests_[i].region.area);
        owes_text_ = true;
    }
}

void MixedFrames::append_refresh(const Occasion& occasion, MixedFrame& frame) {
    const std::optional<RefreshPart> part =
        log_.take(frame.frame, std::min(kRefreshPixels, budget_.refresh_pixels()), films_.areas());
    if (!part) return;
    // Where nothing is refined, what all have lossy never comes better to who has it coarser.
    const bool may_be_coarse = part->most_bytes != RefreshRequest::kAnySize && plan_.refines();
    frame.refresh = MixedFrame::Refresh{part->base, part->start, part->last};
    // What may be coarse is not what the interval promises.
    if (!part->base && part->start == frame.frame && !may_be_coarse)
        sent_everything_ = occasion.captured;
    const std::size_t begin = requests_.size();
    std::vector<Rect> areas = part->areas;
    std::vector<Rect> exact = part->exact;
    std::size_t films = append_films(areas, occasion.captured, frame.frame);
    films += append_films(exact, occasion.captured, frame.frame);
    const auto append = [&](const std::vector<Region>& regions) {
        for (const Region& region : regions)
            requests_.push_back({region, RectangleRole::kRefresh, cost_of(region, true)});
    };
    const PixelView picture = picture_->kept();
    append(may_be_coarse ? finder_.classify_once(picture, areas)
                         : finder_.classify(picture, areas));
    const std::size_t end = requests_.size();
    append(regions_again(finder_, picture, exact));
    fit(begin, true);
    if (may_be_coarse) {
        const CoarseRefresh coarse = {part->most_bytes,
                                      steps_below_jpeg(settings_.jpeg_quality, kCoarsestOfRefresh)};
        frame.refresh->coarse =
            make_coarse(requests_, begin, end, coarse, budget_, finder_, picture);
    } else {
        tell_text(begin);
        for (std::size_t at = begin; at < requests_.size(); ++at) {
            const Region& region = requests_[at].region;
            if (region.kind == Region::Kind::kPicture)
                plan_.repeated_lossy(region.area, occasion.captured);
        }
    }
    const auto first = requests_.begin() + static_cast<std::ptrdiff_t>(begin);
    std::rotate(after_copies(requests_), first, first + static_cast<std::ptrdiff_t>(films));
}

// Takes out of the areas what films draw. How many are drawn for it alone.
std::size_t MixedFrames::append_films(std::vector<Rect>& areas, TimePoint now,
                                      std::uint64_t frame) {
    const std::vector<Region> films = films_.refresh(areas, finder_);
    for (const Region& film : films) {
        log_.wrote(film.area, frame);
        plan_.wrote_video(film.area, now + FilmPlan::kCalmAfter);
        requests_.push_back({film, RectangleRole::kBoth, cost_of(film, true)});
    }
    return films.size();
}

// What is drawn is the kept picture, which stays as it is.
void MixedFrames::append_piece(TimePoint now, std::uint64_t frame) {
    const auto look = [&](int column, int row) {
        const Rect lossy = finder_.lossy(column, row);
        const Rect beside_films = films_.beside(lossy);
        return RefinementPlan::Lossy{beside_films, finder_.is_doubtful(column, row),
                                     area_of(beside_films) != area_of(lossy)};
    };
    const std::vector<Rect> areas = plan_.take(now, look, budget_.piece_pixels(now));
    for (const Rect& area : areas) {
        log_.wrote(area, frame);
        finder_.sent_exactly(area);
        FrameBudget::Item cost = cost_of({area, Region::Kind::kExact}, false);
        cost.kind = FrameBudget::Kind::kPiece;
        requests_.push_back({{area, Region::Kind::kExact}, RectangleRole::kOwn, cost});
        has_piece_ = true;
    }
}

bool MixedFrames::encode(const Occasion& occasion, MixedFrame&& frame, Packet& packet) {
    if (requests_.empty() && !frame.refresh) return false;
    occasion.picture_stands();
    frame.rectangles =
        encoder_.encode(picture_->kept(), requests_, films_, occasion.pool, occasion.threads);
    if (has_piece_) {
        std::int64_t bytes = 0;
        for (const MixedRectangle& rectangle : frame.rectangles)
            bytes += static_cast<std::int64_t>(rectangle.size);
        plan_.sent(bytes);
    }
    if (owes_text_ && plan_.due() == kNever) {
        owes_text_ = false;
        plan_.set_pace(pace_of(settings_, owes_text_));
    }
    tell_costs(frame, occasion.captured);
    complete_ = false;
    packet.mixed = std::move(frame);
    return true;
}

void MixedFrames::tell_costs(const MixedFrame& frame, TimePoint now) {
    constexpr std::int64_t kBits = 8;
    std::vector<FrameBudget::Item> costs;
    std::int64_t other = static_cast<std::int64_t>(mixed_frame_size(frame)) * kBits;
    for (std::size_t i = 0; i < requests_.size(); ++i) {
        costs.push_back(requests_[i].cost);
        costs.back().bits = static_cast<std::int64_t>(frame.rectangles[i].size) * kBits;
        other -= costs.back().bits;
    }
    budget_.sent(costs, other, now);
}

// The whole picture, without copies.
std::vector<Region> MixedFrames::take_all(const Occasion& occasion) {
    finder_.reset(size_);
    plan_.reset(size_);
    coarse_text_.reset(size_);
    grab({whole_of(size_)}, occasion);
    picture_->adopt_grabbed();
    return finder_.classify(picture_->kept(), {whole_of(size_)});
}

std::vector<Region> MixedFrames::take_changes(const Occasion& occasion) {
    Damage damage = occasion.changed;
    for (const Rect& area : occasion.overlaid.areas()) damage.add(area);
    const bool refresh = log_.pending();
    if (!damage.any() && !refresh) return {};
    RegionFinder::Found found;
    if (damage.any()) {
        const std::vector<MixedPicture::Grabbed> grabbed = grab(damage.areas(), occasion);
        finder_.set_films(films_.areas());
        found = finder_.find(picture_->kept(), views_of(grabbed), source_.take_moves());
        if (found.adopt_grabbed) picture_->adopt_grabbed();
    }
    const std::vector<Region> none;
    films_.take_over(found.regions, damage.any() ? finder_.changed_tiles() : none, picture_->kept(),
                     finder_, occasion.captured, refresh);
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
