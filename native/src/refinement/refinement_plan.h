// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "geometry.h"
#include "monotonic_time.h"
#include "tile_grid.h"

namespace pixelflux {

// Says when what was sent lossy, and stays still, is sent exactly, and in which pieces. It is told
// of everything that is written, and keeps for each tile when that was. It knows no pixels, no
// screen and no clock. One thread at a time; nothing blocks.
class RefinementPlan {
public:
    struct Pace {
        Duration still{};                   // a part is sent exactly when it stayed still so long
        Duration pause{};                   // from one piece to the next, at least
        Duration gathering{};               // from a piece that left nothing due, at least
        std::int64_t piece_pixels = 0;      // of a piece at most, but at least one tile
        std::int64_t bytes_per_second = 1;  // from one piece to the next; at least 1
    };

    // From now on; without a pace nothing is refined.
    void set_pace(const std::optional<Pace>& pace);

    // Whether anything is.
    bool refines() const { return pace_.has_value(); }

    // Nothing is lossy in a picture of this size.
    void reset(Size size);

    // What the screen showed anew was written: lossy, exactly, or as a copy of `from`, which is as
    // lossy as that. Areas lie within the picture.
    void wrote_lossy(const Rect& area, TimePoint now);
    void wrote_exactly(const Rect& area, TimePoint now);
    void copied(const Rect& area, const Rect& from, TimePoint now);

    // Video was written there, which counts as calm from then on. Tiles that it fills in part are
    // as still as the rest of them is.
    void wrote_video(const Rect& area, TimePoint calm);

    // A refresh wrote `area` lossy though the screen did not change. What was exact there has to
    // stay still twice as long as the last time, up to 256 times, before it is sent exactly again:
    // else a reader that asks and asks would have its pieces sent to everybody for ever.
    void repeated_lossy(const Rect& area, TimePoint now);

    // Before this time no piece is due; kNever if nothing is lossy. It may be a little early: then
    // take() has nothing.
    TimePoint due() const;

    // What is lossy of a tile: a box within it, or nothing.
    struct Lossy {
        Rect box;
        bool like_text = false;  // it may be text that was taken for a photo
        bool more = false;       // is lossy, but waits: the tile is to be looked at again later
    };
    using Look = std::function<Lossy(int column, int row)>;

    // The next piece, disjoint areas that are exact from now on; empty if none is due. What may be
    // text comes first, because there a reader sees the loss; then what stayed still longest, so
    // that nothing waits for what changes again and again; then blocks of 256x128 pixels, from top
    // to bottom, since PNG compresses compact pieces best.
    // `most_pixels` bounds this piece as Pace::piece_pixels bounds all.
    std::vector<Rect> take(TimePoint now, const Look& look,
                           std::int64_t most_pixels = std::numeric_limits<std::int64_t>::max());

    // The piece taken last has become so many bytes.
    void sent(std::int64_t bytes);

private:
    struct Tile {
        TimePoint written{};
        TimePoint refined{};       // if was_refined
        TimePoint again{};         // it is not to be looked at before
        std::uint8_t doubled = 0;  // how many times the time to stay still was
        bool lossy = false;        // or may be
        bool was_refined = false;  // and nothing was written lossy since
    };
    struct Candidate;

    template <class Do>
    void for_each_tile(const Rect& area, Do&& act);
    void becomes_lossy(Tile& tile, TimePoint now);
    void becomes_lossy_by_change(Tile& tile, TimePoint now);
    void look_again(Tile& tile, TimePoint now);
    bool is_lossy(const Rect& area) const;
    TimePoint due_of(const Tile& tile) const;
    std::vector<Candidate> candidates(TimePoint now, const Look& look);

    TileGrid grid_;
    std::optional<Pace> pace_;
    std::vector<Tile> tiles_;
    std::size_t lossy_ = 0;       // tiles
    TimePoint earliest_{kNever};  // at which a tile may be due; none is before
    TimePoint taken_{};           // when the last piece was
    TimePoint next_piece_{};      // not before
};

}  // namespace pixelflux
