// SPDX-License-Identifier: MPL-2.0
#include "copy_finder.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "copy_area.h"
#include "hints.h"
#include "needle_search.h"

namespace pixelflux {
namespace {

// Fewer tiles are encoded sooner than something is found.
constexpr int kFewestTiles = 12;
constexpr int kMostCopies = 6;  // into one grabbed area
constexpr std::int64_t kFewestPixelsForNeedles = 16384;

bool helps(const BestArea& best) { return best.tiles >= kFewestTiles; }

}  // namespace

bool BackOff::may_try() {
    if (pass_ == 0) return true;
    --pass_;
    return false;
}

void BackOff::tried(bool successful) {
    failures_ = successful ? 0 : std::min(failures_ + 1, most_failures_);
    pass_ = (1 << failures_) / 2 - (failures_ > 0 ? 1 : 0);
}

// One grabbed area, and what of it is worth a search.
struct CopyFinder::Frame {
    Frame(const PixelView& kept_picture, const GrabbedArea& grabbed, const Known& what_is_known)
        : kept(kept_picture), known(what_is_known) {
        place.now = &grabbed;
        place.is_lively = [this](int column, int row) {
            return known.changes.has_changed(column, row) && !known.contents.is_film(column, row);
        };
        look();
    }

    void look() {
        const Rect tiles = tiles_of(place.now->area);
        count = 0;
        place.box = {};
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            const ChangeMap::Span span = known.changes.changed_in(row);
            const int last = std::min(right_of(tiles), span.last);
            for (int column = std::max(tiles.x, span.first); column < last; ++column) {
                if (!place.is_lively(column, row)) continue;
                ++count;
                place.box = hull(place.box, known.changes.changed(column, row));
            }
        }
        place.box = intersection(place.box, place.now->area);
    }

    BestArea best(const Rect& within, Move by) const {
        return best_area(kept, *place.now, within, by, known.changes);
    }

    PixelView kept;
    Known known;
    SearchPlace place;
    int count = 0;  // of lively tiles
    bool was_searched = false;
    const BackOff* found_by = nullptr;  // the last copy, of what is searched
};

CopyFinder::Guess CopyFinder::from_hints(const Frame& frame, std::vector<MovedArea>& hints) const {
    while (!hints.empty()) {
        const MovedArea& hint = hints.back();
        const Rect target = target_of(hint);
        const Move by = {target.x - hint.from.x, target.y - hint.from.y};
        const BestArea best = frame.best(target, by);
        if (helps(best)) return {best, by};
        hints.pop_back();
    }
    return {};
}

CopyFinder::Guess CopyFinder::search(Frame& frame) {
    Guess guess;
    BackOff* found_by = nullptr;
    const auto consider = [&](Move by, BackOff& back_off) {
        BestArea best;
        if (by != Move{}) best = frame.best(frame.place.box, by);
        if (!frame.was_searched) back_off.tried(helps(best));
        if (best.tiles <= guess.best.tiles) return;
        guess = {best, by};
        found_by = &back_off;
    };
    // What makes less than half of it right may have been something else that moved.
    const auto is_good = [&] { return guess.best.tiles * 2 >= static_cast<float>(frame.count); };
    // What is left after a copy is often new; a second look is for what found the first one.
    const auto may_try = [&](BackOff& back_off) {
        return frame.was_searched ? frame.found_by == &back_off : back_off.may_try();
    };
    if (may_try(vertical_)) consider(find_vertical_scroll(frame.kept, frame.place), vertical_);
    if (!is_good() && may_try(horizontal_))
        consider(find_horizontal_scroll(frame.kept, frame.place), horizontal_);
    if (!is_good() && area_of(frame.place.box) > kFewestPixelsForNeedles && may_try(needles_))
        consider(find_move(frame.kept, frame.place), needles_);
    frame.was_searched = true;
    frame.found_by = found_by;
    return helps(guess.best) ? guess : Guess{};
}

// In which order to make copies into these areas, so that none overwrites what a later one needs:
// those first that lie farthest where things go.
std::vector<std::size_t> CopyFinder::order_of(const std::vector<GrabbedArea>& grabbed,
                                              const std::vector<MovedArea>& hints) const {
    Move going = last_move_;
    for (const MovedArea& hint : hints) {
        const Rect target = target_of(hint);
        going = {target.x - hint.from.x, target.y - hint.from.y};
    }
    std::vector<std::size_t> order(grabbed.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto far = [&](std::size_t index) {
        const Rect& area = grabbed[index].area;
        return std::make_pair(going.y > 0   ? area.y
                              : going.y < 0 ? -area.y
                                            : 0,
                              going.x > 0   ? area.x
                              : going.x < 0 ? -area.x
                                            : 0);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return far(a) > far(b); });
    return order;
}

void CopyFinder::find(const MutablePixelView& kept, const std::vector<GrabbedArea>& grabbed,
                      const std::vector<MovedArea>& all_hints, Known known,
                      std::vector<Region>& copies) {
    const std::vector<MovedArea> hints = worth_trying(all_hints, grabbed);
    bool searched = false;
    std::vector<MovedArea> found;  // what one area shows may go on in the next one
    for (const std::size_t index : order_of(grabbed, hints)) {
        Frame frame(kept, grabbed[index], known);
        std::vector<MovedArea> left = found;
        left.insert(left.end(), hints.begin(), hints.end());
        for (int round = 0; round < kMostCopies && frame.count >= kFewestTiles; ++round) {
            Guess guess = from_hints(frame, left);
            if (!helps(guess.best)) guess = search(frame);
            if (!helps(guess.best)) break;
            const Rect& target = guess.best.area;
            copy_area(kept, grabbed, index, target, guess.by, known.changes);
            known.contents.copy(target, guess.by);
            known.lossy.copy(target, guess.by);
            copies.push_back(
                {target, Region::Kind::kCopy, target.x - guess.by.x, target.y - guess.by.y});
            found.push_back({whole_of(known.changes.grid().size()), guess.by.x, guess.by.y});
            frame.look();
        }
        searched = searched || frame.was_searched;
    }
    last_move_ = found.empty() ? Move{} : Move{found.front().x, found.front().y};
    // What comes after a calm frame, or after many of a film, is something else.
    if (searched) return;
    for (BackOff* const back_off : {&vertical_, &horizontal_, &needles_}) back_off->forget();
}

}  // namespace pixelflux
