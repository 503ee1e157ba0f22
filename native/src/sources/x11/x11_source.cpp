// SPDX-License-Identifier: MPL-2.0
#include "x11_source.h"

#include <algorithm>
#include <utility>

#include "error.h"
#include "region.h"

namespace pixelflux {
namespace {

// Applications draw in bursts of requests; one that pauses this long has most likely finished its
// picture.
constexpr Duration kQuiet = std::chrono::microseconds(500);

// From when a server begins to keep the pixels of a window, the window has to be drawn where it was
// covered; a program that is asked to answers within milliseconds, and none has to.
constexpr Duration kRedrawn = std::chrono::milliseconds(50);
constexpr Duration kRedrawPatience = std::chrono::milliseconds(500);

}  // namespace

X11Source::X11Source(const std::string& display, const ScreenPart& part, Duration patience)
    : link_(display, patience),
      subject_(find_subject(link_, part, notices_)),
      changes_(link_, view().window, notices_),
      pixels_(x11_readers(link_, view()), notices_) {
    if (!captures_root()) await_redraw();
}

void X11Source::await_redraw() {
    const WakeEvent nobody;
    const TimePoint end = Clock::now() + kRedrawPatience;
    for (TimePoint now = Clock::now(); now < end; now = Clock::now()) {
        read_events();
        changes_.collect();
        const TimePoint quiet = std::min(end, now + kRedrawn);
        if (nobody.wait(quiet, link_.descriptor()) != WakeEvent::Reason::kOther) return;
    }
}

std::unique_ptr<PictureMemory> X11Source::make_memory(std::size_t bytes) {
    return pixels_.make_memory(bytes);
}

FrameSource::Change X11Source::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    pixels_.take_back();
    listen_to_windows();
    // Events may have been read along with a reply, so the queue comes before the descriptor.
    read_events();
    if (!changes_.told()) {
        return wake.wait(TimePoint{}) == WakeEvent::Reason::kSignal ? Change::kNone
                                                                    : Change::kPending;
    }
    if (has_news()) return Change::kPending;
    std::optional<X11Cursor::Watch> watch;
    if (cursor_) {
        watch.emplace(*cursor_);
        if (watch->moved_before()) cursor_reported_ = true;
        read_events();  // those that came along with the answer
        if (has_news()) return Change::kPending;
    }
    do {
        if (wake.wait(deadline, link_.descriptor()) != WakeEvent::Reason::kOther)
            return Change::kNone;
        read_events();
    } while (!has_news());
    return Change::kArrived;
}

void X11Source::listen_to_windows() {
    if (!windows_ || windows_->listens()) return;
    read_events();
    windows_->listen();
}

bool X11Source::has_news() const { return changes_.any() || moved_ || cursor_reported_; }

void X11Source::settle(const WakeEvent& wake, Duration limit) {
    // A cursor that moves comes without damage.
    if (!changes_.any()) return;
    const TimePoint end = Clock::now() + limit;
    for (TimePoint now = Clock::now(); now < end; now = Clock::now()) {
        changes_.collect();
        const TimePoint quiet = std::min(end, now + kQuiet);
        if (wake.wait(quiet, link_.descriptor()) != WakeEvent::Reason::kOther) return;
        read_events();
    }
}

void X11Source::take_changes(Damage& damage) {
    read_events();
    if (moved_) look_at_subject();
    changes_.take(moved_to(view().in_window, region_), damage);
}

void X11Source::look_at_subject() {
    if (subject_->look()) changes_.set_all();
    moved_ = false;
}

void X11Source::read_events() {
    while (const XcbReply<xcb_generic_event_t> event{xcb_poll_for_event(link_.get())}) {
        if (event->response_type == 0) {
            note_stray_error(reinterpret_cast<const xcb_generic_error_t&>(*event));
        } else if (changes_.notice(*event)) {
            continue;
        } else if (cursor_ && cursor_->notice(*event)) {
            cursor_reported_ = true;
        } else if (windows_ && windows_->notice(*event)) {
            continue;
        } else if (subject_->notice(*event)) {
            moved_ = true;
        }
    }
    link_.require_connection();
}

// Each of our requests waits for its own error, so this is one that nobody foresaw.
void X11Source::note_stray_error(const xcb_generic_error_t& error) {
    notices_.push_back("the X server refused a request: " + x_error_name(error) + " (request " +
                       std::to_string(error.major_code) + "." + std::to_string(error.minor_code) +
                       ")");
    changes_.set_all();
}

std::vector<LentPixels> X11Source::grab(const std::vector<GrabPlace>& places, PictureMemory& room) {
    const Rect region = moved_to(view().in_drawable, region_);
    try {
        if (!windows_) return pixels_.read(region, places, room);
        listen_to_windows();
        X11Windows::Grab grab(*windows_);
        std::vector<LentPixels> pixels = pixels_.read(region, places, room);
        read_events();
        grab.succeeded();
        return pixels;
    } catch (const X11ReadError& error) {
        fail_grab(error.what());
    }
}

void X11Source::fail_grab(const std::string& reason) {
    look_at_subject();
    require_fitting(region_, full_size());
    throw Error(ErrorCode::kCapture,
                "reading " + std::to_string(region_.width) + "x" + std::to_string(region_.height) +
                    " at " + std::to_string(region_.x) + "," + std::to_string(region_.y) +
                    " from display " + link_.name() + " failed: " + reason);
}

void X11Source::rest() noexcept {
    if (windows_) windows_->rest();
    if (cursor_) cursor_->rest();
}

void X11Source::watch_moves(bool wanted) {
    // What moves in a window is found by comparing.
    if (!wanted || !captures_root())
        windows_.reset();
    else if (!windows_)
        windows_.emplace(link_, view().window);
}

std::vector<MovedArea> X11Source::take_moves() {
    return windows_ ? windows_->take_moves(moved_to(view().in_drawable, region_))
                    : std::vector<MovedArea>();
}

void X11Source::watch_cursor(bool wanted) {
    cursor_reported_ = wanted;
    if (wanted == cursor_.has_value()) return;
    if (!wanted) {
        cursor_.reset();
        return;
    }
    try {
        cursor_.emplace(link_.get(), subject_->root(), notices_);
    } catch (const Error& refused) {
        link_.require_connection();
        cursor_reported_ = false;
        notices_.push_back("the cursor is not available: " + std::string(refused.what()));
    }
}

Cursor X11Source::cursor() {
    cursor_reported_ = false;
    if (!cursor_) return {};
    Cursor now = cursor_->locate();
    link_.require_connection();
    if (now.shape == nullptr) return now;
    const X11View::Corner corner = subject_->on_root();
    now.x -= corner.x;
    now.y -= corner.y;
    return now;
}

SourceDescription X11Source::describe() const {
    const std::string part = subject_->name();
    return {"display " + link_.name() + (part.empty() ? "" : ", " + part), pixels_.way(),
            changes_.told() ? "XDAMAGE" : "polling"};
}

std::vector<std::string> X11Source::take_notices() { return std::exchange(notices_, {}); }

}  // namespace pixelflux
