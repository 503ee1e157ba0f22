// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "change_map.h"
#include "lossy_map.h"
#include "move.h"
#include "pixel_relations.h"
#include "tile_grid.h"

namespace pixelflux {

// What a part of a picture shows: text, lines and flat colours, of which every pixel counts, or
// something like a photo.
enum class Content : std::uint8_t { kUnknown, kExact, kPicture };

// What pixels alone say, of which it looks at each row_step-th row; kUnknown where they look like
// both, as dense text and photos can (docs/decisions/text-or-picture.md).
Content content_of(const PixelView& picture, const Rect& part, int row_step);

// What each tile shows. It outlives what a tile shows for one frame, so that a place does not
// flicker between both. One thread at a time.
class ContentMap {
public:
    // Nothing is known of a picture that is cut like this.
    void reset(const TileGrid& grid);

    // Decides what is shown where `picture`, which is up to date, changed. With `lossy` nothing
    // changed, it is only looked at again: what was sent exactly and might be text stays exact.
    void judge(const PixelView& picture, const ChangeMap& changes, const LossyMap* lossy = nullptr);

    // What the changed part of a tile shows; after `judge` only. Never unknown.
    Content changed(int column, int row) const { return changed_[grid_.index(column, row)]; }

    // Whether what is known as a picture looks like text, too: what is around it decided.
    bool is_doubtful(int column, int row) const {
        return known_[grid_.index(column, row)].doubtful;
    }

    // What the tile shows, most of it, as far as it was judged.
    Content known(int column, int row) const { return known_[grid_.index(column, row)].content; }

    // Whether a tile shows another picture again and again, so that a search for what moved is in
    // vain. Now and then it is not believed, in case that something else happened.
    bool is_film(int column, int row) const;

    // The pixels of `target` now are those that went there by `by`.
    void copy(const Rect& target, Move by);

private:
    struct Neighbours {
        int now = 0;
        int parts = 0;
        int known = 0;
    };
    Neighbours neighbours(int column, int row, const ChangeMap& changes) const;
    bool is_near_a_picture(int column, int row, const ChangeMap& changes) const;
    static Content look_at(const PixelView& picture, const Rect& part, bool film);
    void note_picture(std::size_t tile, bool is_picture);
    Content decide(int column, int row, Content seen, const ChangeMap& changes) const;

    struct Known {
        Content content = Content::kUnknown;
        bool doubtful = false;
    };

    TileGrid grid_;
    std::vector<Known> known_;
    std::vector<Content> changed_;
    std::vector<Known> copied_;
    std::vector<std::uint8_t> pictures_;  // how many a tile showed in a row, up to kFilmPictures
    std::vector<std::uint32_t> last_picture_;  // the frame of the last one
    std::uint32_t frame_ = 0;
};

}  // namespace pixelflux
