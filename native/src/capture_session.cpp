// SPDX-License-Identifier: MPL-2.0
#include "capture_session.h"

#include <algorithm>
#include <utility>

#include "error.h"
#include "settings_text.h"
#include "watermark.h"

namespace pixelflux {
namespace {

// The first damage after a calm waits this long at most for the rest of its burst.
constexpr Duration kBurst = std::chrono::milliseconds(2);

TimePoint deadline_after(Duration timeout) {
    const TimePoint now = Clock::now();
    return timeout >= kNever - now ? kNever : now + timeout;
}

bool watches_cursor(const Settings& settings) {
    return settings.capture_cursor || settings.cursor_events;
}

bool same_region(const Settings& a, const Settings& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height &&
           a.auto_adjust_size == b.auto_adjust_size;
}

std::shared_ptr<const OverlayImage> watermark_of(const Settings& settings) {
    return settings.watermark_path.empty() ? nullptr : read_watermark(settings.watermark_path);
}

}  // namespace

CaptureSession::CaptureSession(const Settings& settings)
    : CaptureSession(settings, (require_codec(settings.mode), open_frame_source(settings))) {}

CaptureSession::CaptureSession(const Settings& settings, std::unique_ptr<FrameSource> source)
    : wanted_(settings), source_(std::move(source)), clock_(settings.fps) {
    require_codec(settings.mode);
    wanted_watermark_ = watermark_of(settings);
    full_size_ = source_->full_size();
    region_ = region_of(settings, full_size_);
    source_->set_region(region_);
    apply(settings);
    lay_out();
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
    const std::lock_guard<std::mutex> lock(shared_mutex_);
    require_same_source(wanted_, settings);
    if (!same_region(wanted_, settings)) region_of(settings, full_size_);
    if (settings.watermark_path != wanted_.watermark_path)
        wanted_watermark_ = watermark_of(settings);
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
    if (mail.settings) {
        const Settings before = settings_;
        const bool moved = !same_region(before, *mail.settings) && move_to(*mail.settings);
        apply(*mail.settings);
        if (moved || !same_layout(before, settings_)) lay_out();
    }
    if (mail.key_frame) {
        key_frame_requested_ = true;
        cursor_reporter_.start_over();
    }
}

// Whether another region is captured now.
bool CaptureSession::move_to(const Settings& settings) {
    const Rect region = region_of(settings, source_->full_size());
    if (region == region_) return false;
    source_->set_region(region);
    region_ = region;
    return true;
}

void CaptureSession::apply(const Settings& settings) {
    if (watches_cursor(settings) != watches_cursor(settings_))
        source_->watch_cursor(watches_cursor(settings));
    if (settings.cursor_events && !settings_.cursor_events) cursor_reporter_.start_over();
    {
        const std::lock_guard<std::mutex> lock(shared_mutex_);
        overlays_.set_watermark(wanted_watermark_, settings.watermark_location);
    }
    settings_ = settings;
    rows_.apply(settings);
    clock_.set_fps(settings.fps);
    look_again_ = true;
    collect_notices();
}

void CaptureSession::lay_out() {
    rows_.lay_out({region_.width, region_.height});
    detector_.reset(region_.height);
    dirty_ = BandSet(bands_in(region_.height));
    dirty_.set_all();
}

// Takes note of a source that was resized.
void CaptureSession::follow_size() {
    const Size now = source_->full_size();
    {
        const std::lock_guard<std::mutex> lock(shared_mutex_);
        full_size_ = now;
    }
    if (!settings_.auto_adjust_size) return require_fitting(region_, now);
    if (settings_.x >= now.width || settings_.y >= now.height)
        return require_fitting(region_, now);  // nothing of it is left
    if (!move_to(settings_)) return;
    lay_out();
    collect_notices();
}

// True when a frame should be taken now.
bool CaptureSession::wait_for_frame(TimePoint deadline) {
    const WakeEvent& wake = mailbox_.event();
    while (true) {
        take_mail();
        if (stopped_) return false;
        const bool due = dirty_.any() || key_frame_requested_ || look_again_ ||
                         clock_.time_of(due_frame()) <= Clock::now();
        if (!due && !wait_for_news(deadline)) {
            if (Clock::now() >= deadline) return false;
            continue;
        }
        const TimePoint now = Clock::now();
        const TimePoint next = next_time();
        if (next > deadline && now < next) {
            // The change stays with the source; the caller may ask again.
            if (wake.wait(deadline) == WakeEvent::Reason::kDeadline) return false;
            continue;
        }
        if (now < next) {
            if (wake.wait(next) == WakeEvent::Reason::kSignal) continue;
        } else if (!due && now < clock_.time_of(due_frame())) {
            source_->settle(wake, kBurst);
        }
        return true;
    }
}

// Sleeps until something is to be done: the source says so, or a stripe or overlay is due.
bool CaptureSession::wait_for_news(TimePoint deadline) {
    const TimePoint start = Clock::now();
    const TimePoint due = clock_.time_of(due_frame());
    const bool changed = source_->wait_for_change(mailbox_.event(), std::min(deadline, due));
    const TimePoint end = Clock::now();
    calm_ += end - start;
    return changed || end >= due;
}

// The next frame that differs from the one before though the source stays as it is.
std::int64_t CaptureSession::due_frame() const {
    return overlays_.moves() ? clock_.frame() + 1 : rows_.due_frame();
}

bool CaptureSession::encode_frame() {
    try {
        return try_to_encode_frame();
    } catch (const Error&) {
        start_over();
        // A grab that was under way while the source was resized: what follows is as it should be.
        if (settings_.auto_adjust_size && source_->full_size() != known_full_size()) return false;
        throw;
    } catch (...) {
        start_over();
        throw;
    }
}

bool CaptureSession::try_to_encode_frame() {
    source_->take_changes(dirty_);
    if (source_->full_size() != known_full_size()) follow_size();
    const TimePoint captured = Clock::now();
    clock_.taken(captured, calm_ >= clock_.period());
    calm_ = Duration::zero();
    look_again_ = false;
    BandSet changed(dirty_.count());
    look_at_cursor(changed);
    const bool asked = key_frame_requested_ || due_frame() <= clock_.frame();
    if (!dirty_.any() && !changed.any() && !asked && !cursor_news_)
        return false;  // the source changed beside the region
    const MutablePixelView picture = source_->grab(dirty_);
    changed |= detector_.changed(picture, dirty_);
    dirty_.clear_all();

    const BandSet sent =
        rows_.decide(clock_.frame(), captured, changed, std::exchange(key_frame_requested_, false));
    if (!sent.any() && !cursor_news_) return false;
    Packet packet;
    packet.codec = settings_.mode;
    packet.wire_headers = !settings_.omit_stripe_headers;
    packet.frame_id = next_frame_id_;
    packet.capture_nanos = to_nanos(captured);
    packet.width = region_.width;
    packet.height = region_.height;
    packet.cursor = std::exchange(cursor_news_, std::nullopt);
    if (sent.any()) {
        const DrawnOverlays drawn(overlays_.stack(), picture, sent);
        packet.stripes = rows_.encode(picture, process_.pool());
        ++next_frame_id_;
    }
    packet.encoded_nanos = to_nanos(Clock::now());
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

// After a failure in mid-frame: what was lost on the way is read and sent anew.
void CaptureSession::start_over() {
    dirty_.set_all();
    cursor_news_.reset();
    cursor_reporter_.start_over();
    rows_.start_over();
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
