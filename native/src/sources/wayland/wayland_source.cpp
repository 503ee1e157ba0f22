// SPDX-License-Identifier: MPL-2.0
#include "wayland_source.h"

#include <algorithm>
#include <utility>

#include "error.h"
#include "rect.h"
#include "region.h"

namespace pixelflux {
namespace {

using Phase = ScreenCopy::Phase;

// A copy shows the first change after it was asked for. One that was asked for longer ago than this
// and has come meanwhile is asked for anew. That takes a compositor a refresh; one that takes as
// long as kRefresh has switched its output off.
constexpr Duration kFresh = std::chrono::milliseconds(20);
constexpr Duration kRefresh = std::chrono::seconds(10);

// One copy fails while an output is resized, hardly a second one.
constexpr int kMostFailures = 5;

}  // namespace

WaylandSource::WaylandSource(OpenCompositor open, const std::string& display,
                             const std::string& monitor, Duration patience)
    : link_(open, display, patience) {
    link_.choose_output(monitor);
    ask(true);
    link_.exchange();
    const ScreenCopy& copy = link_.compositor().copy();
    while (copy.phase != Phase::kWants) {
        if (copy.phase == Phase::kFailed || copy.phase == Phase::kStopped) {
            step();
            link_.exchange();
        } else {
            link_.wait();
        }
    }
    picture_.announce(Orientation(choose_buffer(copy.needs).size, link_.output().transform, false));
}

void WaylandSource::ask(bool at_once) {
    const WaylandOutput& output = link_.output();
    reshapings_ = output.reshapings;
    at_once_ = at_once;
    asked_at_ = Clock::now();
    link_.compositor().ask({output.id, paint_cursor_, at_once});
}

bool WaylandSource::asked() const {
    switch (link_.compositor().copy().phase) {
        case Phase::kAsked:
        case Phase::kWants:
        case Phase::kCopying:
            return true;
        default:
            return false;
    }
}

bool WaylandSource::has_news() const {
    if (picture_.changed()) return true;
    return cursor_watched_ && link_.compositor().cursor().changes != cursor_changes_;
}

void WaylandSource::exchange() {
    do link_.exchange();
    while (step());
}

// Whether there is something to send.
bool WaylandSource::step() {
    switch (link_.compositor().copy().phase) {
        case Phase::kWants:
            fill();
            return true;
        case Phase::kReady:
            take_copy();
            return asked();
        case Phase::kFailed:
            take_failure();
            return true;
        case Phase::kStopped:
            link_.compositor().forget();
            throw Error(ErrorCode::kDisplay,
                        "the compositor of the Wayland display " + link_.name() +
                            " has ended the capture of output " + link_.output_name());
        default:
            return false;
    }
}

void WaylandSource::fill() {
    Compositor& compositor = link_.compositor();
    try {
        const BufferShape shape = choose_buffer(compositor.copy().needs);
        const CopiedPicture::Room room = picture_.room_for(shape);
        if (room.made) compositor.make_buffer(room.number, room.memory, shape.need);
        compositor.fill(room.number, room.stale);
    } catch (...) {
        compositor.forget();
        throw;
    }
}

void WaylandSource::take_copy() {
    Compositor& compositor = link_.compositor();
    const ScreenCopy copy = compositor.copy();
    compositor.forget();
    if (link_.output().reshapings != reshapings_) {
        // What was asked for before comes in the size from before.
        lost_damage_ = true;
        ask(true);
        return;
    }
    failures_ = 0;
    const bool all = std::exchange(lost_damage_, true);  // if memory runs out now
    picture_.take(copy, all || at_once_);
    lost_damage_ = false;
}

void WaylandSource::take_failure() {
    link_.compositor().forget();
    lost_damage_ = true;
    if (++failures_ >= kMostFailures) {
        failures_ = 0;
        throw Error(ErrorCode::kCapture, "the compositor of the Wayland display " + link_.name() +
                                             " cannot copy output " + link_.output_name() +
                                             ": it failed " + std::to_string(kMostFailures) +
                                             " times in a row");
    }
    ask(true);
}

FrameSource::Change WaylandSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    const bool late = asked() && Clock::now() - asked_at_ > kFresh;
    exchange();
    if (has_news()) {
        if (late && !asked()) refresh(wake, deadline);
        return Change::kPending;
    }
    while (true) {
        if (!asked() && Clock::now() >= next_frame_) {
            ask(!picture_.there());
            exchange();
        } else {
            const TimePoint until = asked() ? deadline : std::min(deadline, next_frame_);
            const WakeEvent::Reason reason = wake.wait(until, link_.compositor().descriptor());
            if (reason == WakeEvent::Reason::kSignal) return Change::kNone;
            if (reason == WakeEvent::Reason::kDeadline && until == deadline) return Change::kNone;
            if (reason == WakeEvent::Reason::kOther) exchange();
        }
        if (has_news()) return Change::kArrived;
    }
}

// What has come was asked for long ago, so more may have changed since.
void WaylandSource::refresh(const WakeEvent& wake, TimePoint deadline) {
    const TimePoint limit = std::min(deadline, Clock::now() + kRefresh);
    ask(true);
    exchange();
    while (asked()) {
        if (wake.wait(limit, link_.compositor().descriptor()) != WakeEvent::Reason::kOther) return;
        exchange();
    }
}

void WaylandSource::wait_for_picture() {
    if (!picture_.there() && !asked()) ask(true);
    exchange();
    while (!picture_.there()) {
        link_.wait();
        exchange();
    }
}

void WaylandSource::take_changes(Damage& damage) {
    wait_for_picture();
    // Whoever never waits for a change gets them, too.
    if (!has_news() && !asked()) {
        ask(false);
        exchange();
    }
    for (const Rect& area : picture_.take_changes()) {
        const Rect part = intersection(area, region_);
        damage.add({part.x - region_.x, part.y - region_.y, part.width, part.height});
    }
}

std::vector<LentPixels> WaylandSource::grab(const std::vector<GrabPlace>& places, PictureMemory&) {
    if (!picture_.there()) wait_for_picture();
    require_fitting(region_, full_size());
    return picture_.lend(region_, places);
}

void WaylandSource::watch_cursor(bool wanted) {
    if (link_.compositor().tells_cursor()) {
        cursor_watched_ = wanted;
        link_.compositor().watch_cursor(wanted, link_.output().id);
        return;
    }
    if (!wanted) return;
    notices_.push_back("the cursor is not told apart from the picture by " +
                       std::string(link_.compositor().protocol()) +
                       ": with captureCursor the compositor draws it, cursorEvents tells nothing");
}

void WaylandSource::paint_cursor(bool wanted) {
    if (wanted == paint_cursor_ || link_.compositor().tells_cursor()) return;
    paint_cursor_ = wanted;
    if (!picture_.there() && !asked()) return;
    // The one that was asked for would come without it, or with it.
    link_.compositor().forget();
    lost_damage_ = true;
    ask(true);
}

Cursor WaylandSource::cursor() {
    if (!cursor_watched_) return {};
    const ToldCursor& told = link_.compositor().cursor();
    cursor_changes_ = told.changes;
    return told.cursor;
}

SourceDescription WaylandSource::describe() const {
    return {"Wayland display " + link_.name() + ", output " + link_.output_name(),
            "shared memory, by " + std::string(link_.compositor().protocol()),
            "damage of the compositor's copies"};
}

std::vector<std::string> WaylandSource::take_notices() { return std::exchange(notices_, {}); }

}  // namespace pixelflux
