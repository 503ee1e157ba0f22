// SPDX-License-Identifier: MPL-2.0
#include "row_merger.h"

#include <algorithm>
#include <cmath>

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

// Changes that follow each other within kPause are one motion, which has to go on for kSustained.
constexpr Duration kPause = milliseconds(250);
constexpr Duration kSustained = seconds(1);

// The time after which bytes that were spent count half.
constexpr double kHalfLifeSeconds = 2;

// The share of the recent frames with a change in one of two neighbours that must have changed
// both.
constexpr double kTogether = 0.8;
constexpr double kTogetherHalfLifeSeconds = 4;

// The share of what the seams cost that joining saves, before it was tried.
constexpr double kHope = 0.5;

// How much of its own key frame a row must pay for to join. All rows together must pay for all of
// theirs.
constexpr double kOwnShare = 0.5;

// Joined stripes are judged after so many pictures, by those of the last seconds.
constexpr int kTrials = 30;
constexpr double kTrialHalfLifeSeconds = 10;
constexpr double kClearlyFewerBytes = 0.85;
constexpr double kMoreTime = 1.05;

constexpr Duration kFirstTimeAlone = seconds(5);
constexpr Duration kLongestTimeAlone = minutes(30);
// After a calm of this length something else moves.
constexpr Duration kForgotten = minutes(1);

// How many pictures' worth of still rows may be encoded before that costs more than key frames.
constexpr double kMostIdle = 60;
constexpr double kMostIdleInVain = 15;

// The weight of the newest picture in an average.
constexpr double kNewest = 0.125;

void average_in(double& average, double newest) {
    average += average == 0 ? newest : kNewest * (newest - average);
}

double seconds_of(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

RowMerger::Cost& RowMerger::Cost::operator+=(const Cost& other) {
    bytes += other.bytes;
    seconds += other.seconds;
    return *this;
}

RowMerger::Cost& RowMerger::Cost::operator*=(double factor) {
    bytes *= factor;
    seconds *= factor;
    return *this;
}

RowMerger::RowMerger(const std::vector<Stripe>& base) {
    parts_.reserve(base.size());  // never more, so that cutting cannot fail half-way
    for (const Stripe& place : base) {
        const int row = static_cast<int>(rows_.size());
        rows_.push_back({place, false, {}, {}, {}, kFirstTimeAlone});
        parts_.push_back({row, row + 1});
    }
}

std::vector<Stripe> RowMerger::cut() const {
    std::vector<Stripe> stripes;
    for (const Part& part : parts_) stripes.push_back(place_of(part));
    return stripes;
}

Stripe RowMerger::place_of(const Part& part) const {
    const Stripe& top = rows_[static_cast<std::size_t>(part.first)].place;
    const Stripe& bottom = rows_[static_cast<std::size_t>(part.last - 1)].place;
    return {top.y, bottom.y + bottom.height - top.y};
}

RowMerger::Part* RowMerger::part_at(const Stripe& stripe) {
    for (Part& part : parts_) {
        if (place_of(part) == stripe) return &part;
    }
    return nullptr;
}

bool RowMerger::begin_frame(TimePoint now, const BandSet& changed, Duration longest) {
    look_at(changed, now);
    const bool split = split_idle_parts();
    return join_moving_parts(longest) || split;
}

void RowMerger::look_at(const BandSet& changed, TimePoint now) {
    const double passed = seconds_of(now - now_);
    const double kept = std::exp2(-passed / kHalfLifeSeconds);
    const double kept_together = std::exp2(-passed / kTogetherHalfLifeSeconds);
    const double trial_kept = std::exp2(-passed / kTrialHalfLifeSeconds);
    now_ = now;
    for (Row& row : rows_) {
        row.changed = changed.any_in(row.place.bands());
        if (!row.changed) continue;
        if (now - row.last_change > kForgotten) {
            row.alone_until = {};
            row.alone_next = kFirstTimeAlone;
        }
        if (now - row.last_change > kPause) row.moving_since = now;
        row.last_change = now;
    }
    for (std::size_t i = 0; i + 1 < rows_.size(); ++i) {
        Row& row = rows_[i];
        row.together = row.together * kept_together + (row.changed && rows_[i + 1].changed ? 1 : 0);
        row.either = row.either * kept_together + (row.changed || rows_[i + 1].changed ? 1 : 0);
    }
    for (Part& part : parts_) {
        const auto first = rows_.begin() + part.first;
        const auto last = rows_.begin() + part.last;
        const auto moved = std::count_if(first, last, [](const Row& row) { return row.changed; });
        part.changed = moved != 0;
        part.spent *= kept;
        if (!part.joined()) continue;
        part.promised *= trial_kept;
        part.tried *= trial_kept;
        part.expected = {};
        for (auto row = first; row != last; ++row) {
            if (row->changed) part.expected += row->alone;
        }
        if (moved == 0) continue;
        const auto rows = static_cast<double>(part.last - part.first);
        const double still = 1 - static_cast<double>(moved) / rows;
        if (moved == last - first) {
            ++part.moved_whole;
            part.idle = std::max(0.0, part.idle - 2);
        } else {
            ++part.moved_partly;
            part.idle += still;
        }
    }
}

bool RowMerger::split_idle_parts() {
    bool any = false;
    for (std::size_t i = parts_.size(); i-- > 0;) {
        const Part& part = parts_[i];
        if (part.idle < (part.in_vain ? kMostIdleInVain : kMostIdle)) continue;
        // Joining was worth it if it clearly paid for cutting, too.
        split(i, 2 * part.whole);
        any = true;
    }
    return any;
}

bool RowMerger::split_for_free(const Stripe& stripe) {
    const Part* const part = part_at(stripe);
    if (part == nullptr || !part->joined()) return false;
    if (!part->in_vain && part->moved_partly <= part->moved_whole) return false;
    split(static_cast<std::size_t>(part - parts_.data()), 0);
    return true;
}

// From top to bottom the longest runs that may be joined, as far as one thread can encode them.
bool RowMerger::join_moving_parts(Duration longest) {
    bool any = false;
    for (std::size_t first = 0; first < parts_.size(); ++first) {
        std::size_t last = first;
        double time = 0;
        while (last < parts_.size() && may_join(parts_[last])) {
            time += parts_[last].seconds;
            if (time > seconds_of(longest)) break;
            if (last > first && !moves_with_upper(parts_[last])) break;
            ++last;
        }
        if (last - first < 2) continue;
        if (pays(first, last)) {
            join(first, last);
            any = true;
        } else {
            first = last - 1;
        }
    }
    return any;
}

bool RowMerger::may_join(const Part& part) const {
    const auto first = rows_.begin() + part.first;
    const auto last = rows_.begin() + part.last;
    const auto moving = std::count_if(first, last, [&](const Row& row) {
        return now_ - row.last_change <= kPause && now_ - row.moving_since >= kSustained;
    });
    return 2 * moving >= last - first &&
           std::all_of(first, last, [&](const Row& row) { return now_ >= row.alone_until; }) &&
           (part.joined() ? part.pictures == kTrials && !part.in_vain
                          : kHope * part.spent >= kOwnShare * part.whole);
}

// Whether `part` and the one above it do.
bool RowMerger::moves_with_upper(const Part& part) const {
    const Row& seam = rows_[static_cast<std::size_t>(part.first - 1)];
    return seam.together >= kTogether * seam.either;
}

// One seam less saves what the cheaper of two stripes costs, so the dearest of them saves nothing.
// What moves may have moved from one stripe to another since its key frame, so the densest counts
// for all.
bool RowMerger::pays(std::size_t first, std::size_t last) const {
    double spent = 0;
    double dearest = 0;
    double density = 0;
    int height = 0;
    for (std::size_t i = first; i < last; ++i) {
        spent += parts_[i].spent;
        dearest = std::max(dearest, parts_[i].spent);
        const int rows = place_of(parts_[i]).height;
        density = std::max(density, parts_[i].whole / rows);
        height += rows;
    }
    return kHope * (spent - dearest) >= density * height;
}

void RowMerger::join(std::size_t first, std::size_t last) {
    Part joined{parts_[first].first, parts_[last - 1].last};
    for (std::size_t i = first; i < last; ++i) {
        joined.whole += parts_[i].whole;
        joined.seconds += parts_[i].seconds;
    }
    parts_[first] = joined;
    parts_.erase(parts_.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                 parts_.begin() + static_cast<std::ptrdiff_t>(last));
}

void RowMerger::split(std::size_t index, double price) {
    const Part whole = parts_[index];
    if (whole.saved.bytes > price && whole.saved.seconds > 0) {
        forgive(whole);
    } else {
        leave_alone(whole);
    }
    std::vector<Part> single;
    for (int row = whole.first; row < whole.last; ++row) {
        const double share =
            static_cast<double>(rows_[static_cast<std::size_t>(row)].place.height) /
            place_of(whole).height;
        Part part{row, row + 1};
        part.whole = whole.whole * share;
        part.seconds = whole.seconds * share;
        single.push_back(part);
    }
    const auto place = parts_.begin() + static_cast<std::ptrdiff_t>(index);
    parts_.insert(parts_.erase(place), single.begin(), single.end());
}

void RowMerger::encoded(const Stripe& stripe, std::size_t bytes, bool key_frame, Duration time) {
    Part* const part = part_at(stripe);
    if (part == nullptr) return;
    const Cost cost{static_cast<double>(bytes), seconds_of(time)};
    if (part->joined() && !part->begun) {
        part->begun = true;
        part->saved = {-cost.bytes, -cost.seconds};
    }
    if (key_frame) {
        part->whole = cost.bytes;
        part->moved_whole = 0;
        part->moved_partly = 0;
        return;
    }
    // Refining a still picture costs about the same, however it is cut.
    if (!part->changed) return;
    part->spent += cost.bytes;
    average_in(part->seconds, cost.seconds);
    if (part->joined()) {
        compare(*part, cost);
    } else {
        Cost& alone = rows_[static_cast<std::size_t>(part->first)].alone;
        average_in(alone.bytes, cost.bytes);
        average_in(alone.seconds, cost.seconds);
    }
}

void RowMerger::compare(Part& part, const Cost& cost) {
    part.promised += part.expected;
    part.tried += cost;
    part.saved += {part.expected.bytes - cost.bytes, part.expected.seconds - cost.seconds};
    if (part.pictures < kTrials && ++part.pictures < kTrials) return;
    part.in_vain = part.tried.bytes > kClearlyFewerBytes * part.promised.bytes ||
                   part.tried.seconds > kMoreTime * part.promised.seconds;
}

void RowMerger::leave_alone(const Part& part) {
    for (int i = part.first; i < part.last; ++i) {
        Row& row = rows_[static_cast<std::size_t>(i)];
        if (now_ < row.alone_until) continue;
        row.alone_until = now_ + row.alone_next;
        row.alone_next = std::min(2 * row.alone_next, kLongestTimeAlone);
    }
}

void RowMerger::forgive(const Part& part) {
    for (int i = part.first; i < part.last; ++i)
        rows_[static_cast<std::size_t>(i)].alone_next = kFirstTimeAlone;
}

}  // namespace pixelflux
