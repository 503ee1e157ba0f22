// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "frame_maker.h"
#include "geometry.h"
#include "overlay.h"
#include "tile_grid.h"

namespace pixelflux {

// Where a picture is copied to.
class PixelSink {
public:
    virtual ~PixelSink() = default;

    // Whether a picture of this size can be copied there. Asked before the first row.
    virtual bool takes(Size size) = 0;

    // Pixels x, x + 1, ... of row y, in the order kBgrx and with a fourth byte of 0. May throw;
    // then nothing follows.
    virtual void row(int x, int y, const std::uint8_t* pixels, int count) = 0;
};

// A picture that was read, or would have been if its sink had had room.
struct ReadPicture {
    std::uint64_t version = 0;  // grows whenever the picture changes, never back to 0
    std::uint64_t frame_id = 0;
    std::uint64_t epoch = 0;
    std::int64_t capture_nanos = 0;
    Size size;
    bool copied = false;
    std::vector<Rect> changed;  // since the version that was named: disjoint, of whole tiles
};

// The picture that the frames of a session show, overlays included, for threads that ask for it
// beside the one that takes frames. It knows for each tile which version changed it last, so it
// takes bounded memory however many ask, and however seldom.
class ShownPicture {
public:
    // For the session's thread, which holds this while it changes the picture or its overlays, and
    // while it calls the three functions below.
    std::unique_lock<std::mutex> lock() { return std::unique_lock<std::mutex>(mutex_); }

    // A picture of `size` follows, or the pixels of this one are undefined: until `show` there is
    // nothing to be read.
    void reset(Size size);
    void lose() { shown_.pixels = {}; }

    // A frame shows this, which stays where it is until the next call of any of the three, with
    // these overlays drawn over it.
    void show(const FrameMaker::Shown& shown, const OverlayStack& overlays, std::uint64_t frame_id,
              std::int64_t capture_nanos);

    // Any thread, without the lock: waits for a frame that is being read, but not for one that is
    // encoded or to come. Nothing if no frame was made yet, or since the session failed.

    // Copies what changed after version `since`, or everything, if that version has another size,
    // is none of this picture or `all` is set.
    std::optional<ReadPicture> read(std::uint64_t since, bool all, PixelSink& sink);

    // A hash of size and colours: two pictures that are the same have the same one, whatever was
    // captured how. Costs what changed since the last call.
    std::optional<std::uint64_t> content_hash();

private:
    void copy(const Rect& area, PixelSink& sink) const;
    std::vector<Rect> changed_since(std::uint64_t version) const;
    std::uint64_t newest_in(int row) const;

    std::mutex mutex_;  // guards everything
    TileGrid grid_;
    std::uint64_t version_ = 0;
    std::uint64_t first_ = 0;                 // version of this size
    std::vector<std::uint64_t> changed_;      // the version in which a tile changed last
    FrameMaker::Shown shown_;                 // no pixels: nothing to be read
    const OverlayStack* overlays_ = nullptr;  // of the session
    std::uint64_t frame_id_ = 0;
    std::int64_t capture_nanos_ = 0;
    std::vector<std::uint64_t> row_hashes_;  // of rows of tiles
    std::uint64_t hashed_ = 0;               // the version of which they are; 0: of none
};

}  // namespace pixelflux
