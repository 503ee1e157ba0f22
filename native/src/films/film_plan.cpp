// SPDX-License-Identifier: MPL-2.0
#include "film_plan.h"

#include <algorithm>
#include <chrono>

#include "rect.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Duration kLookEvery = milliseconds(250);

// Text in a film stands still when nothing is drawn over it for so long.
constexpr Duration kTextStands = milliseconds(250);
constexpr std::int64_t kFewPixels = 64;  // of text, at the edge of a film
// Where so much of a film becomes text, or moves, it is over.
constexpr std::int64_t kTextShare = 4;
constexpr std::int64_t kCopyShare = 8;

// A film of which so little moves for so long is none any more, or has become a smaller one.
constexpr Duration kUnconfirmed = milliseconds(1500);
constexpr Duration kUnfilled = milliseconds(3000);
// One that grows by less stays as it is.
constexpr double kGrowth = 1.25;
constexpr Duration kStays = milliseconds(1000);

}  // namespace

void FilmPlan::reset(Size size) {
    tiles_.reset(TileGrid(size));
    films_.clear();
}

bool FilmPlan::is_watched(const Rect& part, TimePoint now) const {
    for (const Living& living : films_) {
        if (!is_empty(intersection(part, living.film.area))) return true;
    }
    return tiles_.goes_on(part.x / kTileWidth, part.y / kTileHeight, Duration::zero(), now);
}

void FilmPlan::changed(const Rect& part, Content content, TimePoint now) {
    switch (content) {
        case Content::kPicture:
            tiles_.showed_picture(part, now);
            for (Living& living : films_) {
                if (living.last != now && !is_empty(intersection(part, living.film.area)))
                    living.last = now;
            }
            break;
        case Content::kFlat:
            tiles_.showed_flat(part, now);
            break;
        case Content::kText:
            tiles_.showed_text(part, now);
            break;
    }
}

void FilmPlan::copied(const Rect& target, TimePoint now) {
    const Rect tiles = tiles_of(target);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column)
            tiles_.showed_move(intersection(target, tiles_.grid().area(column, row)), now);
    }
    for (Living& living : films_) living.copied += area_of(intersection(target, living.film.area));
}

FilmPlan::Texts FilmPlan::texts_in(const Living& living, TimePoint now) const {
    Texts texts;
    const Rect tiles = tiles_of(living.film.area);
    for (int row = tiles.y; row < bottom_of(tiles); ++row) {
        for (int column = tiles.x; column < right_of(tiles); ++column) {
            const TileHistory::Text text = tiles_.text(column, row);
            if (is_empty(text.area)) continue;
            if (area_of(intersection(text.area, living.film.area)) <= kFewPixels) continue;
            ++texts.tiles;
            texts.drawn_over = texts.drawn_over || text.written < now;
            texts.stands = texts.stands || now - text.written >= kTextStands;
        }
    }
    return texts;
}

bool FilmPlan::has_text(std::size_t index) const {
    return texts_in(films_[index], TimePoint{}).tiles > 0;
}

bool FilmPlan::close_spoiled(const Living& living, TimePoint now, bool text_ends_it,
                             std::vector<Rect>& drawn_over) const {
    const bool moved = living.copied * kCopyShare >= area_of(living.film.area);
    if (living.last != now && !text_ends_it && !moved) return false;
    const Texts texts = texts_in(living, now);
    const bool many = texts.tiles * kTextShare >= area_of(tiles_of(living.film.area));
    const bool ends = moved || texts.stands || many || (text_ends_it && texts.tiles > 0);
    if (ends && texts.drawn_over) drawn_over.push_back(living.film.area);
    return ends;
}

std::vector<Rect> FilmPlan::decide(TimePoint now, bool text_ends_it, const MayCover& may_cover) {
    close_calm(now);
    std::vector<Rect> drawn_over;
    const auto spoiled = [&](const Living& living) {
        return close_spoiled(living, now, text_ends_it, drawn_over);
    };
    const auto ended = std::remove_if(films_.begin(), films_.end(), spoiled);
    // What is left around the text begins with one of the next frames.
    if (ended != films_.end()) looked_ = now;
    films_.erase(ended, films_.end());
    for (Living& living : films_) living.copied = 0;
    if (now - looked_ >= kLookEvery) {
        looked_ = now;
        look_for_films(now, may_cover);
    }
    return drawn_over;
}

void FilmPlan::close_calm(TimePoint now) {
    const auto calm = [&](const Living& living) {
        return now - living.last >= kCalmAfter || now - living.confirmed >= kUnconfirmed;
    };
    films_.erase(std::remove_if(films_.begin(), films_.end(), calm), films_.end());
}

void FilmPlan::look_for_films(TimePoint now, const MayCover& may_cover) {
    for (const Rect& area : film_areas(tiles_, kOpensAfter, now, may_cover)) {
        if (area_of(area) <= most_pixels_ && !follow(area, now)) open(area, now);
    }
}

// Whether a film that lives goes on there, or stands in its way.
bool FilmPlan::follow(const Rect& area, TimePoint now) {
    bool stands_there = false;
    for (Living& living : films_) {
        const Rect before = living.film.area;
        const std::int64_t common = area_of(intersection(area, before));
        if (common == 0) continue;
        const bool alone = std::none_of(films_.begin(), films_.end(), [&](const Living& other) {
            return &other != &living && !is_empty(intersection(area, other.film.area));
        });
        stands_there = true;
        // Most of what moves lies in it.
        if (2 * common < area_of(area) && 2 * common < area_of(before)) continue;
        living.confirmed = now;
        if (2 * common >= area_of(before)) living.filled = now;
        const bool grew =
            5 * common >= 4 * area_of(before) && now - living.opened >= kStays &&
            static_cast<double>(area_of(area)) >= kGrowth * static_cast<double>(area_of(before));
        const bool shrank = now - living.filled >= kUnfilled;
        if (!alone || !(grew || shrank)) continue;
        living.film.area = area;
        living.film.generation = ++generations_;
        living.opened = living.filled = now;
    }
    return stands_there;
}

void FilmPlan::open(const Rect& area, TimePoint now) {
    if (films_.size() == kMostFilms) return;
    std::uint32_t stream = 0;
    const auto taken = [&](const Living& living) { return living.film.stream == stream; };
    while (std::any_of(films_.begin(), films_.end(), taken)) ++stream;
    films_.push_back({{area, stream, ++generations_}, now, now, now, now, 0});
}

}  // namespace pixelflux
