// SPDX-License-Identifier: MPL-2.0
#include "stripe_rows.h"

#include <algorithm>

#include "stripe_quality.h"

namespace pixelflux {
namespace {

bool constant_bitrate(const Settings& settings) {
    return settings.mode == Codec::kH264 && settings.rate_control == RateControl::kCbr;
}

}  // namespace

void StripeRows::apply(const Settings& settings) {
    if (!same_encoder(settings_, settings)) {
        for (Row& row : rows_) row.encoder.reset();
        start_over();
    }
    settings_ = settings;
    rules_ = rules_of(settings);
    bitrate_.set_rate(settings.bitrate_kbps, settings.fps, settings.vbv_multiplier);
}

void StripeRows::lay_out(Size size) {
    size_ = size;
    jobs_.clear();
    rows_.clear();
    for (const Stripe& place : layout_stripes(size.height, settings_))
        rows_.push_back({place, {}, nullptr, 0});
    stale_ = BandSet(bands_in(size.height));
    stale_.set_all();
}

void StripeRows::start_over() {
    stale_.set_all();
    for (Row& row : rows_) row.policy.start_over();
}

std::int64_t StripeRows::due_frame() const {
    std::int64_t due = StripePolicy::kNotDue;
    for (const Row& row : rows_) due = std::min(due, row.policy.due(rules_));
    return due;
}

TimePoint StripeRows::ready() const {
    return constant_bitrate(settings_) ? bitrate_.ready() : TimePoint{};
}

BandSet StripeRows::decide(std::int64_t number, TimePoint now, const BandSet& changed,
                           bool key_frame_requested) {
    stale_ |= changed;
    jobs_.clear();
    BandSet sent(stale_.count());
    for (Row& row : rows_) {
        const StripeDecision decision = row.policy.decide(
            number, {changed.any_in(row.place.bands()), key_frame_requested}, rules_);
        if (decision.action == StripeAction::kSkip) continue;
        EncodeRequest request;
        request.key_frame = decision.action == StripeAction::kEncodeKeyFrame;
        request.jpeg_quality = jpeg_quality_of(settings_, decision);
        request.crf = crf_of(settings_, decision);
        jobs_.push_back({&row, request, {}});
        sent.set_run(row.place.bands());
    }
    if (constant_bitrate(settings_)) {
        if (!jobs_.empty()) fit_to_bitrate(now);
    } else {
        for (Job& job : jobs_) {
            job.row->crf = job.request.crf;
            job.row->policy.set_coarse(false);
        }
    }
    return sent;
}

// One quality for all that is to be sent now.
void StripeRows::fit_to_bitrate(TimePoint now) {
    const int across = bands_in(size_.width);
    FrameWork work;
    for (const Job& job : jobs_) {
        const BandRun bands = job.row->place.bands();
        const std::int64_t all = std::int64_t{bands.last - bands.first} * across;
        if (job.request.key_frame) {
            work.whole += all;
        } else if (is_still(job)) {
            work.refined += all;
            work.refined_from += static_cast<double>(all) * job.row->crf;
        } else {
            work.moved += std::int64_t{stale_bands_of(job.row->place).size()} * across;
        }
    }
    if (work.refined > 0) work.refined_from /= static_cast<double>(work.refined);
    const double affordable = bitrate_.begin(now, work);
    for (Job& job : jobs_) {
        const double wanted = job.request.crf;
        double& row_crf = job.row->crf;
        if (is_still(job)) {
            // It is refined as far as its settings say, no further, and never made coarser.
            const double finest = rules_.streaming ? affordable : std::max(wanted, affordable);
            row_crf = std::min(row_crf, finest);
            job.request.crf = row_crf;
        } else {
            job.request.crf = affordable;
            row_crf = job.request.key_frame ? affordable : std::max(row_crf, affordable);
        }
        job.row->policy.set_coarse(row_crf > wanted);
    }
}

std::vector<PacketStripe> StripeRows::encode(const PixelView& picture, WorkerPool& pool) {
    pool.run(static_cast<int>(jobs_.size()),
             [&](int i) { encode(jobs_[static_cast<std::size_t>(i)], picture); });
    std::vector<PacketStripe> stripes;
    std::size_t bytes = 0;
    for (const Job& job : jobs_) {
        stale_.clear_run(job.row->place.bands());
        stripes.push_back({job.row->place, job.encoded});
        bytes += job.encoded.size;
    }
    if (constant_bitrate(settings_)) bitrate_.spent(static_cast<std::int64_t>(bytes) * 8);
    return stripes;
}

// Runs on any worker; rows share nothing.
void StripeRows::encode(Job& job, const PixelView& picture) {
    Row& row = *job.row;
    if (row.encoder == nullptr)
        row.encoder = make_stripe_encoder(settings_, {picture.width, row.place.height});
    job.encoded = row.encoder->encode(picture.rows(row.place.y, row.place.height),
                                      stale_bands_of(row.place), job.request);
}

// Counted from the stripe's first row.
BandSet StripeRows::stale_bands_of(const Stripe& place) const {
    const BandRun bands = place.bands();
    BandSet stale(bands.last - bands.first);
    for (const BandRun& run : stale_.runs(bands))
        stale.set_run({run.first - bands.first, run.last - bands.first});
    return stale;
}

bool StripeRows::is_still(const Job& job) const {
    return !job.request.key_frame && !stale_.any_in(job.row->place.bands());
}

}  // namespace pixelflux
