// SPDX-License-Identifier: MPL-2.0
#include "stripe_rows.h"

#include <algorithm>
#include <ctime>
#include <string>
#include <utility>

#include "error.h"
#include "free_memory.h"
#include "stripe_layout.h"
#include "stripe_quality.h"

namespace pixelflux {
namespace {

// Where no more than this part of a picture changes, as when somebody types, its bits are few, and
// what changes is what is looked at.
constexpr int kShareOfLittle = 8;

constexpr double kCoarsestQuantizer = 51;

std::string with(const EncoderTraits& encoder) {
    const std::string mode = "with mode=" + std::string(encoder.mode);
    return encoder.library.empty() ? mode : mode + " by " + std::string(encoder.library);
}

void require_encodable(Size stripe, const EncoderTraits& encoder) {
    const auto check = [&](const char* option, int side) {
        if (side >= encoder.smallest_side && side <= encoder.largest_side) return;
        throw Error(ErrorCode::kArgument, std::string(option) + ": a stripe of " +
                                              std::to_string(side) +
                                              " pixels is out of range, allowed " + with(encoder) +
                                              ": " + std::to_string(encoder.smallest_side) + ".." +
                                              std::to_string(encoder.largest_side));
    };
    check("width", stripe.width);
    check("height", stripe.height);
    const std::int64_t pixels = std::int64_t{stripe.width} * stripe.height;
    if (pixels <= encoder.most_pixels) return;
    throw Error(ErrorCode::kArgument, "width, height: a stripe of " + std::to_string(stripe.width) +
                                          "x" + std::to_string(stripe.height) +
                                          " is too large, allowed " + with(encoder) + ": " +
                                          std::to_string(encoder.most_pixels) +
                                          " pixels; use h264FullFrame=false or a smaller region");
}

}  // namespace

Duration StripeRows::thread_time() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

bool StripeRows::constant_bitrate() const {
    return encoder().quality == QualityScale::kQuantizer &&
           settings_.rate_control == RateControl::kCbr;
}

bool StripeRows::apply(const Settings& settings, const EncoderKind& encoder) {
    const bool same_kind = kind_ == &encoder;
    const bool cut_as_before = same_kind && same_layout(settings_, settings, encoder.traits);
    if (!same_kind || !encoder.serves(settings_, settings)) {
        close_encoders();
        start_over();
    }
    kind_ = &encoder;
    settings_ = settings;
    rules_ = rules_of(settings, encoder.traits);
    key_frame_interval_ = duration_of(settings.keyframe_interval_seconds);
    period_ = duration_of(1 / settings.fps);
    bitrate_.set_rate(settings.bitrate_kbps, settings.fps, settings.vbv_multiplier);
    return cut_as_before;
}

void StripeRows::lay_out(Size size) {
    size_ = size;
    jobs_.clear();
    afresh_ = true;
    close_encoders();
    rows_.clear();
    merger_.reset();
    const std::vector<Stripe> places = layout_stripes(size.height, settings_, encoder());
    for (const Stripe& place : places) {
        require_encodable({size.width, place.height}, encoder());
        rows_.push_back({place, {}, nullptr, 0, {}, {}});
    }
    if (layout_adapts(settings_, encoder())) merger_.emplace(places);
    stale_ = BandSet(bands_in(size.height));
    stale_.set_all();
    stale_columns_ = BandColumns(stale_.count());
    stale_columns_.add({0, stale_.count()}, kAllColumns);
}

void StripeRows::close_encoders() {
    if (rows_.empty()) return;
    for (Row& row : rows_) row.encoder.reset();
    return_free_memory();
}

void StripeRows::start_over() {
    stale_.set_all();
    stale_columns_.add({0, stale_.count()}, kAllColumns);
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

TimePoint StripeRows::ready() const { return constant_bitrate() ? bitrate_.ready() : TimePoint{}; }

BandSet StripeRows::decide(std::int64_t number, TimePoint now, const BandSet& changed,
                           bool key_frame_requested, const BandColumns* columns) {
    note_changes(changed, columns);
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
        // What there was before is not known, so nothing of it is a change.
        if (afresh_) row.decision.reason = SendReason::kKeyFrame;
        if (merger_ && row.decision.action == StripeAction::kEncodeKeyFrame)
            split = merger_->split_for_free(row.place) || split;
    }
    afresh_ = false;
    if (split) cut_anew();
    const bool little = changed.size() * kShareOfLittle <= changed.count();
    for (Row& row : rows_) {
        const StripeDecision& decision = row.decision;
        if (decision.action == StripeAction::kSkip) continue;
        EncodeRequest request;
        request.key_frame = decision.action == StripeAction::kEncodeKeyFrame;
        request.stays = decision.paint_over;
        if (request.key_frame) row.key_frame = now;
        const bool still = !request.key_frame && !stale_.any_in(row.place.bands());
        // A constant bit rate asks how fine it is to become, not how it moves.
        request.quality = quality_of(settings_, decision, encoder().quality,
                                     still || little || constant_bitrate());
        const bool moving = encoder().quality == QualityScale::kQuantizer && !request.key_frame &&
                            !decision.paint_over && !still && !little && !constant_bitrate();
        const double coarser = moving ? row.motion.coarser() : 0;
        if (moving) request.quality = std::min(request.quality + coarser, kCoarsestQuantizer);
        const Stripe part = part_to_encode(row, request);
        request.columns = stale_columns_.hull(part.bands());
        jobs_.push_back({&row, part, request, still, {}, moving, {}});
    }
    if (constant_bitrate()) {
        if (!jobs_.empty()) fit_to_bitrate(now);
    } else {
        for (Job& job : jobs_) {
            Row& row = *job.row;
            row.quality = job.part == row.place ? job.request.quality
                                                : coarser(row.quality, job.request.quality);
            row.policy.set_coarse(false);
        }
    }
    BandSet sent(stale_.count());
    for (const Job& job : jobs_) sent.set_run(job.part.bands());
    return sent;
}

// Rows that keep their place go on. A new row takes over policy and decision of a row that was
// there, but no encoder, so its next picture is a key frame or has to be made one.
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
        stale_columns_.add(place.bands(), kAllColumns);
        after.push_back(
            {place, there->policy, nullptr, there->quality, there->key_frame, there->decision});
    }
    rows_ = std::move(after);
}

// Leaves out the stripes that have to wait for their bits.
void StripeRows::fit_to_bitrate(TimePoint now) {
    std::vector<BitratePlan::Item> items;
    items.reserve(jobs_.size());
    for (const Job& job : jobs_) items.push_back(item_of(job));
    bitrate_.fit(items, now, rules_.streaming);
    std::vector<Job> sent;
    sent.reserve(jobs_.size());
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        Job& job = jobs_[i];
        job.request.quality = items[i].quantizer;
        job.row->quality = items[i].shown;
        job.row->policy.set_coarse(items[i].coarse);
        if (items[i].sent) sent.push_back(job);
    }
    jobs_ = std::move(sent);
}

BitratePlan::Item StripeRows::item_of(const Job& job) const {
    BitratePlan::Item item;
    item.wanted = job.request.quality;
    item.shown = job.row->quality;
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
        if (job.moving)
            job.row->motion.sent(static_cast<double>(job.encoded.size) * 8,
                                 macroblocks_of(job.row->place), job.request.quality);
        stale_.clear_run(job.row->place.bands());
        stale_columns_.clear(job.row->place.bands());
        stripes.push_back({job.part, job.encoded, encoder().format, {}, job.row->decision.reason});
        (job.still ? spent.refined : spent.moved_or_whole) +=
            static_cast<std::int64_t>(job.encoded.size) * 8;
    }
    if (constant_bitrate()) bitrate_.spent(spent);
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
    // This takes two system calls a stripe, so only if somebody wants to know.
    const Duration start = merger_ ? processor_time_() : Duration{};
    if (row.encoder == nullptr)
        row.encoder = kind_->open(settings_, {picture.width, row.place.height});
    job.encoded = row.encoder->encode(picture.rows(job.part.y, job.part.height),
                                      stale_bands_of(job.part), job.request);
    if (merger_) job.time = processor_time_() - start;
}

// The whole row if it is to look better than it was sent, since that concerns the bands that did
// not change.
Stripe StripeRows::part_to_encode(const Row& row, const EncodeRequest& request) const {
    if (!stripes_shrink(settings_, encoder()) || request.key_frame ||
        is_finer(encoder().quality, request.quality, row.quality))
        return row.place;
    const BandRun stale = stale_.hull(row.place.bands());
    return stale == BandRun{} ? row.place : row.place.part(stale);
}

void StripeRows::note_changes(const BandSet& changed, const BandColumns* columns) {
    stale_ |= changed;
    for (const BandRun& run : changed.runs()) {
        for (int band = run.first; band < run.last; ++band) {
            const ColumnRun known = columns == nullptr ? kAllColumns : columns->of(band);
            stale_columns_.add({band, band + 1}, known.first < known.last ? known : kAllColumns);
        }
    }
}

// That are stale.
double StripeRows::macroblocks_of(const Stripe& place) const {
    const ColumnRun columns = stale_columns_.hull(place.bands());
    const int across = bands_in(std::min(columns.last, size_.width)) - columns.first / kBandHeight;
    return static_cast<double>(stale_bands_of(place).size()) * std::max(across, 0);
}

double StripeRows::coarser(double a, double b) const {
    return is_finer(encoder().quality, a, b) ? b : a;
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
