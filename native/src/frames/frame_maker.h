// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "damage.h"
#include "frame_clock.h"
#include "frame_source.h"
#include "geometry.h"
#include "overlay.h"
#include "packet.h"
#include "refresh_request.h"
#include "settings.h"
#include "worker_pool.h"

namespace pixelflux {

// Makes frames of what a source shows, in the way that `mode` names. A session decides when a frame
// is made, a frame maker what it consists of. It does not wait. One thread at a time.
//
// After an exception from `make` the caller calls start_over before the next frame.
class FrameMaker {
public:
    virtual ~FrameMaker() = default;

    // These settings hold from the next frame on. False if they need a start_over before it. Throws
    // Error(kArgument or kEncoder) for what it cannot do.
    virtual bool apply(const Settings& settings) = 0;

    // Starts over with a picture of `size`, which the source delivers from now on: the next frame
    // writes everything, and all of the picture counts as damaged for it.
    virtual void start_over(Size size) = 0;

    // The next frames bring what is asked for.
    virtual void request_refresh(const RefreshRequest& request) = 0;

    // Whether something is to be sent with the next frame though nothing changes.
    virtual bool requested() const = 0;

    // When something will be sent although nothing changes, in frames of `clock` or at a time;
    // kNever if nothing will.
    virtual TimePoint due_time(const FrameClock& clock) const = 0;

    // The bit rate allows no frame before this time, which is long past without a constant bit
    // rate.
    virtual TimePoint ready() const = 0;

    // From when on a piece of what stays still can be sent better than it was, in a frame between
    // two others; kNever if nothing can.
    virtual TimePoint refinement_due() const { return kNever; }

    // One frame, as far as the session knows it.
    struct Occasion {
        std::int64_t number;  // of the clock
        TimePoint captured;
        const Damage& changed;   // by the source
        const Damage& overlaid;  // overlays look different here
        const OverlayStack& overlays;
        WorkerPool& pool;
        int threads;  // that encode at a time
        // Called once a frame at most, when it is clear that one is sent, and before it is encoded:
        // the picture stands, which is what `shown` says, and stays as it is until the next call of
        // `make`, `refine` or start_over.
        std::function<void()> picture_stands = [] {};
    };

    // Reads what changed and puts it into `packet`, whose id, time and size are set: its bytes are
    // valid until the next call of any function here. False if nothing is to be sent. Throws what
    // a source and an encoder throw.
    virtual bool make(const Occasion& occasion, Packet& packet) = 0;

    // The same for a piece that is refined. Reads nothing, and takes no notice of what changed. Not
    // while something is requested.
    virtual bool refine(const Occasion&, Packet&) { return false; }

    // The picture as the last `make` left it, whether or not that sent anything. Valid until the
    // next call of `make` or start_over.
    struct Shown {
        PixelView pixels;
        bool lacks_overlays = false;  // they are drawn on it only while it is encoded
        // Parts that hold all that looks different since the call before.
        std::vector<Rect> changed;
        std::uint64_t epoch = 0;  // of the frames that show it
    };
    virtual Shown shown() const = 0;
};

}  // namespace pixelflux
