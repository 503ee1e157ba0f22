// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <mutex>

#include "frame_source.h"
#include "geometry.h"
#include "settings.h"

namespace pixelflux {

// The part of a source that a session captures. It follows the settings, and
// the source when that is resized. One thread at a time, where nothing else is said.
class CapturedRegion {
public:
    // Captures the region that `settings` ask for; `source` must outlive it. Throws
    // Error(kArgument) if the region does not lie within the source. A source without a size gets
    // its region when it has one.
    CapturedRegion(FrameSource& source, const Settings& settings);

    // Whether the source has a size yet, as far as `source` itself was asked.
    bool awaits_source() const { return source_.full_size() == Size{}; }

    const Rect& rect() const { return rect_; }
    Size size() const { return {rect_.width, rect_.height}; }

    // Says that the settings ask for another region now. It did fit when it was asked for; the next
    // `follow` finds out whether it still does.
    void ask_for_another() { asked_ = true; }

    // Whether another region was asked for than the one that is captured.
    bool asked_for_another() const { return asked_; }

    // Whether there is something to follow.
    bool outdated() const { return asked_ || source_.full_size() != full_size(); }

    // Captures what `settings` ask for of the source as it is now. True if that is another region
    // than before. Throws Error(kDisplay) when it does not lie within the source; then, as after
    // any other failure, the next call tries again.
    bool follow(const Settings& settings);

    // The size of the source when it was followed last. Any thread.
    Size full_size() const;

private:
    bool move_to(const Rect& rect);

    FrameSource& source_;
    mutable std::mutex mutex_;  // guards the next one
    Size full_size_;
    Rect rect_;
    bool asked_ = false;
};

}  // namespace pixelflux
