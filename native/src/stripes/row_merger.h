// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "band_set.h"
#include "monotonic_time.h"
#include "stripe.h"

namespace pixelflux {

// Decides which stripes of an H.264 picture are joined. Motion vectors do not cross from a stripe
// to its neighbour, so a picture that scrolls through many stripes costs bytes at every seam, while
// a small change is cheapest in a low stripe. A stripe of another shape is a new stream, so each
// change of the cut costs key frames. Pure: the caller says what changed, what it cost and when
// that was.
//
// Neighbours are joined when they have moved together for a second, at four frames a second or
// more, and the bytes that a common stripe would probably have saved in the last few seconds pay
// for its key frame. If it then does not take clearly fewer bytes, or takes more processor time,
// its rows are left alone for a while, longer each time. One thread encodes a stripe, so none is
// joined that would take longer than a frame lasts.
//
// A joined stripe is cut again when a key frame of it is due anyway (paint-over, on demand) and
// what changed since its last one was mostly a part of it; and, at the cost of key frames, when the
// encoding of rows that did not change adds up. A still stripe stays: it costs nothing, and a user
// who has scrolled and reads will scroll on.
class RowMerger {
public:
    // Begins with these stripes, which lie one below the other, as the cut.
    explicit RowMerger(const std::vector<Stripe>& base);

    // The present cut: stripes of the base and joined runs of them, from top to bottom.
    std::vector<Stripe> cut() const;

    // A frame at `now` begins, in which these bands changed; `longest` is what encoding one stripe
    // may take. True if the cut is another one from here on.
    bool begin_frame(TimePoint now, const BandSet& changed, Duration longest);

    // Says that `stripe` of the cut will be a key frame in this frame anyway. True if it is cut
    // now, so that the stripes of the base are key frames instead.
    bool split_for_free(const Stripe& stripe);

    // Says how many bytes `stripe` of the cut took in this frame, and how much processor time.
    void encoded(const Stripe& stripe, std::size_t bytes, bool key_frame, Duration time);

private:
    struct Cost {
        double bytes = 0;
        double seconds = 0;
        Cost& operator+=(const Cost& other);
        Cost& operator*=(double factor);
    };
    struct Row {  // of the base
        Stripe place{};
        bool changed = false;  // in this frame
        TimePoint last_change{};
        TimePoint moving_since{};
        TimePoint alone_until{};
        Duration alone_next{};  // so long after the next failure
        double together = 0;    // frames lately in which it and the next row changed
        double either = 0;      // and those in which one of them did
        Cost alone{};           // of a picture that is no key frame, on average, while not joined
    };
    struct Part {  // of the cut: rows first, ... last - 1
        int first = 0;
        int last = 0;
        bool changed = false;  // in this frame
        double whole = 0;      // bytes of a key frame
        double spent = 0;      // bytes lately, less and less of the past
        double seconds = 0;    // that encoding a picture takes that is no key frame, on average

        // Of joined ones:
        Cost expected{};       // of this picture, had its rows remained alone
        Cost promised{};       // lately, less and less of the past: as expected
        Cost tried{};          // and as it was
        int pictures = 0;      // in both, at most kTrials
        Cost saved{};          // in all, the key frame that it began with not forgotten
        bool begun = false;    // that was sent
        bool in_vain = false;  // it is no cheaper than its rows were
        double idle = 0;       // pictures' worth of rows that were encoded though still
        int moved_whole = 0;   // frames since the last key frame in which every row changed
        int moved_partly = 0;  // and those in which some did

        bool joined() const { return last - first > 1; }
    };

    Stripe place_of(const Part& part) const;
    Part* part_at(const Stripe& stripe);
    void look_at(const BandSet& changed, TimePoint now);
    bool split_idle_parts();
    bool join_moving_parts(Duration longest);
    bool may_join(const Part& part) const;
    bool moves_with_upper(const Part& part) const;
    bool pays(std::size_t first, std::size_t last) const;
    void join(std::size_t first, std::size_t last);
    void split(std::size_t index, double price);
    void compare(Part& part, const Cost& cost);
    void leave_alone(const Part& part);
    void forgive(const Part& part);

    TimePoint now_{};
    std::vector<Row> rows_;
    std::vector<Part> parts_;
};

}  // namespace pixelflux
