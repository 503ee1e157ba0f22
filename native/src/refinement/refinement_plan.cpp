// SPDX-License-Identifier: MPL-2.0
#include "refinement_plan.h"

#include <algorithm>
#include <tuple>

#include "joined_boxes.h"
#include "rect.h"

namespace pixelflux {
namespace {

// A piece that is lost sooner was in vain: what shows such a part, as a film with a calm corner
// does, has to stay still twice as long next time, but never so long that a film which is paused
// looks lossy for long.
constexpr Duration kInVain = std::chrono::seconds(2);
constexpr std::uint8_t kMostByChanges = 3;
constexpr std::uint8_t kMostByRefreshes = 8;

// Of a piece, where they are small.
constexpr std::size_t kMostBoxes = 128;

// In tiles: 256x128 pixels.
constexpr int kBlockColumns = 8;
constexpr int kBlockRows = 8;

}  // namespace

struct RefinementPlan::Candidate {
    bool photo;
    TimePoint written;
    int block_row;
    int block_column;
    Rect box;
    std::size_t tile;
    bool more;

    bool operator<(const Candidate& other) const {
        return std::tie(photo, written, block_row, block_column, box.y, box.x) <
               std::tie(other.photo, other.written, other.block_row, other.block_column,
                        other.box.y, other.box.x);
    }
};

void RefinementPlan::set_pace(const std::optional<Pace>& pace) {
    pace_ = pace;
    earliest_ = lossy_ == 0 ? kNever : TimePoint::min();  // and is looked for anew
}

void RefinementPlan::reset(Size size) {
    grid_ = TileGrid(size);
    tiles_.assign(grid_.count(), {});
    lossy_ = 0;
    earliest_ = kNever;
}

template <class Do>
void RefinementPlan::for_each_tile(const Rect& area, Do&& act) {
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column)
            act(tiles_[grid_.index(column, row)]);
    }
}

TimePoint RefinementPlan::due_of(const Tile& tile) const {
    const Duration still = pace_->still * (std::int64_t{1} << tile.doubled);
    return std::max(tile.written + still, tile.again);
}

void RefinementPlan::becomes_lossy(Tile& tile, TimePoint now) {
    tile.written = now;
    tile.was_refined = false;
    if (!tile.lossy) ++lossy_;
    tile.lossy = true;
    if (pace_) earliest_ = std::min(earliest_, due_of(tile));
}

void RefinementPlan::becomes_lossy_by_change(Tile& tile, TimePoint now) {
    if (tile.was_refined && now - tile.refined < kInVain)
        ++tile.doubled;
    else if (tile.was_refined)
        tile.doubled = 0;
    tile.doubled = std::min(tile.doubled, kMostByChanges);
    becomes_lossy(tile, now);
}

void RefinementPlan::wrote_lossy(const Rect& area, TimePoint now) {
    for_each_tile(area, [&](Tile& tile) { becomes_lossy_by_change(tile, now); });
}

void RefinementPlan::wrote_video(const Rect& area, TimePoint calm) {
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            Tile& tile = tiles_[grid_.index(column, row)];
            if (contains(area, grid_.area(column, row)))
                becomes_lossy_by_change(tile, calm);
            else if (!tile.lossy)
                becomes_lossy(tile, calm);
        }
    }
}

// What waits in it is no reason to look all the time.
void RefinementPlan::look_again(Tile& tile, TimePoint now) {
    tile.again = now + pace_->still;
    earliest_ = std::min(earliest_, due_of(tile));
}

void RefinementPlan::wrote_exactly(const Rect& area, TimePoint now) {
    for_each_tile(area, [&](Tile& tile) { tile.written = now; });
}

void RefinementPlan::copied(const Rect& area, const Rect& from, TimePoint now) {
    if (!is_lossy(from)) return wrote_exactly(area, now);
    for_each_tile(area, [&](Tile& tile) { becomes_lossy(tile, now); });
}

void RefinementPlan::repeated_lossy(const Rect& area, TimePoint now) {
    for_each_tile(area, [&](Tile& tile) {
        if (tile.lossy) return;
        tile.doubled = std::min<std::uint8_t>(tile.doubled + 1, kMostByRefreshes);
        becomes_lossy(tile, now);
    });
}

bool RefinementPlan::is_lossy(const Rect& area) const {
    if (lossy_ == 0) return false;
    const Rect tiles = tiles_of(area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            if (tiles_[grid_.index(column, row)].lossy) return true;
        }
    }
    return false;
}

TimePoint RefinementPlan::due() const {
    if (!pace_ || lossy_ == 0) return kNever;
    return std::max(earliest_, next_piece_);
}

std::vector<RefinementPlan::Candidate> RefinementPlan::candidates(TimePoint now, const Look& look) {
    std::vector<Candidate> found;
    earliest_ = kNever;
    for (int row = 0; row < grid_.rows(); ++row) {
        for (int column = 0; column < grid_.columns(); ++column) {
            const std::size_t at = grid_.index(column, row);
            Tile& tile = tiles_[at];
            if (!tile.lossy) continue;
            if (due_of(tile) > now) {
                earliest_ = std::min(earliest_, due_of(tile));
                continue;
            }
            const Lossy lossy = look(column, row);
            if (is_empty(lossy.box) && lossy.more) {
                look_again(tile, now);
                continue;
            }
            if (is_empty(lossy.box)) {
                tile.lossy = false;
                --lossy_;
                continue;
            }
            found.push_back({!lossy.like_text, tile.written, row / kBlockRows,
                             column / kBlockColumns, lossy.box, at, lossy.more});
        }
    }
    return found;
}

std::vector<Rect> RefinementPlan::take(TimePoint now, const Look& look, std::int64_t most_pixels) {
    if (now < due()) return {};
    std::vector<Candidate> found = candidates(now, look);
    const std::size_t most = std::min(found.size(), kMostBoxes);
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(most),
                      found.end());
    const std::int64_t limit = std::min(most_pixels, pace_->piece_pixels);
    std::vector<Rect> boxes;
    std::int64_t pixels = 0;
    for (std::size_t i = 0; i < most; ++i) {
        const Candidate& next = found[i];
        if (i > 0 && pixels + area_of(next.box) > limit) break;
        pixels += area_of(next.box);
        boxes.push_back(next.box);
        Tile& tile = tiles_[next.tile];
        tile.was_refined = true;
        tile.refined = now;
        if (next.more) {
            look_again(tile, now);
            continue;
        }
        tile.lossy = false;
        --lossy_;
    }
    const bool more = boxes.size() < found.size();
    if (more) earliest_ = now;
    if (!boxes.empty()) {
        taken_ = now;
        next_piece_ = now + (more ? pace_->pause : pace_->gathering);
    }
    return joined(std::move(boxes));
}

void RefinementPlan::sent(std::int64_t bytes) {
    const double seconds =
        static_cast<double>(bytes) / static_cast<double>(pace_->bytes_per_second);
    next_piece_ = std::max(next_piece_, taken_ + duration_of(seconds));
}

}  // namespace pixelflux
