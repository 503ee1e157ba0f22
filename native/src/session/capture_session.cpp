// SPDX-License-Identifier: MPL-2.0
#include "capture_session.h"

#include <algorithm>
#include <utility>

#include "choose_encoder.h"
#include "choose_source.h"
#include "error.h"
#include "region.h"
#include "settings_text.h"
#include "stripe_layout.h"
#include "watermark.h"

namespace pixelflux {
namespace {

// The first damage after a calm waits this long at most for the rest of its burst.
constexpr Duration kBurst = std::chrono::milliseconds(2);

TimePoint deadline_after(Duration timeout, TimePoint now) {
    return timeout >= kNever - now ? kNever : now + timeout;
}

bool watches_cursor(const Settings& settings) {
    return settings.capture_cursor || settings.cursor_events;
}

bool same_region(const Settings& a, const Settings& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height &&
           a.auto_adjust_size == b.auto_adjust_size;
}

}  // namespace

CaptureSession::CaptureSession(const Settings& settings, int processors)
    : CaptureSession(settings, (require_codec(settings.mode), open_frame_source(settings)),
                     std::make_shared<SessionTime>(), processors) {}

CaptureSession::CaptureSession(const Settings& settings, std::unique_ptr<FrameSource> source,
                               std::shared_ptr<SessionTime> time, int processors)
    : process_(processors),
      wanted_(settings),
      time_(std::move(time)),
      source_(std::move(source)),
      clock_(settings.fps),
      rows_(make_stripe_encoder) {
    require_codec(settings.mode);
    wanted_watermark_ = watermark_of(settings);
    full_size_ = source_->full_size();
    region_ = region_of(settings, full_size_);
    source_->set_region(region_);
    use_threads(settings.encoder_threads);
    apply(settings, wanted_watermark_);
    source_->opened();
}

CaptureSession::~CaptureSession() = default;

CaptureSession::Result CaptureSession::next(std::uint8_t* buffer, std::size_t capacity,
                                            Duration timeout) {
    if (pending_ && mailbox_.has_settings()) drop_pending();
    if (pending_) return deliver(buffer, capacity);
    try {
        const TimePoint deadline = deadline_after(timeout, time_->now());
        while (wait_for_frame(deadline)) {
            if (encode_frame()) return deliver(buffer, capacity);
        }
    } catch (const Error&) {
        // Whatever an abandoned source complains of is what was asked for.
        if (mailbox_.stopped()) return {Outcome::kNothing, 0};
        start_over();
        throw;
    } catch (...) {
        start_over();
        throw;
    }
    return {Outcome::kNothing, 0};
}

void CaptureSession::update(const Settings& settings) {
    require_codec(settings.mode);
    const std::lock_guard<std::mutex> updating(update_mutex_);
    const Settings before = this->settings();
    require_same_source(before, settings);
    if (!same_region(before, settings)) region_of(settings, known_full_size());
    // Reading a file takes its time, in which the capture goes on.
    if (settings.watermark_path != before.watermark_path)
        wanted_watermark_ = watermark_of(settings);
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    wanted_ = settings;
    mailbox_.post_settings(settings, wanted_watermark_);
}

void CaptureSession::request_key_frame() { mailbox_.post_key_frame(); }

void CaptureSession::stop() {
    mailbox_.post_stop();
    source_->abandon();
}

Settings CaptureSession::settings() const {
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    return wanted_;
}

std::vector<std::string> CaptureSession::take_notices() {
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    return std::exchange(notices_, {});
}

void CaptureSession::take_mail() {
    Mailbox::Mail mail = mailbox_.take();
    stopped_ = mail.stop;
    if (mail.key_frame) {
        key_frame_requested_ = true;
        cursor_reporter_.start_over();
    }
    if (mail.settings) unapplied_ = {std::move(mail.settings), std::move(mail.watermark)};
    if (!unapplied_.settings) return;
    const Settings& wanted = *unapplied_.settings;
    // It did fit when it was asked for; if the source was resized since, following it is next.
    misplaced_ = misplaced_ || !same_region(settings_, wanted);
    laid_out_ = laid_out_ && same_layout(settings_, wanted);
    apply(wanted, unapplied_.watermark);
    unapplied_ = {};
}

void CaptureSession::apply(const Settings& settings,
                           std::shared_ptr<const OverlayImage> watermark) {
    if (watches_cursor(settings) != watches_cursor(settings_))
        source_->watch_cursor(watches_cursor(settings));
    if (settings.cursor_events && !settings_.cursor_events) cursor_reporter_.start_over();
    if (settings.encoder_threads != settings_.encoder_threads)
        use_threads(settings.encoder_threads);
    overlays_.set_watermark(std::move(watermark), settings.watermark_location);
    settings_ = settings;
    rows_.apply(settings);
    clock_.set_fps(settings.fps);
    look_again_ = true;
    collect_notices();
}

void CaptureSession::move_to(const Settings& settings) {
    const Rect region = region_of(settings, source_->full_size());
    if (region != region_) {
        source_->set_region(region);
        region_ = region;
        laid_out_ = false;
    }
    misplaced_ = false;
    collect_notices();
}

void CaptureSession::lay_out() {
    rows_.lay_out(size());
    detector_.reset(region_.height);
    dirty_ = BandSet(bands_in(region_.height));
    dirty_.set_all();
    laid_out_ = true;
}

// Captures what the settings ask for of the source as it is now.
void CaptureSession::follow_size() {
    const Size now = source_->full_size();
    if (misplaced_ || (settings_.auto_adjust_size && now != known_full_size())) {
        try {
            move_to(settings_);
        } catch (const Error& misfit) {
            if (misfit.code() != ErrorCode::kArgument) throw;
            misplaced_ = true;
            throw Error(ErrorCode::kDisplay, "the screen was resized to " +
                                                 std::to_string(now.width) + "x" +
                                                 std::to_string(now.height) + ": " + misfit.what());
        }
    }
    require_fitting(region_, now);
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    full_size_ = now;
}

// True when a frame should be taken now.
bool CaptureSession::wait_for_frame(TimePoint deadline) {
    const WakeEvent& wake = mailbox_.event();
    while (true) {
        take_mail();
        if (stopped_) return false;
        const bool due = !laid_out_ || misplaced_ || dirty_.any() || key_frame_requested_ ||
                         look_again_ || due_time() <= time_->now();
        if (!due && !wait_for_news(deadline)) {
            if (time_->now() >= deadline) return false;
            continue;
        }
        const TimePoint now = time_->now();
        const TimePoint next = next_time();
        if (next > deadline && now < next) {
            // The change stays with the source; the caller may ask again.
            if (time_->wait(wake, deadline) == WakeEvent::Reason::kDeadline) return false;
            continue;
        }
        if (now < next) {
            if (time_->wait(wake, next) == WakeEvent::Reason::kSignal) continue;
        } else if (!due && now < due_time()) {
            source_->settle(wake, kBurst);
        }
        return true;
    }
}

// Sleeps until something is to be done: the source says so, or a stripe or overlay is due.
bool CaptureSession::wait_for_news(TimePoint deadline) {
    const TimePoint due = due_time();
    const FrameSource::Change change =
        source_->wait_for_change(mailbox_.event(), std::min(deadline, due));
    const TimePoint now = time_->now();
    if (change != FrameSource::Change::kPending) calm_until_ = now;
    return change != FrameSource::Change::kNone || now >= due;
}

// When the picture differs from the one before, or must be sent, though the source stays as it is.
TimePoint CaptureSession::due_time() const {
    const TimePoint rows = rows_.due_time(clock_);
    return overlays_.moves(size()) ? std::min(rows, clock_.time_of(clock_.frame() + 1)) : rows;
}

bool CaptureSession::encode_frame() {
    const Size size_before = source_->full_size();
    try {
        return try_to_encode_frame();
    } catch (const Error&) {
        // A grab that was under way while the source was resized: the next one will be right.
        if (!settings_.auto_adjust_size || source_->full_size() == size_before) throw;
        start_over();
        return false;
    }
}

bool CaptureSession::try_to_encode_frame() {
    source_->take_changes(dirty_);
    if (misplaced_ || source_->full_size() != known_full_size()) follow_size();
    if (!laid_out_) lay_out();
    const TimePoint captured = time_->now();
    clock_.taken(captured, calm_until_);
    look_again_ = false;
    BandSet changed(dirty_.count());
    look_at_cursor(changed);
    const bool asked = key_frame_requested_ || rows_.due_time(clock_) <= captured;
    if (!dirty_.any() && !changed.any() && !asked && !cursor_news_)
        return false;  // the source changed beside the region
    const MutablePixelView picture = source_->grab(dirty_);
    collect_notices();
    changed |= detector_.changed(picture, dirty_);
    dirty_.clear_all();

    const BandSet sent =
        rows_.decide(clock_.frame(), captured, changed, std::exchange(key_frame_requested_, false));
    if (!sent.any() && !cursor_news_) return false;
    Packet packet{settings_.mode,
                  next_frame_id_,
                  to_nanos(captured),
                  0,
                  region_.width,
                  region_.height,
                  false,
                  !settings_.omit_stripe_headers,
                  cursor_news_,
                  {}};
    cursor_news_.reset();
    if (sent.any()) {
        const DrawnOverlays drawn(overlays_.stack(), picture, sent);
        packet.stripes = rows_.encode(picture, process_.pool(), process_.threads());
        ++next_frame_id_;
    }
    packet.encoded_nanos = to_nanos(time_->now());
    pending_ = std::move(packet);
    return true;
}

void CaptureSession::look_at_cursor(BandSet& changed) {
    const Cursor cursor = watches_cursor(settings_) ? source_->cursor() : Cursor{};
    overlays_.next_frame(region_, settings_.capture_cursor ? cursor : Cursor{}, changed);
    if (!settings_.cursor_events) return;
    if (std::optional<CursorReport> news = cursor_reporter_.news(cursor, region_))
        cursor_news_ = std::move(news);
}

// When the next frame may be taken.
TimePoint CaptureSession::next_time() const { return std::max(clock_.next(), rows_.ready()); }

Size CaptureSession::known_full_size() const {
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    return full_size_;
}

// After a failure, which may have left changes collected but not read, rows half cut and encoders
// half way through a picture: all is laid out, read and sent anew.
void CaptureSession::start_over() {
    laid_out_ = false;
    cursor_news_.reset();
    cursor_reporter_.start_over();
}

void CaptureSession::use_threads(int encoder_threads) {
    const std::string refusal = process_.encode_with(encoder_threads);
    if (!refusal.empty()) say_once(refusal);
}

// It may have been too large for its reader, who has asked for less.
void CaptureSession::drop_pending() {
    next_frame_id_ = pending_->frame_id;
    pending_.reset();
    start_over();
}

void CaptureSession::collect_notices() {
    for (const std::string& notice : source_->take_notices()) say_once(notice);
}

void CaptureSession::say_once(const std::string& notice) {
    if (std::find(said_.begin(), said_.end(), notice) != said_.end()) return;
    said_.push_back(notice);
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    notices_.push_back(notice);
}

CaptureSession::Result CaptureSession::deliver(std::uint8_t* buffer, std::size_t capacity) {
    const std::size_t size = packet_size(*pending_);
    if (size > capacity) return {Outcome::kTooSmall, size};
    note_waiting_notices();
    write_packet(*pending_, buffer);
    pending_.reset();
    return {Outcome::kFrame, size};
}

void CaptureSession::take(PacketSink& sink) {
    if (!pending_) throw Error(ErrorCode::kInternal, "no packet waits to be taken");
    note_waiting_notices();
    write_packet(*pending_, sink);
    pending_.reset();
}

void CaptureSession::note_waiting_notices() {
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    pending_->notices_waiting = !notices_.empty();
}

}  // namespace pixelflux
