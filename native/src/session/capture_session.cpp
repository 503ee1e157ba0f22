// SPDX-License-Identifier: MPL-2.0
#include "capture_session.h"

#include <algorithm>
#include <utility>

#include "choose_frames.h"
#include "choose_source.h"
#include "error.h"
#include "region.h"
#include "settings_text.h"
#include "watermark.h"

namespace pixelflux {
namespace {

TimePoint deadline_after(Duration timeout, TimePoint now) {
    return timeout >= kNever - now ? kNever : now + timeout;
}

// However a turn ends, nothing piles up for the source until the next one.
class Turn {
public:
    explicit Turn(FrameSource& source) : source_(source) {}
    ~Turn() { source_.rest(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    FrameSource& source_;
};

bool watches_cursor(const Settings& settings) {
    return settings.capture_cursor || settings.cursor_events;
}

}  // namespace

CaptureSession::CaptureSession(const Settings& settings, int processors, FrameContent content)
    : CaptureSession(settings, (require_frames(content, settings), open_frame_source(settings)),
                     std::make_shared<SessionTime>(), processors, content) {}

CaptureSession::CaptureSession(const Settings& settings, std::unique_ptr<FrameSource> source,
                               std::shared_ptr<SessionTime> time, int processors,
                               FrameContent content)
    : process_(processors),
      content_(content),
      wanted_watermark_(watermark_of(settings)),
      wanted_(settings),
      source_(std::move(source)),
      region_(*source_, settings),
      timing_(settings.fps, std::move(time)) {
    require_frames(content_, settings);
    use_threads(settings.encoder_threads);
    apply(settings, wanted_watermark_);
    source_->opened();
}

CaptureSession::~CaptureSession() = default;

CaptureSession::Result CaptureSession::next(std::uint8_t* buffer, std::size_t capacity,
                                            Duration timeout) {
    if (pending_ && mailbox_.has_settings()) drop_pending();
    if (pending_) return deliver(buffer, capacity);
    const Turn turn(*source_);
    try {
        const TimePoint deadline = deadline_after(timeout, timing_.now());
        while (true) {
            const FrameTiming::Next next = wait_for_frame(deadline);
            if (next == FrameTiming::Next::kDeadline) break;
            if (encode(next)) return deliver(buffer, capacity);
        }
    } catch (const Error&) {
        // Whatever an abandoned source complains of is what was asked for.
        if (mailbox_.stopped()) return {Outcome::kNothing, 0};
        fail();
        throw;
    } catch (...) {
        fail();
        throw;
    }
    return {Outcome::kNothing, 0};
}

void CaptureSession::update(const Settings& settings) {
    require_frames(content_, settings);
    const std::lock_guard<std::mutex> updating(update_mutex_);
    const Settings before = this->settings();
    require_same_source(before, settings);
    const Size source = region_.full_size();
    if (!same_region(before, settings) && source != Size{}) region_of(settings, source);
    // Reading a file takes its time, in which the capture goes on.
    if (settings.watermark_path != before.watermark_path)
        wanted_watermark_ = watermark_of(settings);
    const std::lock_guard<std::mutex> lock(wanted_mutex_);
    wanted_ = settings;
    mailbox_.post_settings(settings, wanted_watermark_);
}

void CaptureSession::request_key_frame() { mailbox_.post_refresh({}); }

void CaptureSession::request_refresh(const RefreshRequest& request) {
    mailbox_.post_refresh(request);
}

void CaptureSession::stop() {
    mailbox_.post_stop();
    source_->abandon();
}

Settings CaptureSession::settings() const {
    const std::lock_guard<std::mutex> lock(wanted_mutex_);
    return wanted_;
}

std::vector<std::string> CaptureSession::take_notices() { return notices_.take(); }

void CaptureSession::take_mail() {
    Mailbox::Mail mail = mailbox_.take();
    stopped_ = mail.stop;
    if (mail.refresh) {
        frames_->request_refresh(*mail.refresh);
        cursor_reporter_.start_over();
    }
    if (mail.settings) unapplied_ = {std::move(mail.settings), std::move(mail.watermark)};
    if (!unapplied_.settings) return;
    const Settings& wanted = *unapplied_.settings;
    if (!same_region(settings_, wanted)) region_.ask_for_another();
    apply(wanted, unapplied_.watermark);
    unapplied_ = {};
}

void CaptureSession::apply(const Settings& settings,
                           std::shared_ptr<const OverlayImage> watermark) {
    if (watches_cursor(settings) != watches_cursor(settings_))
        source_->watch_cursor(watches_cursor(settings));
    if (settings.capture_cursor != settings_.capture_cursor)
        source_->paint_cursor(settings.capture_cursor);
    if (settings.cursor_events && !settings_.cursor_events) cursor_reporter_.start_over();
    if (settings.encoder_threads != settings_.encoder_threads)
        use_threads(settings.encoder_threads);
    overlays_.set_watermark(std::move(watermark), settings.watermark_location);
    if (frames_ == nullptr || !same_frame_maker(content_, settings.mode, settings_.mode)) {
        const auto lock = picture_.lock();
        picture_.lose();
        frames_ = make_frame_maker(content_, settings, *source_, epochs_);
        laid_out_ = false;
    }
    settings_ = settings;
    if (!frames_->apply(settings)) laid_out_ = false;
    timing_.set_fps(settings.fps);
    look_again_ = true;
    collect_notices();
    note_description();
}

void CaptureSession::follow_region() {
    if (region_.follow(settings_)) laid_out_ = false;
    collect_notices();
}

void CaptureSession::lay_out() {
    picture_.reset(region_.size());
    frames_->start_over(region_.size());
    dirty_ = Damage(region_.size());
    dirty_.add_all();
    laid_out_ = true;
    note_description();
}

// kDeadline also where the session was stopped.
FrameTiming::Next CaptureSession::wait_for_frame(TimePoint deadline) {
    while (true) {
        take_mail();
        if (stopped_) return FrameTiming::Next::kDeadline;
        const FrameTiming::Next next =
            timing_.wait(*source_, mailbox_.event(), outlook(), deadline);
        if (next != FrameTiming::Next::kLookAgain) return next;
    }
}

// When the picture differs from the one before, or must be sent, though the source stays as it is.
FrameTiming::Outlook CaptureSession::outlook() const {
    const FrameClock& clock = timing_.clock();
    FrameTiming::Outlook outlook;
    outlook.due_at = kNever;
    if (region_.awaits_source() || !source_->has_picture()) return outlook;
    outlook.due = !laid_out_ || region_.asked_for_another() || dirty_.any() ||
                  frames_->requested() || look_again_;
    outlook.due_at = frames_->due_time(clock);
    if (overlays_.moves(region_.size()))
        outlook.due_at = std::min(outlook.due_at, clock.time_of(clock.frame() + 1));
    outlook.earliest = frames_->ready();
    if (!outlook.due) outlook.refinement_at = frames_->refinement_due();
    return outlook;
}

bool CaptureSession::encode(FrameTiming::Next next) {
    auto lock = picture_.lock();
    return next == FrameTiming::Next::kRefine ? encode_refinement(lock) : encode_frame(lock);
}

bool CaptureSession::encode_frame(std::unique_lock<std::mutex>& picture_lock) {
    const Size size_before = source_->full_size();
    try {
        return try_to_encode_frame(picture_lock);
    } catch (const Error&) {
        // A grab that was under way while the source was resized: the next one will be right.
        if (!settings_.auto_adjust_size || source_->full_size() == size_before) throw;
        start_over();
        return false;
    }
}

bool CaptureSession::try_to_encode_frame(std::unique_lock<std::mutex>& picture_lock) {
    source_->take_changes(dirty_);
    if (region_.awaits_source()) return false;
    if (region_.outdated()) follow_region();
    if (!laid_out_) lay_out();
    const TimePoint captured = timing_.take();
    look_again_ = false;
    Damage overlaid(region_.size());
    look_at_cursor(overlaid);
    const bool asked = frames_->requested() || frames_->due_time(timing_.clock()) <= captured;
    if (!dirty_.any() && !overlaid.any() && !asked && !cursor_news_)
        return false;  // the source changed beside the region
    Packet packet = packet_of(captured);
    packet.cursor = cursor_news_;
    picture_.lose();
    const auto show = [&](bool in_a_frame) {
        picture_.show(frames_->shown(), overlays_.stack(), packet.frame_id - (in_a_frame ? 0 : 1),
                      packet.capture_nanos);
        picture_lock.unlock();
    };
    const bool made =
        frames_->make(occasion_of(captured, dirty_, overlaid, [&show] { show(true); }), packet);
    if (picture_lock.owns_lock()) show(made);
    collect_notices();
    dirty_.clear();
    if (!made && !cursor_news_) return false;
    cursor_news_.reset();
    if (made) ++next_frame_id_;
    keep(std::move(packet));
    return true;
}

// The clock counts no frame, so what changes next need not wait for its period.
bool CaptureSession::encode_refinement(std::unique_lock<std::mutex>& picture_lock) {
    const TimePoint captured = timing_.now();
    const Damage none(region_.size());
    Packet packet = packet_of(captured);
    const auto stands = [&picture_lock] { picture_lock.unlock(); };
    if (!frames_->refine(occasion_of(captured, none, none, stands), packet)) return false;
    ++next_frame_id_;
    keep(std::move(packet));
    return true;
}

Packet CaptureSession::packet_of(TimePoint captured) const {
    Packet packet;
    packet.frame_id = next_frame_id_;
    packet.capture_nanos = to_nanos(captured);
    packet.width = region_.size().width;
    packet.height = region_.size().height;
    packet.wire_header = settings_.wire_header;
    return packet;
}

FrameMaker::Occasion CaptureSession::occasion_of(TimePoint captured, const Damage& changed,
                                                 const Damage& overlaid,
                                                 std::function<void()> picture_stands) {
    return {timing_.clock().frame(),
            captured,
            changed,
            overlaid,
            overlays_.stack(),
            process_.pool(),
            process_.threads(),
            std::move(picture_stands)};
}

void CaptureSession::keep(Packet packet) {
    packet.encoded_nanos = to_nanos(timing_.now());
    if (packet.mixed) packet.mixed->encoded_nanos = packet.encoded_nanos;
    pending_ = std::move(packet);
}

void CaptureSession::look_at_cursor(Damage& changed) {
    const Cursor cursor = watches_cursor(settings_) ? source_->cursor() : Cursor{};
    overlays_.next_frame(region_.rect(), settings_.capture_cursor ? cursor : Cursor{}, changed);
    if (!settings_.cursor_events) return;
    if (std::optional<CursorReport> news = cursor_reporter_.news(cursor, region_.rect()))
        cursor_news_ = std::move(news);
}

// Nobody may take what was shown for what a source shows that may be gone.
void CaptureSession::fail() {
    {
        const auto lock = picture_.lock();
        picture_.lose();
    }
    start_over();
}

// After a failure, which may have left changes collected but not read, rows half cut and encoders
// half way through a picture: all is laid out, read and sent anew.
void CaptureSession::start_over() {
    laid_out_ = false;
    cursor_news_.reset();
    cursor_reporter_.start_over();
}

void CaptureSession::use_threads(int encoder_threads) {
    const bool encodes = content_ == FrameContent::kEncoded;
    const std::string refusal = process_.encode_with(encodes ? encoder_threads : 1);
    if (!refusal.empty()) notices_.say_once(refusal);
}

// It may have been too large for its reader, who has asked for less.
void CaptureSession::drop_pending() {
    next_frame_id_ = pending_->frame_id;
    pending_.reset();
    start_over();
}

// What works worse from now on is done in another way.
void CaptureSession::collect_notices() {
    const std::vector<std::string> notices = source_->take_notices();
    for (const std::string& notice : notices) notices_.say_once(notice);
    if (!notices.empty()) note_description();
}

void CaptureSession::note_description() {
    SessionDescription now{source_->describe(), process_.threads()};
    const std::lock_guard<std::mutex> lock(description_mutex_);
    description_ = std::move(now);
}

SessionDescription CaptureSession::describe() const {
    const std::lock_guard<std::mutex> lock(description_mutex_);
    return description_;
}

CaptureSession::Result CaptureSession::deliver(std::uint8_t* buffer, std::size_t capacity) {
    const std::size_t size = packet_size(*pending_);
    if (size > capacity) return {Outcome::kTooSmall, size};
    pending_->notices_waiting = notices_.waiting();
    write_packet(*pending_, buffer);
    pending_.reset();
    return {Outcome::kFrame, size};
}

void CaptureSession::take(PacketSink& sink) {
    if (!pending_) throw Error(ErrorCode::kInternal, "no packet waits to be taken");
    pending_->notices_waiting = notices_.waiting();
    write_packet(*pending_, sink);
    pending_.reset();
}

}  // namespace pixelflux
