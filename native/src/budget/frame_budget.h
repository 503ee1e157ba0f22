// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cost_estimate.h"
#include "leaky_bucket.h"
#include "monotonic_time.h"

namespace pixelflux {

// Keeps frames in mode mixed to a constant bit rate. What a frame draws gets coarser until it just
// uses the rate up, in this order: images get a lower quality, all the same; exact pixels, the
// largest rectangle first, are sent as images, which are made good later; and what is still too
// dear makes the next frame wait. Refreshes and pieces that are refined get what is left, and a
// share where nothing would be. Pure: it knows sizes alone, and the time is told to it. One thread
// at a time.
//
// A frame is `begin`; `fit` for what it draws; `refresh_pixels` and `fit_refresh`, if it carries a
// refresh; and, if anything is sent, `sent`. A piece between frames is just `sent`.
class FrameBudget {
public:
    struct Limit {
        int kbps = 0;
        double fps = 60;  // at most
        double vbv_multiplier = 1;
        double coarsest = 0;  // steps below the usual quality; 6 double or halve the bits
        std::int64_t picture_pixels = 0;  // of the whole
    };

    FrameBudget();

    // From the next frame on; without a limit nothing is changed and nothing waits.
    void set_limit(const std::optional<Limit>& limit);

    enum class Kind {
        kOther,  // as good as free
        kImage,  // of what looks like a photo
        kText,   // the same of what would better be exact
        kVideo,
        kExact,
        kPiece,  // exact pixels of what was an image
    };
    static constexpr std::size_t kKinds = 6;

    // A rectangle.
    struct Item {
        Kind kind = Kind::kOther;
        std::int64_t pixels = 0;
        bool refresh = false;

        double coarser = 0;     // steps below the usual quality; set by fit and fit_refresh
        double foreseen = 0;    // bits; by them
        std::int64_t bits = 0;  // real ones, for `sent`
    };

    // Without a limit there is nothing to fit and nothing to be told.
    bool is_limited() const { return limit_.has_value(); }

    // When the next frame may be taken: long past without a limit.
    TimePoint ready() const;

    // A frame is taken at `now`. `refresh`: it will carry one. `refining`: pieces are due.
    void begin(TimePoint now, bool refresh, bool refining);

    // Makes what the frame draws coarser where it must be: exact items may become text.
    void fit(std::vector<Item>& items);

    // How much a part of a refresh may have, in pixels; at least one.
    std::int64_t refresh_pixels() const;

    // The same for what the refresh draws. It becomes coarse so that a whole picture
    // takes half a second, and text only where it is dearer than refresh_pixels() foresaw.
    void fit_refresh(std::vector<Item>& items);

    // Makes what a refresh draws for readers behind a slow link coarser until it has no more than
    // so many bits, or is as coarse as it may be. Needs no limit, and goes after what one demands.
    void fit_link(std::vector<Item>& items, double bits, double coarsest);

    // Whether what the last frame drew had to become coarser, or to wait.
    bool is_short() const { return short_; }

    // When a piece may be sent between frames, or beside what a frame draws, and with how many
    // pixels. While bits are short, a frame may carry one although nothing is paid for: where every
    // frame waits for the rate, nothing ever is.
    TimePoint piece_ready() const;
    TimePoint piece_ready_with_frame() const;
    std::int64_t piece_pixels(TimePoint now) const;

    // What was sent at `now`, pieces included; `other` are bits of no item. Without a limit only
    // for what is known of costs.
    void sent(const std::vector<Item>& items, std::int64_t other, TimePoint now);

private:
    // What a number of items costs.
    struct Sum {
        double exact = 0;    // bits, with all that no quality changes
        double quality = 0;  // bits at the usual quality
    };
    Sum sum_of(const std::vector<Item>& items) const;
    double coarser_for(const Sum& sum, double bits) const;
    bool give_up_exactness(std::vector<Item>& items);
    double fit(std::vector<Item>& items, double bits, double coarser);
    void learn(const std::vector<Item>& items);
    CostEstimate& cost(Kind kind) { return costs_[static_cast<std::size_t>(kind)]; }
    const CostEstimate& cost(Kind kind) const { return costs_[static_cast<std::size_t>(kind)]; }
    double of(const Item& item, double coarser) const;
    TimePoint rest() const;

    std::optional<Limit> limit_;
    LeakyBucket bucket_;
    std::array<CostEstimate, kKinds> costs_;
    CostEstimate refresh_cost_;
    double goal_ = 0;          // bits of the present frame
    double refresh_goal_ = 0;  // of these
    bool short_ = false;       // what the last frame drew had to become coarser
    TimePoint last_{};
    TimePoint next_piece_{};  // not before, while bits are short
};

}  // namespace pixelflux
