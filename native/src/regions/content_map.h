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

    // Films are drawn in these areas from now on. A tile within one that changes and looks like a
    // picture there is one, whatever is around it, and is_in_video().
    void set_films(const std::vector<Rect>& areas);

    // Decides what is shown where `picture`, which is up to date, changed. With `lossy` nothing
    // changed, it is only looked at again: what was sent exactly and might be text stays exact.
    void judge(const PixelView& picture, const ChangeMap& changes, const LossyMap* lossy = nullptr);

    // What the changed part of a tile shows; after `judge` only. Never unknown.
    Content changed(int column, int row) const { return changed_[grid_.index(column, row)]; }

    // Whether what changed there is a film's, and nobody else has to draw it; after `judge` only.
    bool is_in_video(int column, int row) const { return in_video_[grid_.index(column, row)] != 0; }

    // Whether what is known as a picture looks like text, too: what is around it decided.
    bool is_doubtful(int column, int row) const {
        return known_[grid_.index(column, row)].doubtful;
    }

    // What the tile shows, most of it, as far as it was judged.
    Content known(int column, int row) const { return known_[grid_.index(column, row)].content; }

    // Whether a tile shows another picture again and again, so that a search for what moved is in
    // vain. Now and then it is not believed, in case that something else happened.
    bool is_film(int column, int row) const {
        const std::size_t tile = grid_.index(column, row);
        const std::uint32_t belief = in_film_[tile] != 0 ? kFramesOfVideo : kFramesOfBelief;
        return pictures_[tile] == kFilmPictures && frame_ % belief != 0 &&
               frame_ - last_picture_[tile] <= kFilmPause;
    }

    // The pixels of `target` now are those that went there by `by`.
    void copy(const Rect& target, Move by);

private:
    static constexpr std::uint8_t kFilmPictures = 4;
    static constexpr std::uint32_t kFilmPause = 6;  // frames in which only something else changes
    static constexpr std::uint32_t kFramesOfBelief = 8;
    static constexpr std::uint32_t kFramesOfVideo = 32;  // the same where it is drawn as one

    struct Neighbours {
        int now = 0;
        int parts = 0;
        int known = 0;
    };
    Neighbours neighbours(int column, int row, const ChangeMap& changes) const;
    bool is_near_a_picture(int column, int row, const ChangeMap& changes) const;
    Content look_at(const PixelView& picture, const Rect& part, std::size_t tile, bool film) const;
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
    std::vector<Rect> films_;
    std::vector<std::uint8_t> in_film_;   // which tiles lie within one of them
    std::vector<std::uint8_t> in_video_;  // which of those showed a picture
    std::uint32_t frame_ = 0;
};

}  // namespace pixelflux
