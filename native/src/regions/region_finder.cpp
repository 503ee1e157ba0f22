// SPDX-License-Identifier: MPL-2.0
#include "region_finder.h"

#include <algorithm>

#include "change_map.h"
#include "content_map.h"
#include "copy_finder.h"
#include "kept_changes.h"
#include "lossy_map.h"
#include "rectangle_merge.h"
#include "region_cut.h"

namespace pixelflux {

class RegionFinder::State {
public:
    void reset(Size size) {
        const TileGrid grid(size);
        changes_.reset(grid);
        contents_.reset(grid);
        lossy_.reset(grid);
        copies_ = CopyFinder();
    }

    Found find(const MutablePixelView& kept, const std::vector<GrabbedArea>& grabbed,
               const std::vector<MovedArea>& moved) {
        Found found;
        // A copy does not help a film.
        const auto hopeful = [&](int column, int row) { return !contents_.is_film(column, row); };
        for (const GrabbedArea& area : grabbed)
            changes_.mark(tiles_of(area.area), grabbed, kept, hopeful);
        copies_.find(kept, grabbed, moved, {changes_, contents_, lossy_}, found.regions);
        changes_.settle(grabbed, kept);
        PixelView picture = kept;
        found.adopt_grabbed = is_to_be_adopted(grabbed, changes_);
        if (found.adopt_grabbed) {
            picture = grabbed.front().pixels;
        } else {
            for (const GrabbedArea& area : grabbed) take_over(area, changes_, kept);
        }
        append_changes(picture, nullptr, found.regions);
        return found;
    }

    std::vector<Region> classify(const PixelView& picture, const std::vector<Rect>& areas) {
        std::vector<Region> regions;
        for (const Rect& area : areas) changes_.add(area);
        const LossyMap before = lossy_;
        append_changes(picture, &before, regions);
        // What is sent again may be for some viewers alone: others have it as it was.
        lossy_.add(before);
        return regions;
    }

    std::vector<Region> classify_once(const PixelView& picture, const std::vector<Rect>& areas) {
        const LossyMap lossy = lossy_;
        const ContentMap contents = contents_;
        std::vector<Region> regions = classify(picture, areas);
        lossy_ = lossy;
        contents_ = contents;
        return regions;
    }

    std::vector<Rect> lossy(const Rect& area) const {
        std::vector<Rect> found;
        const Rect tiles = tiles_of(area);
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            for (int column = tiles.x; column < right_of(tiles); ++column) {
                const Rect part = intersection(lossy_.lossy(column, row), area);
                if (!is_empty(part)) found.push_back(part);
            }
        }
        return found;
    }

    Rect lossy(int column, int row) const { return lossy_.lossy(column, row); }
    bool is_exact(int column, int row) const {
        return contents_.known(column, row) == Content::kExact;
    }
    bool is_doubtful(int column, int row) const {
        return contents_.is_doubtful(column, row) || is_exact(column, row);
    }

    void set_films(const std::vector<Rect>& areas) { contents_.set_films(areas); }
    void watch_tiles(bool wanted) { tiles_watched_ = wanted; }
    const std::vector<Region>& changed_tiles() const { return tiles_; }

    void sent_as_picture(const Rect& area) { lossy_.sent_as_picture(area); }
    void sent_exactly(const Rect& area) { lossy_.sent_exactly(area); }

private:
    // `lossy`: as ContentMap::judge has it.
    void append_changes(const PixelView& picture, const LossyMap* lossy,
                        std::vector<Region>& regions) {
        contents_.judge(picture, changes_, lossy);
        if (lossy == nullptr && tiles_watched_) note_tiles();
        auto pictures = RectangleMerge(Content::kPicture, changes_, contents_, lossy_).rectangles();
        const auto exact =
            RectangleMerge(Content::kExact, changes_, contents_, lossy_).rectangles();
        const auto small =
            std::stable_partition(pictures.begin(), pictures.end(),
                                  [](const Rect& area) { return area_of(area) > kCheaperExactly; });
        for (auto area = pictures.begin(); area != small; ++area)
            append_as(Region::Kind::kPicture, *area, regions);
        for (auto area = small; area != pictures.end(); ++area)
            append_as(Region::Kind::kExact, *area, regions);
        for (const Rect& area : exact) append_as(Region::Kind::kExact, area, regions);
        changes_.clear();
    }

    void append_as(Region::Kind kind, const Rect& area, std::vector<Region>& regions) {
        append_cut(area, kind, regions);
        if (kind == Region::Kind::kPicture)
            lossy_.sent_as_picture(area);
        else
            lossy_.sent_exactly(area);
    }

    void note_tiles() {
        tiles_.clear();
        for (int row = 0; row < changes_.grid().rows(); ++row) {
            const ChangeMap::Span span = changes_.changed_in(row);
            for (int column = span.first; column < span.last; ++column) {
                if (!changes_.has_changed(column, row)) continue;
                const bool picture = contents_.changed(column, row) == Content::kPicture;
                tiles_.push_back({changes_.changed(column, row),
                                  picture ? Region::Kind::kPicture : Region::Kind::kExact});
            }
        }
    }

    ChangeMap changes_;
    ContentMap contents_;
    LossyMap lossy_;
    CopyFinder copies_;
    bool tiles_watched_ = false;
    std::vector<Region> tiles_;  // that the last find() saw change
};

RegionFinder::RegionFinder() : state_(std::make_unique<State>()) {}
RegionFinder::~RegionFinder() = default;

void RegionFinder::reset(Size size) { state_->reset(size); }

RegionFinder::Found RegionFinder::find(const MutablePixelView& kept,
                                       const std::vector<GrabbedArea>& grabbed,
                                       const std::vector<MovedArea>& moved) {
    return state_->find(kept, grabbed, moved);
}

std::vector<Region> RegionFinder::classify(const PixelView& picture,
                                           const std::vector<Rect>& areas) {
    return state_->classify(picture, areas);
}

std::vector<Region> RegionFinder::classify_once(const PixelView& picture,
                                                const std::vector<Rect>& areas) {
    return state_->classify_once(picture, areas);
}

std::vector<Rect> RegionFinder::lossy(const Rect& area) const { return state_->lossy(area); }

Rect RegionFinder::lossy(int column, int row) const { return state_->lossy(column, row); }

bool RegionFinder::is_doubtful(int column, int row) const {
    return state_->is_doubtful(column, row);
}

bool RegionFinder::is_exact(int column, int row) const { return state_->is_exact(column, row); }

void RegionFinder::set_films(const std::vector<Rect>& areas) { state_->set_films(areas); }

void RegionFinder::watch_tiles(bool wanted) { state_->watch_tiles(wanted); }

const std::vector<Region>& RegionFinder::changed_tiles() const { return state_->changed_tiles(); }

void RegionFinder::sent_as_picture(const Rect& area) { state_->sent_as_picture(area); }

void RegionFinder::sent_exactly(const Rect& area) { state_->sent_exactly(area); }

}  // namespace pixelflux
