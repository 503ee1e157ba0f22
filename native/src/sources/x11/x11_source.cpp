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

}  // namespace

X11Source::X11Source(const std::string& display, Duration patience)
    : link_(display, patience),
      screen_(watch_screen(link_, notices_)),
      changes_(link_, screen_.root, notices_),
      pixels_(x11_readers(link_, screen_), notices_) {}

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

bool X11Source::has_news() const { return changes_.any() || resized_ || cursor_reported_; }

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
    resized_ = false;
    changes_.take(region_, damage);
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
        } else if (event->response_type == XCB_CONFIGURE_NOTIFY) {
            const auto& root = reinterpret_cast<const xcb_configure_notify_event_t&>(*event);
            if (root.window != screen_.root) continue;
            screen_.size = {root.width, root.height};
            resized_ = true;
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
    try {
        if (!windows_) return pixels_.read(region_, places, room);
        listen_to_windows();
        X11Windows::Grab grab(*windows_);
        std::vector<LentPixels> pixels = pixels_.read(region_, places, room);
        read_events();
        grab.succeeded();
        return pixels;
    } catch (const X11ReadError& error) {
        fail_grab(error.what());
    }
}

void X11Source::fail_grab(const std::string& reason) {
    screen_.size = size_of(link_, screen_.root).value_or(screen_.size);
    require_fitting(region_, screen_.size);
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
    if (!wanted)
        windows_.reset();
    else if (!windows_)
        windows_.emplace(link_, screen_.root);
}

std::vector<MovedArea> X11Source::take_moves() {
    return windows_ ? windows_->take_moves(region_) : std::vector<MovedArea>();
}

void X11Source::watch_cursor(bool wanted) {
    cursor_reported_ = wanted;
    if (wanted == cursor_.has_value()) return;
    if (!wanted) {
        cursor_.reset();
        return;
    }
    try {
        cursor_.emplace(link_.get(), screen_.root, notices_);
    } catch (const Error& refused) {
        link_.require_connection();
        cursor_reported_ = false;
        notices_.push_back("the cursor is not available: " + std::string(refused.what()));
    }
}

Cursor X11Source::cursor() {
    cursor_reported_ = false;
    if (!cursor_) return {};
    const Cursor now = cursor_->locate();
    link_.require_connection();
    return now;
}

std::vector<std::string> X11Source::take_notices() { return std::exchange(notices_, {}); }

}  // namespace pixelflux
