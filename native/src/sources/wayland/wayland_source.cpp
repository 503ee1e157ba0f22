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

// What is told in more pieces is remembered as one.
constexpr std::size_t kMostPieces = 16;

void add_all(std::vector<Rect>& pieces, const std::vector<Rect>& more) {
    pieces.insert(pieces.end(), more.begin(), more.end());
    if (pieces.size() <= kMostPieces) return;
    Rect all{};
    for (const Rect& piece : pieces) all = hull(all, piece);
    pieces = {all};
}

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
    front_.orientation =
        Orientation(choose_buffer(copy.needs).size, link_.output().transform, false);
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
    if (!damage_.empty() || resized_) return true;
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
    const int number = front_.there ? 1 - front_.buffer : 0;
    Buffer& buffer = buffers_[number];
    try {
        const BufferShape shape = choose_buffer(compositor.copy().needs);
        if (!buffer.memory || buffer.shape.need != shape.need) {
            buffer.whole = false;
            buffer.memory.emplace(shape.bytes());
            buffer.shape = shape;
            compositor.make_buffer(number, buffer.memory->descriptor(), shape.need);
        }
    } catch (...) {
        compositor.forget();
        throw;
    }
    if (!buffer.whole) buffer.stale = {whole_of(buffer.shape.size)};
    compositor.fill(number, buffer.stale);
    buffer.whole = false;
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
    const int number = front_.there ? 1 - front_.buffer : 0;
    Buffer& buffer = buffers_[number];
    std::vector<Rect> damage;
    for (const Rect& told : copy.damage) {
        const Rect part = intersection(told, whole_of(buffer.shape.size));
        if (is_empty(part)) continue;
        damage.push_back(part);
        // Whether the rows of the damage count as those of the buffer, nobody says.
        if (copy.y_inverted)
            damage.push_back(
                {part.x, buffer.shape.size.height - bottom_of(part), part.width, part.height});
    }
    if (at_once_ || lost_damage_ || damage.empty()) damage = {whole_of(buffer.shape.size)};
    buffer.whole = true;
    buffer.stale.clear();
    show(number, Orientation(buffer.shape.size, copy.transform, copy.y_inverted), damage);
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

void WaylandSource::show(int number, const Orientation& orientation,
                         const std::vector<Rect>& damage) {
    lost_damage_ = true;  // if memory runs out below
    const bool same = front_.there && orientation == front_.orientation;
    Buffer& before = buffers_[1 - number];
    std::vector<Rect> areas;
    if (same) {
        for (const Rect& part : damage) areas.push_back(orientation.to_picture(part));
        add_all(before.stale, damage);
    } else {
        areas = {whole_of(orientation.picture())};
        std::unique_ptr<PrivateMemory> upright;
        if (!orientation.is_upright())
            upright = std::make_unique<PrivateMemory>(picture_bytes(orientation.picture()));
        // From here to the end of what is in front nothing fails.
        front_.upright = std::move(upright);
        damage_.clear();
        before.whole = false;
        if (orientation.picture() != full_size()) resized_ = true;
    }
    front_.buffer = number;
    front_.there = true;
    front_.orientation = orientation;
    if (front_.upright) turn_upright(areas);
    add_all(damage_, areas);
    lost_damage_ = false;
}

void WaylandSource::turn_upright(const std::vector<Rect>& areas) {
    const Size size = full_size();
    const Buffer& buffer = buffers_[front_.buffer];
    const PixelView from = {buffer.memory->data(), buffer.shape.size.width,
                            buffer.shape.size.height, buffer.shape.need.stride};
    const MutablePixelView to = {front_.upright->data(), size.width, size.height,
                                 row_bytes(size.width)};
    for (const Rect& area : areas) front_.orientation.copy(area, from, to);
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
            ask(!front_.there);
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
    if (!front_.there && !asked()) ask(true);
    exchange();
    while (!front_.there) {
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
    for (const Rect& area : damage_) {
        const Rect part = intersection(area, region_);
        damage.add({part.x - region_.x, part.y - region_.y, part.width, part.height});
    }
    damage_.clear();
    resized_ = false;
}

std::vector<LentPixels> WaylandSource::grab(const std::vector<GrabPlace>& places, PictureMemory&) {
    if (!front_.there) wait_for_picture();
    require_fitting(region_, full_size());
    const Buffer& buffer = buffers_[front_.buffer];
    const bool turned = front_.upright != nullptr;
    const std::uint8_t* const pixels = turned ? front_.upright->data() : buffer.memory->data();
    const std::size_t stride = turned ? row_bytes(full_size().width) : buffer.shape.need.stride;
    std::vector<LentPixels> lent;
    for (const GrabPlace& place : places) {
        const auto x = region_.x + place.area.x;
        const auto y = static_cast<std::size_t>(region_.y + place.area.y);
        lent.push_back(
            {place.area, pixels + y * stride + row_bytes(x), stride, buffer.shape.order});
    }
    return lent;
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
    if (!front_.there && !asked()) return;
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
