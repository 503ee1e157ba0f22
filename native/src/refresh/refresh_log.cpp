// SPDX-License-Identifier: MPL-2.0
#include "refresh_log.h"

#include <algorithm>
#include <utility>

#include "rect.h"

namespace pixelflux {

void RefreshLog::reset(Size size, std::uint64_t epoch) {
    grid_ = TileGrid(size);
    epoch_ = epoch;
    first_frame_.reset();
    last_frame_ = 0;
    written_.assign(grid_.count(), 0);
    held_.assign(grid_.count(), std::nullopt);
    requested_.reset();
    under_way_.reset();
    taken_.reset();
}

void RefreshLog::wrote(const Rect& area, std::uint64_t frame) {
    made(frame);
    const Rect inside = intersection(area, whole_of(grid_.size()));
    if (is_empty(inside)) return;
    const Rect tiles = tiles_of(inside);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        const auto first =
            written_.begin() + static_cast<std::ptrdiff_t>(grid_.index(tiles.x, row));
        std::fill_n(first, tiles.width, frame);
    }
}

void RefreshLog::wrote_everything(std::uint64_t frame) {
    wrote(whole_of(grid_.size()), frame);
    requested_.reset();
    under_way_.reset();
    taken_.reset();
}

void RefreshLog::request(const RefreshRequest& request) {
    const auto& reader = request.reader;
    const bool known = reader && reader->epoch == epoch_ && first_frame_ &&
                       reader->frame >= *first_frame_ && reader->frame <= last_frame_;
    RefreshRequest asked = request;
    if (!known) asked.reader.reset();
    join(asked);
}

void RefreshLog::join(const RefreshRequest& request) {
    requested_ = requested_ ? requested_->joined(request) : request;
}

std::optional<RefreshPart> RefreshLog::take(std::uint64_t frame, std::int64_t pixel_limit,
                                            const std::vector<Rect>& late) {
    made(frame);
    taken_.reset();
    if (!under_way_ && requested_) begin(frame);
    if (!under_way_) return {};

    const std::vector<bool> is_late = tiles_in(late);
    std::vector<bool> part(written_.size());
    std::vector<bool> exact(written_.size());
    std::int64_t pixels = 0;
    std::size_t tile = under_way_->next_tile;
    const auto columns = static_cast<std::size_t>(grid_.columns());
    const auto include = [&](std::size_t included) {
        (under_way_->again[included] ? exact : part)[included] = true;
        held_[included] = frame;
    };
    for (; tile < written_.size(); ++tile) {
        if (!is_due(tile) || is_late[tile]) continue;
        const std::int64_t more =
            area_of(grid_.area(static_cast<int>(tile % columns), static_cast<int>(tile / columns)));
        if (pixels > 0 && pixels + more > pixel_limit) break;
        include(tile);
        pixels += more;
    }
    const bool last = tile == written_.size();
    if (last) {
        // Nobody else tells the readers what is late, or was written where earlier parts had been.
        for (std::size_t left = 0; left < written_.size(); ++left) {
            if (is_due(left)) include(left);
        }
    }
    under_way_->next_tile = tile;
    taken_ = under_way_->asked;
    RefreshPart taken{base_of(*taken_), under_way_->start, last,
                      areas_of(part),   areas_of(exact),   taken_->most_bytes};
    if (last) under_way_.reset();
    return taken;
}

void RefreshLog::take_back() {
    under_way_.reset();
    if (taken_) join(*taken_);
    taken_.reset();
}

void RefreshLog::begin(std::uint64_t frame) {
    RefreshRequest asked = *requested_;
    requested_.reset();
    // A request between wrote() and take() may have named the frame that is being made.
    if (asked.reader && asked.reader->frame >= frame) asked.reader.reset();
    under_way_ = Refresh{asked, tiles_in(asked.again), frame, 0};
    for (std::size_t tile = 0; tile < held_.size(); ++tile)
        held_[tile] = under_way_->again[tile] ? std::nullopt : base_of(asked);
}

std::optional<std::uint64_t> RefreshLog::base_of(const RefreshRequest& asked) {
    if (!asked.reader) return {};
    return asked.reader->frame;
}

bool RefreshLog::is_due(std::size_t tile) const {
    return !held_[tile] || written_[tile] > *held_[tile];
}

void RefreshLog::made(std::uint64_t frame) {
    if (!first_frame_) first_frame_ = frame;
    last_frame_ = frame;
}

std::vector<bool> RefreshLog::tiles_in(const std::vector<Rect>& areas) const {
    std::vector<bool> inside(written_.size());
    for (const Rect& area : areas) {
        const Rect tiles = tiles_of(intersection(area, whole_of(grid_.size())));
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            for (int column = tiles.x; column < right_of(tiles); ++column)
                inside[grid_.index(column, row)] = true;
        }
    }
    return inside;
}

// Runs of tiles, each joined with the one above if both begin and end in the same columns.
std::vector<Rect> RefreshLog::areas_of(const std::vector<bool>& tiles) const {
    std::vector<Rect> areas;
    std::vector<std::size_t> above;
    for (int row = 0; row < grid_.rows(); ++row) {
        std::vector<std::size_t> here;
        for (int column = 0; column < grid_.columns(); ++column) {
            if (!tiles[grid_.index(column, row)]) continue;
            const int first = column;
            while (++column < grid_.columns() && tiles[grid_.index(column, row)]) continue;
            const Rect run = grid_.area({first, row, column - first, 1});
            const auto same = std::find_if(above.begin(), above.end(), [&](std::size_t area) {
                return areas[area].x == run.x && areas[area].width == run.width;
            });
            if (same != above.end()) {
                areas[*same] = hull(areas[*same], run);
                here.push_back(*same);
            } else {
                here.push_back(areas.size());
                areas.push_back(run);
            }
        }
        above = std::move(here);
    }
    return areas;
}

}  // namespace pixelflux
