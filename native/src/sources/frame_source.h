// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "band_set.h"
#include "cursor.h"
#include "geometry.h"
#include "monotonic_time.h"
#include "settings.h"
#include "wake_event.h"

namespace pixelflux {

// Where pixels come from, and what is known about their change. It keeps one picture of its region;
// all calls come from one thread at a time. Everything may throw Error(kDisplay) when the source
// went away, Error(kCapture) when it cannot be read.
class FrameSource {
public:
    virtual ~FrameSource() = default;

    // What may be captured of this source, before and without a region; another size than before
    // once the source has noticed that it was resized.
    virtual Size full_size() const = 0;

    // From now on deliver this part; the kept picture is undefined until every band was grabbed.
    // The region fits full_size. If this throws, the source goes on with the region it had.
    virtual void set_region(const Rect& region) = 0;

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

    // Adds the bands of the region that may have changed since the last call.
    virtual void take_changes(BandSet& bands) = 0;

    // Reads these bands into the kept picture and returns the whole of it, valid until the next
    // call of any function here. Who draws on it takes that off again before.
    virtual MutablePixelView grab(const BandSet& bands) = 0;

    // From now on a change of the cursor's place or look wakes wait_for_change; or no more. A
    // source without a cursor does nothing.
    virtual void watch_cursor(bool) {}

    // The cursor now, if it is watched and there is one.
    virtual Cursor cursor() { return {}; }

    // Whoever uses the source from now on can abandon it. Until then a source that waits for
    // somebody else gives up by itself after some time, with Error(kDisplay).
    virtual void opened() {}

    // Ends whatever call waits for the source, and lets every later one fail: with Error(kDisplay),
    // or whatever the source says when it is gone. Any thread, at any time while the source lives.
    virtual void abandon() {}

    // One sentence for each thing that works differently than hoped for (a missing extension, say),
    // since the last call.
    virtual std::vector<std::string> take_notices() { return {}; }
};

}  // namespace pixelflux
