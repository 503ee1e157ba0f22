// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "geometry.h"
#include "refresh_request.h"
#include "tile_grid.h"

namespace pixelflux {

// What a frame carries for readers that miss an earlier one (docs/wire.md).
struct RefreshPart {
    std::optional<std::uint64_t> base;  // B: it is for who is whole as of B; without: for everybody
    std::uint64_t start = 0;            // the frame that carries the first part
    bool last = false;
    // Of the picture as the frame leaves it; all are disjoint, and there may be none.
    std::vector<Rect> areas;
    std::vector<Rect> exact;  // which somebody had coarse and asked for again
    std::int64_t most_bytes = RefreshRequest::kAnySize;  // to be coarse for, but for `exact`
};

// Keeps for each tile of the picture the frame that last wrote it, joins what readers ask for, and
// says what is to be sent again. It knows no pixels. One thread at a time; nothing blocks.
//
// For each frame, in this order: wrote() for every rectangle of its own, or wrote_everything();
// then take(), whose areas are encoded from the kept picture as the frame leaves it and follow the
// frame's own rectangles, with the three fields before them as the wire has them.
class RefreshLog {
public:
    // A new epoch begins, with a picture of this size that nobody has: whoever asked is served by
    // its first frame, which has to write everything.
    void reset(Size size, std::uint64_t epoch);

    // A frame of this epoch wrote this part of the picture: what it copied there or refined counts.
    // `frame` never decreases within an epoch; `area` may reach beyond the picture.
    void wrote(const Rect& area, std::uint64_t frame);

    // A frame wrote every pixel without copies: any reader can begin with it, so nobody waits any
    // more.
    void wrote_everything(std::uint64_t frame);

    // Somebody asks for what was written after the reader's frame; without a reader, if it is of
    // another epoch, or if this epoch has no such frame yet or never had: for everything. Requests
    // that wait become one, which serves all.
    void request(const RefreshRequest& request);

    // Whether the next frame is to carry a refresh, or a further part: there has to be one, even
    // without anything of its own.
    bool pending() const { return requested_.has_value() || under_way_.has_value(); }

    // What this frame has to carry; nothing if none is pending. To be called once for each frame,
    // so that parts come in consecutive ones. A part has at most `pixel_limit` pixels, but at least
    // one tile; the last one also has every tile that was written behind the earlier parts' back,
    // and therefore no limit. What lies in `late` areas is left to the last part: it changes all
    // the time, so earlier parts would have it in vain.
    std::optional<RefreshPart> take(std::uint64_t frame, std::int64_t pixel_limit,
                                    const std::vector<Rect>& late = {});

    // The frame of the last take() was not made after all: what it and earlier parts were for is
    // asked for again. Not needed before reset() and wrote_everything().
    void take_back();

private:
    struct Refresh {
        RefreshRequest asked;
        std::vector<bool> again;  // tiles of which that names a part
        std::uint64_t start = 0;
        std::size_t next_tile = 0;  // those before it had their turn
    };

    static std::optional<std::uint64_t> base_of(const RefreshRequest& asked);
    bool is_due(std::size_t tile) const;
    void begin(std::uint64_t frame);
    void join(const RefreshRequest& request);
    void made(std::uint64_t frame);
    std::vector<bool> tiles_in(const std::vector<Rect>& areas) const;
    std::vector<Rect> areas_of(const std::vector<bool>& tiles) const;

    TileGrid grid_;
    std::uint64_t epoch_ = 0;
    std::optional<std::uint64_t> first_frame_;  // of this epoch
    std::uint64_t last_frame_ = 0;
    std::vector<std::uint64_t> written_;  // by which frame, for each tile
    std::vector<std::optional<std::uint64_t>>
        held_;  // as of which frame the readers of the refresh under way hold it
    std::optional<RefreshRequest> requested_;
    std::optional<Refresh> under_way_;
    std::optional<RefreshRequest> taken_;  // what the last take() was a part of
};

}  // namespace pixelflux
