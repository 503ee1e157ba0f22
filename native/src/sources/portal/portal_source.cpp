// SPDX-License-Identifier: MPL-2.0
#include "portal_source.h"

#include <algorithm>
#include <utility>

#include "error.h"
#include "rect.h"
#include "region.h"
#include "stream_cursor.h"

namespace pixelflux {

PortalSource::PortalSource(OpenDesktop open, const std::string& bus, bool paint_cursor,
                           const std::string& token_file)
    : link_(open, bus, paint_cursor, token_file),
      opened_painting_(paint_cursor),
      paint_cursor_(paint_cursor) {}

void PortalSource::exchange() {
    try {
        link_.exchange();
        take_frame();
    } catch (const Error& error) {
        if (picture_.there() || !link_.would_ask_again() || error.code() == ErrorCode::kConsent)
            throw;
        // Whoever tried again after it would show the dialog again and again.
        throw Error(ErrorCode::kConsent,
                    std::string(error.what()) +
                        "; the user has agreed in vain and is not asked again: open the capture "
                        "again when that is mended, or name a restoreTokenFile, with which the "
                        "desktop need not ask");
    }
}

void PortalSource::take_frame() {
    DesktopSession& desktop = link_.desktop();
    const StreamFrame* const frame = desktop.hold_frame();
    if (frame == nullptr) return;
    struct Release {
        ~Release() { desktop.release_frame(); }
        DesktopSession& desktop;
    } const release{desktop};
    kind_ = frame->kind;
    tells_damage_ = frame->tells_damage;
    picture_.take(*frame, desktop.stream().format);
}

bool PortalSource::has_news() {
    if (picture_.changed()) return true;
    return cursor_watched_ && picture_.there() && cursor_now() != cursor_;
}

FrameSource::Change PortalSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    exchange();
    if (has_news()) return Change::kPending;
    while (true) {
        const TimePoint until = std::min(deadline, link_.gives_up_at());
        const WakeEvent::Reason reason = wake.wait(until, link_.descriptor());
        if (reason == WakeEvent::Reason::kSignal) return Change::kNone;
        if (reason == WakeEvent::Reason::kDeadline && until == deadline) return Change::kNone;
        exchange();
        if (has_news()) return Change::kArrived;
    }
}

void PortalSource::wait_for_picture() {
    exchange();
    TimePoint limit = kNever;
    while (!picture_.there()) {
        if (limit == kNever && link_.flows()) limit = Clock::now() + kFirstFrame;
        const TimePoint until = std::min(limit, link_.gives_up_at());
        const WakeEvent::Reason reason = abandoned_.wait(until, link_.descriptor());
        if (reason == WakeEvent::Reason::kSignal)
            throw Error(ErrorCode::kDisplay, "the capture of the screen was abandoned");
        exchange();
        if (!picture_.there() && Clock::now() >= limit) {
            throw Error(ErrorCode::kDisplay,
                        "the stream of the screen has brought no frame in " +
                            std::to_string(kFirstFrame / std::chrono::seconds(1)) +
                            " s: some desktops send the first one when something changes");
        }
    }
}

void PortalSource::take_changes(Damage& damage) {
    wait_for_picture();
    for (const Rect& area : picture_.take_changes()) {
        const Rect part = intersection(area, region_);
        damage.add({part.x - region_.x, part.y - region_.y, part.width, part.height});
    }
}

std::vector<LentPixels> PortalSource::grab(const std::vector<GrabPlace>& places, PictureMemory&) {
    if (!picture_.there()) wait_for_picture();
    require_fitting(region_, full_size());
    return picture_.lend(region_, places);
}

void PortalSource::watch_cursor(bool wanted) { cursor_watched_ = wanted; }

Cursor PortalSource::cursor_now() {
    const StreamCursor told = link_.desktop().cursor();
    if (told.bitmap != bitmap_) {
        shape_ = told.bitmap == nullptr ? nullptr : shape_of(*told.bitmap);
        bitmap_ = told.bitmap;
    }
    if (!told.visible || shape_ == nullptr) return {};
    return {shape_, told.x - picture_.left(), told.y - picture_.top()};
}

Cursor PortalSource::cursor() {
    cursor_ = cursor_watched_ ? cursor_now() : Cursor{};
    return cursor_;
}

SourceDescription PortalSource::describe() const {
    if (!picture_.there()) return {"a screen that the user is asked for", "PipeWire", ""};
    return {link_.stream().what + " that " +
                (link_.stream().asked_user ? "the user shares by the portal" : "mutter shows"),
            "shared memory (" + kind_ + "), by PipeWire",
            tells_damage_ ? "damage of the stream's frames" : "frames of the stream, compared"};
}

std::vector<std::string> PortalSource::take_notices() {
    std::vector<std::string> notices = link_.take_notices();
    if (!cursor_said_ && link_.flows() && !link_.stream().tells_cursor &&
        (cursor_watched_ || paint_cursor_ != opened_painting_)) {
        cursor_said_ = true;
        notices.push_back(
            std::string("the cursor is not told apart from the picture by this desktop: the "
                        "picture has it ") +
            (opened_painting_ ? "as captureCursor said" : "not, as captureCursor was off") +
            " when the capture was opened, cursorEvents tells nothing");
    }
    return notices;
}

}  // namespace pixelflux
