// SPDX-License-Identifier: MPL-2.0
#include "content_map.h"

#include <algorithm>

namespace pixelflux {
namespace {

// Whether enough of a tile changed to say what it shows; whether enough did to be looked at. What
// is smaller and alone is cheaper exactly, whatever it shows.
constexpr std::int64_t kTellingPixels = kTileWidth * kTileHeight * 3 / 4;
constexpr std::int64_t kFewPixels = kTileWidth * kTileHeight / 8;

template <class Do>
void for_each_changed(const ChangeMap& changes, Do&& act) {
    for (int row = 0; row < changes.grid().rows(); ++row) {
        const ChangeMap::Span span = changes.changed_in(row);
        for (int column = span.first; column < span.last; ++column) {
            if (changes.has_changed(column, row)) act(column, row);
        }
    }
}

constexpr int kAllNeighbours = 8;
constexpr int kMostNeighbours = 5;

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
    known_.assign(grid.count(), {});
    changed_.assign(grid.count(), Content::kUnknown);
    pictures_.assign(grid.count(), 0);
    last_picture_.assign(grid.count(), 0);
    films_.clear();
    in_film_.assign(grid.count(), 0);
    in_video_.assign(grid.count(), 0);
}

void ContentMap::set_films(const std::vector<Rect>& areas) {
    if (areas == films_) return;
    films_ = areas;
    std::fill(in_film_.begin(), in_film_.end(), std::uint8_t{0});
    for (const Rect& film : films_) {
        const Rect tiles = tiles_of(film);
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            for (int column = tiles.x; column < right_of(tiles); ++column) {
                if (contains(film, grid_.area(column, row))) in_film_[grid_.index(column, row)] = 1;
            }
        }
    }
}

// How many more of the tiles around show pictures than exact content, as far as enough of them
// changed now, or a part that was looked at; and as they are known.
ContentMap::Neighbours ContentMap::neighbours(int column, int row, const ChangeMap& changes) const {
    Neighbours pictures;
    const Rect around =
        intersection({column - 1, row - 1, 3, 3}, {0, 0, grid_.columns(), grid_.rows()});
    const auto count = [](Content content) {
        return content == Content::kPicture ? 1 : content == Content::kExact ? -1 : 0;
    };
    for (int y = around.y; y < bottom_of(around); ++y) {
        for (int x = around.x; x < right_of(around); ++x) {
            if (x == column && y == row) continue;
            pictures.known += count(known(x, y));
            const std::int64_t pixels = area_of(changes.changed(x, y));
            if (pixels >= kTellingPixels)
                pictures.now += count(changed(x, y));
            else if (pixels >= kFewPixels)
                pictures.parts += count(changed(x, y));
        }
    }
    return pictures;
}

// Whether a picture that is sent anyway can take in what changed here.
bool ContentMap::is_near_a_picture(int column, int row, const ChangeMap& changes) const {
    constexpr int kNear = 4;  // tiles
    const Rect around = intersection({column - kNear, row - kNear, 2 * kNear + 1, 2 * kNear + 1},
                                     {0, 0, grid_.columns(), grid_.rows()});
    for (int y = around.y; y < bottom_of(around); ++y) {
        for (int x = around.x; x < right_of(around); ++x) {
            if (area_of(changes.changed(x, y)) >= kFewPixels && changed(x, y) == Content::kPicture)
                return true;
        }
    }
    return false;
}

Content ContentMap::look_at(const PixelView& picture, const Rect& part, std::size_t tile,
                            bool film) const {
    if (area_of(part) < kFewPixels) return Content::kUnknown;
    if (area_of(part) < kTellingPixels) return content_of(picture, part, 1);
    // A glance is enough to see that a film goes on, and a shorter one where it is drawn as such:
    // at its upper rim, and in the next frame at the lower one. These were read to compare them.
    Rect glance = part;
    if (in_film_[tile] != 0) {
        glance.y += frame_ % 2 == 0 ? 0 : part.height - 2;
        glance.height = 2;
    }
    if (film && content_of(picture, glance, kGlanceRowStep) == Content::kPicture)
        return Content::kPicture;
    const Content content = content_of(picture, part, kRowStep);
    return content != Content::kUnknown ? content : content_of(picture, part, kCloseRowStep);
}

// What is right for a tile that looks like `seen`.
Content ContentMap::decide(int column, int row, Content seen, const ChangeMap& changes) const {
    const std::int64_t pixels = area_of(changes.changed(column, row));
    const Content earlier = known(column, row);
    const auto picture_if = [](bool is) { return is ? Content::kPicture : Content::kExact; };
    const Neighbours pictures = neighbours(column, row, changes);
    if (pixels >= kTellingPixels) {
        // One alone cuts what is around it into pieces, and was probably misjudged.
        if (pictures.now == kAllNeighbours) return Content::kPicture;
        if (pictures.now <= -kMostNeighbours) return Content::kExact;
        if (seen != Content::kUnknown) return seen;
        if (earlier != Content::kUnknown) return earlier;
        return picture_if(pictures.now > 0 || (pictures.now == 0 && pictures.known > 0));
    }
    // A strip of antialiased text can look like anything, but what changes together belongs
    // together.
    if (seen == Content::kExact) return seen;
    if (pictures.now != 0) return picture_if(pictures.now > 0);
    if (pixels < kFewPixels) {
        return picture_if(earlier == Content::kPicture && is_near_a_picture(column, row, changes));
    }
    // Not what the tile showed: a strip at the rim of a window lies in tiles that show more of what
    // is beside it.
    if (pictures.parts != 0) return picture_if(pictures.parts > 0);
    return earlier != Content::kUnknown ? earlier : picture_if(seen == Content::kPicture);
}

void ContentMap::judge(const PixelView& picture, const ChangeMap& changes, const LossyMap* lossy) {
    if (lossy == nullptr) ++frame_;
    for_each_changed(changes, [&](int column, int row) {
        const std::size_t tile = grid_.index(column, row);
        changed_[tile] = look_at(picture, changes.changed(column, row), tile, is_film(column, row));
        const bool in_video =
            lossy == nullptr && in_film_[tile] != 0 && changed_[tile] == Content::kPicture;
        in_video_[tile] = in_video ? 1 : 0;
    });
    for_each_changed(changes, [&](int column, int row) {
        if (is_in_video(column, row)) {
            known_[grid_.index(column, row)] = {Content::kPicture, false};
            note_picture(grid_.index(column, row), true);
            return;
        }
        Content& content = changed_[grid_.index(column, row)];
        const Content seen = content;
        Known& earlier = known_[grid_.index(column, row)];
        content = decide(column, row, seen, changes);
        if (lossy != nullptr && seen != Content::kPicture && earlier.content != Content::kUnknown &&
            is_empty(lossy->lossy(column, row)))
            content = Content::kExact;
        const bool most = area_of(changes.changed(column, row)) >= kTellingPixels;
        const bool doubtful = content == Content::kPicture && seen != Content::kPicture;
        if (most || earlier.content == Content::kUnknown)
            earlier = {content, doubtful};
        else if (doubtful)
            earlier.doubtful = true;
        if (lossy == nullptr) note_picture(grid_.index(column, row), content == Content::kPicture);
    });
}

void ContentMap::note_picture(std::size_t tile, bool is_picture) {
    const bool goes_on = frame_ - last_picture_[tile] <= kFilmPause;
    std::uint8_t& pictures = pictures_[tile];
    if (!is_picture || !goes_on) pictures = 0;
    if (!is_picture) return;
    if (pictures < kFilmPictures) ++pictures;
    last_picture_[tile] = frame_;
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
            copied_.push_back(known_[most ? grid_.index(from_x / kTileWidth, from_y / kTileHeight)
                                          : grid_.index(column, row)]);
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
