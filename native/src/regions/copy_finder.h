// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "best_area.h"
#include "change_map.h"
#include "content_map.h"
#include "lossy_map.h"
#include "moved_area.h"
#include "region_finder.h"
#include "scroll_search.h"

namespace pixelflux {

// Spares work that was in vain lately: after each failure that follows another one it lets twice as
// many chances pass.
class BackOff {
public:
    explicit BackOff(int most_failures) : most_failures_(most_failures) {}
    bool may_try();
    void tried(bool successful);
    void forget() { failures_ = pass_ = 0; }

private:
    int most_failures_;
    int failures_ = 0;
    int pass_ = 0;
};

// Finds what moved, and moves it within the kept picture. One thread at a time.
class CopyFinder {
public:
    // What is known of the kept picture; a copy changes all of it.
    struct Known {
        ChangeMap& changes;
        ContentMap& contents;
        LossyMap& lossy;
    };

    // Appends the copies that make the kept picture more like what was grabbed, in the order in
    // which they were made. A copy that was a bad guess does no harm: what differs after it has
    // changed. `hints` may lie.
    void find(const MutablePixelView& kept, const std::vector<GrabbedArea>& grabbed,
              const std::vector<MovedArea>& hints, Known known, std::vector<Region>& copies);

private:
    struct Guess {
        BestArea best;
        Move by;
    };
    struct Frame;
    Guess from_hints(const Frame& frame, std::vector<MovedArea>& hints) const;
    Guess search(Frame& frame);
    std::vector<std::size_t> order_of(const std::vector<GrabbedArea>& grabbed,
                                      const std::vector<MovedArea>& hints) const;

    BackOff vertical_{4};
    BackOff horizontal_{5};
    BackOff needles_{5};
    Move last_move_;
};

}  // namespace pixelflux
