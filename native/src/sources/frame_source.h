// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cursor.h"
#include "damage.h"
#include "geometry.h"
#include "grab_place.h"
#include "lent_pixels.h"
#include "monotonic_time.h"
#include "moved_area.h"
#include "settings.h"
#include "wake_event.h"

namespace pixelflux {

// What a source says of itself, for people: a few words each.
struct SourceDescription {
    std::string place;    // what is captured, such as "display :1, monitor HDMI-1"
    std::string reading;  // how its pixels are read, such as "MIT-SHM by file descriptor"
    std::string changes;  // how it is known that something changed, such as "XDAMAGE"
};

// Where pixels come from, and what is known about their change. It keeps no picture: its user does
// (kept_picture.h), and the source fills that picture or lends pixels of its own. All calls come
// from one thread at a time, unless they say otherwise. Every call may throw Error(kDisplay) when
// the source went away, and Error(kCapture) when it cannot be read.
class FrameSource {
public:
    virtual ~FrameSource() = default;

    // The size of what can be captured of this source, whatever region was set. It changes once the
    // source has noticed that it was resized. Without sides where nobody knows it yet, as before
    // the first frame that a program pushes: then wait_for_change says when, and nothing is
    // grabbed.
    virtual Size full_size() const = 0;

    // Whether there is a picture to grab. A source that has to be asked for its first one has none
    // before: wait_for_change says when; take_changes and grab wait for it, however long it takes.
    virtual bool has_picture() const { return true; }

    // Waits until full_size is known, for a caller that wants one picture at once. A source that
    // cannot say how long that takes does not wait.
    virtual void wait_for_size() {}

    // So many bytes, of the kind that `grab` can best write to, zeroed at first; there may be room
    // for more than one picture in it. It goes before the source.
    virtual std::unique_ptr<PictureMemory> make_memory(std::size_t bytes) {
        return std::make_unique<PrivateMemory>(bytes);
    }

    // Lets the source deliver this part from now on, which lies within full_size. If this throws,
    // the source goes on with the region that it had.
    virtual void set_region(const Rect& region) = 0;

    // Says when the next frame may be taken. A source whose pictures are as old as the question
    // need not ask before, and what changes until then is not waited for.
    virtual void next_frame_at(TimePoint) {}

    // Sleeps until the picture, the size or the watched cursor may have changed since the last grab
    // or look, `wake` is signalled, or `deadline` passed. Must not use CPU while it sleeps.
    enum class Change {
        kNone,     // woken, or the deadline passed
        kPending,  // it had changed before
        kArrived,  // it changed meanwhile
    };
    virtual Change wait_for_change(const WakeEvent& wake, TimePoint deadline) = 0;

    // Gives the rest of a burst of drawing the time to arrive: returns when the source fell quiet,
    // at most `limit` from now.
    virtual void settle(const WakeEvent& wake, Duration limit) = 0;

    // Adds to `damage`, which has the size of the region, what may have changed since the last
    // call.
    virtual void take_changes(Damage& damage) = 0;

    // The pixels of these areas of the region as they are now, in the same order. A source that can
    // be told where to write does so in `room`, which make_memory made and has room for the places,
    // and returns what it wrote. Any other source lends a buffer of its own. From the next call of
    // any function of the source on, the source, or the program that it has the pixels from, may
    // write to that buffer again.
    virtual std::vector<LentPixels> grab(const std::vector<GrabPlace>& places,
                                         PictureMemory& room) = 0;

    // Says that nobody may call for a while: what the source listens for only to tell it in time
    // must not pile up anywhere. The next call ends that.
    virtual void rest() noexcept {}

    // Says whether take_moves reports moves from now on. Moves wake nobody.
    virtual void watch_moves(bool) {}

    // The parts of the region known to have moved between the grab before the last one and the last
    // one, if moves are watched. Whatever else was drawn meanwhile may lie upon them.
    virtual std::vector<MovedArea> take_moves() { return {}; }

    // Says whether a change of the cursor's place or look wakes wait_for_change from now on. A
    // source without a cursor does nothing.
    virtual void watch_cursor(bool) {}

    // The cursor now, if it is watched and there is one.
    virtual Cursor cursor() { return {}; }

    // Says whether the pictures show the cursor. Heeded by a source that cannot tell it apart but
    // have it drawn, or not.
    virtual void paint_cursor(bool) {}

    // Says that the source is open, so that its user can abandon it. Until then a source that waits
    // for somebody else gives up by itself after some time, with Error(kDisplay).
    virtual void opened() {}

    // Ends the call that waits for the source, and lets every later call fail: with
    // Error(kDisplay), or with what the source throws when it is gone. Any thread, at any time
    // while the source lives.
    virtual void abandon() {}

    virtual SourceDescription describe() const { return {}; }

    // A sentence for each thing that has turned out to work worse than it could since the last
    // call, such as a missing extension.
    virtual std::vector<std::string> take_notices() { return {}; }
};

}  // namespace pixelflux
