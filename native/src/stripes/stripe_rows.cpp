// SPDX-License-Identifier: MPL-2.0
#include "stripe_rows.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "free_memory.h"
#include "stripe_layout.h"
#include "stripe_quality.h"

namespace pixelflux {
namespace {

bool constant_bitrate(const Settings& settings) {
    return settings.mode == Codec::kH264 && settings.rate_control == RateControl::kCbr;
}

// Processor time, since what a stripe costs must not depend on what else the machine does.
Duration thread_time() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace

void StripeRows::apply(const Settings& settings) {
    if (!same_encoder(settings_, settings)) {
        close_encoders();
        start_over();
    }
    settings_ = settings;
    rules_ = rules_of(settings);
    key_frame_interval_ = std::chrono::duration_cast<Duration>(
        std::chrono::duration<double>(settings.keyframe_interval_seconds));
    period_ = std::chrono::duration_cast<Duration>(std::chrono::duration<double>(1 / settings.fps));
    bitrate_.set_rate(settings.bitrate_kbps, settings.fps, settings.vbv_multiplier);
}

void StripeRows::lay_out(Size size) {
    size_ = size;
    jobs_.clear();
    close_encoders();
    rows_.clear();
    merger_.reset();
    const std::vector<Stripe> places = layout_stripes(size.height, settings_);
    for (const Stripe& place : places) rows_.push_back({place, {}, nullptr, 0, 0, {}, {}});
    if (layout_adapts(settings_)) merger_.emplace(places);
    stale_ = BandSet(bands_in(size.height));
    stale_.set_all();
}

void StripeRows::close_encoders() {
    if (rows_.empty()) return;
    for (Row& row : rows_) row.encoder.reset();
    return_free_memory();
}

void StripeRows::start_over() {
    stale_.set_all();
    for (Row& row : rows_) row.policy.start_over();
}

TimePoint StripeRows::due_time(const FrameClock& clock) const {
    std::int64_t frame = StripePolicy::kNotDue;
    TimePoint key_frame = kNever;
    for (const Row& row : rows_) {
        frame = std::min(frame, row.policy.due(rules_));
        if (key_frame_interval_ != Duration::zero())
            key_frame = std::min(key_frame, row.key_frame + key_frame_interval_);
    }
    return std::min(clock.time_of(frame), key_frame);
}

TimePoint StripeRows::ready() const {
    return constant_bitrate(settings_) ? bitrate_.ready() : TimePoint{};
}

BandSet StripeRows::decide(std::int64_t number, TimePoint now, const BandSet& changed,
                           bool key_frame_requested) {
    stale_ |= changed;
    jobs_.clear();
    if (merger_ && merger_->begin_frame(now, changed, period_)) {
        cut_anew();
        for (Row& row : rows_) {
            if (row.encoder == nullptr) row.policy.start_over();
        }
    }
    bool split = false;
    for (Row& row : rows_) {
        const bool too_old =
            key_frame_interval_ != Duration::zero() && now >= row.key_frame + key_frame_interval_;
        row.decision = row.policy.decide(
            number, {changed.any_in(row.place.bands()), key_frame_requested || too_old}, rules_);
        if (merger_ && row.decision.action == StripeAction::kEncodeKeyFrame)
            split = merger_->split_for_free(row.place) || split;
    }
    if (split) cut_anew();
    for (Row& row : rows_) {
        const StripeDecision& decision = row.decision;
        if (decision.action == StripeAction::kSkip) continue;
        EncodeRequest request;
        request.key_frame = decision.action == StripeAction::kEncodeKeyFrame;
        request.jpeg_quality = jpeg_quality_of(settings_, decision);
        request.stays = decision.paint_over;
        request.crf = crf_of(settings_, decision);
        if (request.key_frame) row.key_frame = now;
        const bool still = !request.key_frame && !stale_.any_in(row.place.bands());
        const Stripe part = part_to_encode(row, request);
        row.jpeg_quality = part == row.place ? request.jpeg_quality
                                             : std::min(row.jpeg_quality, request.jpeg_quality);
        jobs_.push_back({&row, part, request, still, {}, {}});
    }
    if (constant_bitrate(settings_)) {
        if (!jobs_.empty()) fit_to_bitrate(now);
    } else {
        for (Job& job : jobs_) {
            job.row->crf = job.request.crf;
            job.row->policy.set_coarse(false);
        }
    }
    BandSet sent(stale_.count());
    for (const Job& job : jobs_) sent.set_run(job.part.bands());
    return sent;
}

// Rows that keep their place go on. The others go on with policy and decision of a row that was
// there, but without an encoder, so that their next picture is a key frame or has to be made one.
void StripeRows::cut_anew() {
    const std::vector<Stripe> cut = merger_->cut();
    std::vector<Row> after;
    after.reserve(cut.size());
    for (const Stripe& place : cut) {
        const auto there = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
            return row.place.y + row.place.height > place.y;
        });
        if (there->place == place) {
            after.push_back(std::move(*there));
            continue;
        }
        stale_.set_run(place.bands());
        after.push_back(
            {place, there->policy, nullptr, there->crf, 0, there->key_frame, there->decision});
    }
    rows_ = std::move(after);
}

// Leaves out what has to wait for its bits.
void StripeRows::fit_to_bitrate(TimePoint now) {
    std::vector<BitratePlan::Item> items;
    items.reserve(jobs_.size());
    for (const Job& job : jobs_) items.push_back(item_of(job));
    bitrate_.fit(items, now, rules_.streaming);
    std::vector<Job> sent;
    sent.reserve(jobs_.size());
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        Job& job = jobs_[i];
        job.request.crf = items[i].crf;
        job.row->crf = items[i].shown;
        job.row->policy.set_coarse(items[i].coarse);
        if (items[i].sent) sent.push_back(job);
    }
    jobs_ = std::move(sent);
}

BitratePlan::Item StripeRows::item_of(const Job& job) const {
    BitratePlan::Item item;
    item.wanted = job.request.crf;
    item.shown = job.row->crf;
    item.macroblocks = std::int64_t{bands_in(job.row->place.height)} * bands_in(size_.width);
    if (job.still) {
        item.kind = BitratePlan::Item::Kind::kStill;
    } else if (job.request.key_frame) {
        item.kind = BitratePlan::Item::Kind::kWhole;
    } else {
        item.macroblocks =
            std::int64_t{stale_bands_of(job.row->place).size()} * bands_in(size_.width);
    }
    return item;
}

std::vector<SentStripe> StripeRows::encode(const PixelView& picture, WorkerPool& pool,
                                           int threads) {
    pool.run(static_cast<int>(jobs_.size()), threads,
             [&](int i) { encode(jobs_[static_cast<std::size_t>(i)], picture); });
    std::vector<SentStripe> stripes;
    BitrateController::Spent spent;
    for (const Job& job : jobs_) {
        stale_.clear_run(job.row->place.bands());
        stripes.push_back({job.part, job.encoded});
        (job.still ? spent.refined : spent.moved_or_whole) +=
            static_cast<std::int64_t>(job.encoded.size) * 8;
    }
    if (constant_bitrate(settings_)) bitrate_.spent(spent);
    if (merger_) {
        for (const Job& job : jobs_) {
            merger_->encoded(job.row->place, job.encoded.size,
                             job.encoded.kind == PictureKind::kKeyFrame, job.time);
        }
    }
    return stripes;
}

// Runs on any worker; rows share nothing.
void StripeRows::encode(Job& job, const PixelView& picture) {
    Row& row = *job.row;
    // Two system calls a stripe, so only for who wants to know.
    const Duration start = merger_ ? thread_time() : Duration{};
    if (row.encoder == nullptr)
        row.encoder = make_encoder_(settings_, {picture.width, row.place.height});
    job.encoded = row.encoder->encode(picture.rows(job.part.y, job.part.height),
                                      stale_bands_of(job.part), job.request);
    if (merger_) job.time = thread_time() - start;
}

// All of a row that is to look better than it was sent, which is so of what did not change.
Stripe StripeRows::part_to_encode(const Row& row, const EncodeRequest& request) const {
    if (!stripes_shrink(settings_) || request.key_frame || request.jpeg_quality > row.jpeg_quality)
        return row.place;
    const BandRun stale = stale_.hull(row.place.bands());
    return stale == BandRun{} ? row.place : row.place.part(stale);
}

// Counted from the stripe's first row.
BandSet StripeRows::stale_bands_of(const Stripe& place) const {
    const BandRun bands = place.bands();
    BandSet stale(bands.last - bands.first);
    for (const BandRun& run : stale_.runs(bands))
        stale.set_run({run.first - bands.first, run.last - bands.first});
    return stale;
}

}  // namespace pixelflux
