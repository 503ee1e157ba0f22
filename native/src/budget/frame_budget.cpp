// SPDX-License-Identifier: MPL-2.0
#include "frame_budget.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace pixelflux {
namespace {

constexpr double kStepsPerDoubling = 6;
constexpr double kBitsPerByte = 8;

// The shares of a frame that are put aside for a refresh, and for pieces that are due.
constexpr double kShareOfRefresh = 0.4;
constexpr double kShareOfPieces = 0.2;

// How long a refresh of the whole picture takes at most, if it is all photo.
constexpr double kRefreshSeconds = 0.5;

// Text of a refresh becomes an image where it costs so many times what its part was to cost.
constexpr double kMuchDearer = 4;

// Bits of an exact pixel of a page full of text.
constexpr double kDenseText = 2.5;

// An image of text loses half its bits by twice as many steps as one of a photo
// (docs/decisions/coarse-refreshes.md).
constexpr double kTextSteps = 0.5;

// How finely the quality of a refresh is chosen.
constexpr double kStep = 0.5;

// What a piece costs in periods: the frame after it does not wait, and at rest, when there is a
// piece in each period, the rate is used up.
constexpr double kPieceAtRest = 1.2;
constexpr double kPieceInMotion = 0.4;

// Bits of a pixel of a piece at least: what comes after flat colours must not take them for more.
constexpr double kCheapestPiece = 1.5;

// After so many periods without a frame nothing moves.
constexpr double kRestPeriods = 4;

// The tables of a JPEG image; a PNG image's frame; the rectangle's own bytes.
constexpr double kImageBits = 660 * kBitsPerByte;
constexpr double kExactBits = 110 * kBitsPerByte;
constexpr double kVideoBits = 60 * kBitsPerByte;
constexpr double kOtherBits = 44 * kBitsPerByte;

bool has_quality(const FrameBudget::Item& item) {
    return item.kind == FrameBudget::Kind::kImage || item.kind == FrameBudget::Kind::kText ||
           item.kind == FrameBudget::Kind::kVideo;
}

}  // namespace

FrameBudget::FrameBudget()
    : costs_{CostEstimate(-30, kOtherBits), CostEstimate(0.5, kImageBits),
             CostEstimate(1.2, kImageBits), CostEstimate(-2, kVideoBits),
             CostEstimate(1, kExactBits),   CostEstimate(3.5, kExactBits)},
      refresh_cost_(1, 0) {}

void FrameBudget::set_limit(const std::optional<Limit>& limit) {
    limit_ = limit;
    if (limit) bucket_.set_rate(limit->kbps, limit->fps, limit->vbv_multiplier);
}

TimePoint FrameBudget::ready() const { return limit_ ? bucket_.ready() : TimePoint{}; }

double FrameBudget::of(const Item& item, double coarser) const {
    return cost(item.kind).of(item.pixels, coarser);
}

void FrameBudget::begin(TimePoint now, bool refresh, bool refining) {
    if (!limit_) return;
    const double all = bucket_.begin(now);
    last_ = now;
    refresh_goal_ = refresh ? all * kShareOfRefresh : 0;
    const double aside = refining ? all * kShareOfPieces : 0;
    bucket_.put_aside(aside);
    goal_ = all - refresh_goal_ - aside;
}

FrameBudget::Sum FrameBudget::sum_of(const std::vector<Item>& items) const {
    Sum sum;
    for (const Item& item : items) {
        sum.exact += cost(item.kind).fixed();
        (has_quality(item) ? sum.quality : sum.exact) += cost(item.kind).of_pixels(item.pixels, 0);
    }
    return sum;
}

// Infinite where no quality is low enough.
double FrameBudget::coarser_for(const Sum& sum, double bits) const {
    const double left = bits - sum.exact;
    if (left <= 0) return std::numeric_limits<double>::infinity();
    return std::max(0.0, kStepsPerDoubling * std::log2((sum.quality + 1) / (left + 1)));
}

// False if that saves nothing any more.
bool FrameBudget::give_up_exactness(std::vector<Item>& items) {
    Item* largest = nullptr;
    for (Item& item : items) {
        if (item.kind == Kind::kExact && (largest == nullptr || item.pixels > largest->pixels))
            largest = &item;
    }
    if (largest == nullptr) return false;
    if (of(*largest, 0) <= cost(Kind::kText).of(largest->pixels, limit_->coarsest)) {
        cost(Kind::kText).doubt();
        return false;
    }
    largest->kind = Kind::kText;
    return true;
}

// What the items are to become, so that they cost no more than `bits` if that is
// possible: so many steps coarser, but at least `coarser`.
double FrameBudget::fit(std::vector<Item>& items, double bits, double coarser) {
    double steps = coarser_for(sum_of(items), bits);
    while (steps > limit_->coarsest && give_up_exactness(items))
        steps = coarser_for(sum_of(items), bits);
    steps = std::min(std::max(steps, coarser), limit_->coarsest);
    for (Item& item : items) {
        item.coarser = has_quality(item) ? steps : 0;
        item.foreseen = of(item, item.coarser);
    }
    return steps;
}

void FrameBudget::fit(std::vector<Item>& items) {
    if (!limit_ || items.empty()) return;
    const double steps = fit(items, goal_, 0);
    double foreseen = 0;
    short_ = steps > 0;
    for (const Item& item : items) {
        foreseen += item.foreseen;
        short_ = short_ || item.kind == Kind::kText;
    }
    short_ = short_ || foreseen > goal_;
    goal_ -= foreseen;
}

std::int64_t FrameBudget::refresh_pixels() const {
    if (!limit_) return std::numeric_limits<std::int64_t>::max();
    const double bits = refresh_goal_ + std::max(goal_, 0.0);
    return std::max<std::int64_t>(1, std::llround(bits / refresh_cost_.of_pixels(1, 0)));
}

void FrameBudget::fit_refresh(std::vector<Item>& items) {
    if (!limit_) return;
    const double whole = cost(Kind::kImage).of_pixels(limit_->picture_pixels, 0);
    const double coarser =
        kStepsPerDoubling * std::log2(whole / (bucket_.bits_per_second() * kRefreshSeconds));
    const double bits = refresh_goal_ + std::max(goal_, 0.0);
    fit(items, bits * kMuchDearer, std::max(coarser, 0.0));
}

// Exact pixels all become images or none does: what they cost elsewhere lately says little of
// these, and one refresh that was taken for a small one is old for long.
void FrameBudget::fit_link(std::vector<Item>& items, double bits, double coarsest) {
    const auto now_of = [&](const Item& item) {
        if (item.kind != Kind::kExact) return of(item, item.coarser);
        return cost(Kind::kExact).fixed() + kDenseText * static_cast<double>(item.pixels);
    };
    double coarser = 0;
    double sum = 0;
    for (const Item& item : items) {
        coarser = std::max(coarser, item.coarser);
        sum += now_of(item);
    }
    if (sum <= bits) return;
    coarsest = std::max(coarsest, coarser);
    for (Item& item : items) {
        const double as_text = cost(Kind::kText).of(item.pixels, coarsest * kTextSteps);
        if (item.kind == Kind::kExact && now_of(item) > as_text) item.kind = Kind::kText;
    }
    const auto fit_with = [&](double steps) {
        double foreseen = 0;
        for (Item& item : items) {
            item.coarser = has_quality(item) ? steps : 0;
            item.foreseen = of(item, item.coarser * (item.kind == Kind::kText ? kTextSteps : 1));
            foreseen += item.foreseen;
        }
        return foreseen <= bits;
    };
    for (double steps = coarser; steps < coarsest; steps += kStep) {
        if (fit_with(steps)) return;
    }
    fit_with(coarsest);
}

// From then on nothing moves that is short of bits.
TimePoint FrameBudget::rest() const {
    return short_ ? last_ + duration_of(kRestPeriods * bucket_.period_seconds()) : last_;
}

TimePoint FrameBudget::piece_ready() const {
    if (!limit_) return {};
    if (!short_) return bucket_.empty();
    return std::max(bucket_.empty(), std::min(next_piece_, rest()));
}

TimePoint FrameBudget::piece_ready_with_frame() const {
    if (!limit_) return {};
    return short_ ? std::min(next_piece_, rest()) : bucket_.empty();
}

std::int64_t FrameBudget::piece_pixels(TimePoint now) const {
    if (!limit_) return std::numeric_limits<std::int64_t>::max();
    const double periods =
        now < rest() ? kPieceInMotion : std::min(kPieceAtRest, limit_->vbv_multiplier);
    const double bits = bucket_.bits_per_second() * bucket_.period_seconds() * periods;
    const CostEstimate& piece = cost(Kind::kPiece);
    return std::max<std::int64_t>(
        1, std::llround((bits - piece.fixed()) / std::max(piece.of_pixels(1, 0), kCheapestPiece)));
}

void FrameBudget::sent(const std::vector<Item>& items, std::int64_t other, TimePoint now) {
    if (!limit_) return learn(items);
    double drawn = 0;
    double pieces = 0;
    for (const Item& item : items)
        (item.kind == Kind::kPiece ? pieces : drawn) += static_cast<double>(item.bits);
    (drawn > 0 ? drawn : pieces) += static_cast<double>(other);
    bucket_.spent(drawn);
    if (pieces > 0) {
        bucket_.spent_beside(pieces, now);
        // One that came late is followed the sooner by the next.
        const Duration late = duration_of(kRestPeriods * bucket_.period_seconds());
        next_piece_ = std::max(next_piece_, now - late) +
                      duration_of(pieces / (kShareOfPieces * bucket_.bits_per_second()));
    }
    learn(items);
}

void FrameBudget::learn(const std::vector<Item>& items) {
    struct Total {
        int rectangles = 0;
        double foreseen = 0;
        double real = 0;
    };
    std::array<Total, kKinds> totals;
    Total refresh;
    for (const Item& item : items) {
        const bool fitted = item.foreseen > 0 && item.kind != Kind::kPiece;
        const double foreseen = fitted ? item.foreseen : of(item, item.coarser);
        const auto add = [&](Total& total, double expected) {
            ++total.rectangles;
            total.foreseen += expected;
            total.real += static_cast<double>(item.bits);
        };
        add(totals[static_cast<std::size_t>(item.kind)], foreseen);
        if (item.refresh) add(refresh, refresh_cost_.of(item.pixels, 0));
    }
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
        const Total& total = totals[kind];
        if (kind != static_cast<std::size_t>(Kind::kOther) && total.rectangles > 0)
            costs_[kind].learn(total.rectangles, total.foreseen, total.real);
    }
    if (refresh.rectangles > 0)
        refresh_cost_.learn(refresh.rectangles, refresh.foreseen, refresh.real);
}

}  // namespace pixelflux
