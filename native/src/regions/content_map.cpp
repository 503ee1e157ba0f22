// SPDX-License-Identifier: MPL-2.0
#include "content_map.h"

#include <algorithm>

namespace pixelflux {
namespace {

// Whether enough of a tile changed to say what it shows. What is smaller and alone is cheaper
// exactly, whatever it shows.
bool is_telling(const ChangeMap& changes, int column, int row) {
    return area_of(changes.changed(column, row)) * 4 >= area_of(changes.grid().area(column, row));
}

template <class Do>
void for_each_changed(const ChangeMap& changes, Do&& act) {
    for (int row = 0; row < changes.grid().rows(); ++row) {
        const ChangeMap::Span span = changes.changed_in(row);
        for (int column = span.first; column < span.last; ++column) {
            if (changes.has_changed(column, row)) act(column, row);
        }
    }
}

constexpr std::uint8_t kFilmPictures = 4;
constexpr int kFramesOfBelief = 8;

// Each how many rows of a tile it looks at.
constexpr int kGlanceRowStep = 8;
constexpr int kRowStep = 4;
constexpr int kCloseRowStep = 2;

}  // namespace

Content content_of(const PixelView& picture, const Rect& part, int row_step) {
    const PixelRelations seen = relations_in(picture, part, row_step);
    // Neighbours that differ a little are the mark of photos; text and lines jump
    // (docs/decisions/text-or-picture.md).
    if (seen.soft * 5 >= seen.count && seen.soft > seen.sharp()) return Content::kPicture;
    if (seen.soft * 2 > seen.sharp()) return Content::kUnknown;
    if (seen.equal * 2 >= seen.count) return Content::kExact;
    return colours_in(picture, part, row_step) * 2 <= seen.count ? Content::kExact
                                                                 : Content::kPicture;
}

void ContentMap::reset(const TileGrid& grid) {
    grid_ = grid;
    known_.assign(grid.count(), Content::kUnknown);
    changed_.assign(grid.count(), Content::kUnknown);
    pictures_.assign(grid.count(), 0);
}

bool ContentMap::is_film(int column, int row) const {
    return frame_ % kFramesOfBelief != 0 && pictures_[grid_.index(column, row)] == kFilmPictures;
}

Content ContentMap::from_neighbours(int column, int row, const ChangeMap& changes) const {
    int now = 0;  // those that are pictures less those that are exact
    int earlier = 0;
    const Rect around =
        intersection({column - 1, row - 1, 3, 3}, {0, 0, grid_.columns(), grid_.rows()});
    const auto count = [](Content content) {
        return content == Content::kPicture ? 1 : content == Content::kExact ? -1 : 0;
    };
    for (int y = around.y; y < bottom_of(around); ++y) {
        for (int x = around.x; x < right_of(around); ++x) {
            if (x == column && y == row) continue;
            if (changes.has_changed(x, y)) now += count(changed(x, y));
            earlier += count(known(x, y));
        }
    }
    // What changes together belongs together.
    const bool telling = is_telling(changes, column, row);
    return now > 0 || (now == 0 && telling && earlier > 0) ? Content::kPicture : Content::kExact;
}

void ContentMap::judge(const PixelView& picture, const ChangeMap& changes) {
    for_each_changed(changes, [&](int column, int row) {
        Content& content = changed_[grid_.index(column, row)];
        const Rect part = changes.changed(column, row);
        content = Content::kUnknown;
        if (!is_telling(changes, column, row)) return;
        // A glance is enough to see that a film goes on.
        if (is_film(column, row)) content = content_of(picture, part, kGlanceRowStep);
        if (content != Content::kPicture) content = content_of(picture, part, kRowStep);
        if (content == Content::kUnknown) content = content_of(picture, part, kCloseRowStep);
    });
    for_each_changed(changes, [&](int column, int row) {
        Content& content = changed_[grid_.index(column, row)];
        Content& earlier = known_[grid_.index(column, row)];
        const bool telling = is_telling(changes, column, row);
        if (content == Content::kUnknown && telling) content = earlier;
        if (content == Content::kUnknown) content = from_neighbours(column, row, changes);
        if (telling || earlier == Content::kUnknown) earlier = content;
        std::uint8_t& pictures = pictures_[grid_.index(column, row)];
        if (content != Content::kPicture || !telling) {
            pictures = 0;
        } else if (pictures < kFilmPictures) {
            ++pictures;
        }
    });
    ++frame_;
}

void ContentMap::copy(const Rect& target, Move by) {
    const Rect tiles = tiles_of(target);
    copied_.clear();
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            const Rect part = intersection(target, grid_.area(column, row));
            const bool most = area_of(part) * 2 >= area_of(grid_.area(column, row));
            const int from_x = part.x + part.width / 2 - by.x;
            const int from_y = part.y + part.height / 2 - by.y;
            copied_.push_back(most ? known(from_x / kTileWidth, from_y / kTileHeight)
                                   : known(column, row));
        }
    }
    auto from = copied_.begin();
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        std::copy_n(from, tiles.width,
                    known_.begin() + static_cast<std::ptrdiff_t>(grid_.index(tiles.x, row)));
        from += tiles.width;
        std::fill_n(pictures_.begin() + static_cast<std::ptrdiff_t>(grid_.index(tiles.x, row)),
                    tiles.width, std::uint8_t{0});
    }
}

}  // namespace pixelflux
