// SPDX-License-Identifier: MPL-2.0
#include "capture_session.h"

#include <algorithm>
#include <utility>

#include "error.h"
#include "settings_text.h"

namespace pixelflux {
namespace {

// The first damage after a calm waits this long at most for the rest of its burst.
constexpr Duration kBurst = std::chrono::milliseconds(2);

TimePoint deadline_after(Duration timeout) {
    const TimePoint now = Clock::now();
    return timeout >= kNever - now ? kNever : now + timeout;
}

bool same_rows(const Settings& a, const Settings& b) {
    return a.mode == b.mode && a.stripe_height == b.stripe_height;
}

}  // namespace

CaptureSession::CaptureSession(const Settings& settings)
    : wanted_(settings), settings_(settings), clock_(settings.fps) {
    require_codec(settings.mode);
    source_ = open_frame_source(settings);
    full_size_ = source_->full_size();
    region_ = region_of(settings, full_size_);
    source_->set_region(region_);
    lay_out();
    collect_notices();
}

CaptureSession::~CaptureSession() = default;

CaptureSession::Result CaptureSession::next(std::uint8_t* buffer, std::size_t capacity,
                                            Duration timeout) {
    if (pending_) return deliver(buffer, capacity);
    const TimePoint deadline = deadline_after(timeout);
    while (wait_for_frame(deadline)) {
        if (encode_frame()) return deliver(buffer, capacity);
    }
    return {Outcome::kNothing, 0};
}

void CaptureSession::update(const Settings& settings) {
    require_codec(settings.mode);
    region_of(settings, full_size_);
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    require_same_source(wanted_, settings);
    wanted_ = settings;
    mailbox_.post_settings(settings);
}

void CaptureSession::request_key_frame() { mailbox_.post_key_frame(); }

void CaptureSession::stop() { mailbox_.post_stop(); }

Settings CaptureSession::settings() const {
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    return wanted_;
}

std::vector<std::string> CaptureSession::take_notices() {
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    return std::exchange(notices_, {});
}

void CaptureSession::take_mail() {
    const Mailbox::Mail mail = mailbox_.take();
    stopped_ = mail.stop;
    if (mail.settings) apply(*mail.settings);
    if (mail.key_frame) key_frame_requested_ = true;
}

void CaptureSession::apply(const Settings& settings) {
    const Rect region = region_of(settings, full_size_);
    const bool moved = region != region_;
    if (moved) source_->set_region(region);
    const bool relaid = moved || !same_rows(settings_, settings);
    settings_ = settings;
    region_ = region;
    clock_.set_fps(settings.fps);
    if (relaid) {
        lay_out();
    } else {
        for (Row& row : rows_) {
            if (row.encoder != nullptr) row.encoder->update(settings);
        }
    }
    collect_notices();
}

void CaptureSession::lay_out() {
    rows_.clear();
    for (const Stripe& place :
         layout_stripes(region_.height, settings_.mode, settings_.stripe_height)) {
        rows_.push_back({place, {}, nullptr});
    }
    detector_.reset(region_.height);
    dirty_ = BandSet(bands_in(region_.height));
    dirty_.set_all();
    stale_ = dirty_;
}

// True when a frame should be taken now.
bool CaptureSession::wait_for_frame(TimePoint deadline) {
    const WakeEvent& wake = mailbox_.event();
    while (true) {
        take_mail();
        if (stopped_) return false;
        const bool due = dirty_.any() || key_frame_requested_;
        if (!due && !source_->wait_for_change(wake, deadline)) {
            if (Clock::now() >= deadline) return false;
            continue;
        }
        const TimePoint now = Clock::now();
        if (clock_.next() > deadline && now < clock_.next()) {
            // The change stays with the source; the caller may ask again.
            if (wake.wait(deadline) == WakeEvent::Reason::kDeadline) return false;
            continue;
        }
        if (now < clock_.next()) {
            if (wake.wait(clock_.next()) == WakeEvent::Reason::kSignal) continue;
        } else if (!due) {
            source_->settle(wake, kBurst);
        }
        return true;
    }
}

bool CaptureSession::encode_frame() {
    try {
        source_->take_changes(dirty_);
        const TimePoint captured = Clock::now();
        clock_.taken(captured);
        if (!dirty_.any() && !key_frame_requested_)
            return false;  // the source changed beside the region
        const PixelView picture = source_->grab(dirty_);
        const BandSet changed = detector_.changed(picture, dirty_);
        dirty_.clear_all();
        stale_ |= changed;

        std::vector<Job> jobs = decide(changed);
        if (jobs.empty()) return false;
        process_.pool().run(static_cast<int>(jobs.size()),
                            [&](int i) { encode(jobs[static_cast<std::size_t>(i)], picture); });
        Packet packet{settings_.mode,
                      next_frame_id_++,
                      to_nanos(captured),
                      to_nanos(Clock::now()),
                      region_.width,
                      region_.height,
                      false,
                      {}};
        for (const Job& job : jobs) {
            stale_.clear_run(job.row->place.bands());
            packet.stripes.push_back({job.row->place, job.encoded});
        }
        pending_ = std::move(packet);
        return true;
    } catch (...) {
        start_over();
        throw;
    }
}

std::vector<CaptureSession::Job> CaptureSession::decide(const BandSet& changed) {
    std::vector<Job> jobs;
    for (Row& row : rows_) {
        const StripeAction action =
            row.policy.decide({changed.any_in(row.place.bands()), key_frame_requested_});
        if (action != StripeAction::kSkip)
            jobs.push_back({&row, action == StripeAction::kEncodeKeyFrame, {}});
    }
    key_frame_requested_ = false;
    return jobs;
}

// Runs on any worker; rows share nothing.
void CaptureSession::encode(Job& job, const PixelView& picture) {
    Row& row = *job.row;
    if (row.encoder == nullptr)
        row.encoder = make_stripe_encoder(settings_, {picture.width, row.place.height});
    job.encoded = row.encoder->encode(picture.rows(row.place.y, row.place.height),
                                      stale_bands_of(row.place), job.key_frame);
}

BandSet CaptureSession::stale_bands_of(const Stripe& place) const {
    const BandRun bands = place.bands();
    BandSet stale(bands.last - bands.first);
    for (const BandRun& run : stale_.runs(bands))
        stale.set_run({run.first - bands.first, run.last - bands.first});
    return stale;
}

// Some encoders may have moved on with pictures that nobody will see: their viewers need whole
// ones.
void CaptureSession::start_over() {
    dirty_.set_all();
    stale_.set_all();
    for (Row& row : rows_) row.policy.start_over();
}

void CaptureSession::collect_notices() {
    std::vector<std::string> more = source_->take_notices();
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    notices_.insert(notices_.end(), more.begin(), more.end());
}

CaptureSession::Result CaptureSession::deliver(std::uint8_t* buffer, std::size_t capacity) {
    {
        const std::lock_guard<std::mutex> lock(shared_mutex_);
        pending_->notices_waiting = !notices_.empty();
    }
    const std::size_t size = packet_size(*pending_);
    if (size > capacity) return {Outcome::kTooSmall, size};
    write_packet(*pending_, buffer);
    pending_.reset();
    return {Outcome::kFrame, size};
}

}  // namespace pixelflux
