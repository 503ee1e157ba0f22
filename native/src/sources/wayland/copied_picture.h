// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "buffer_need.h"
#include "compositor.h"
#include "grab_plan.h"
#include "lent_pixels.h"
#include "orientation.h"
#include "shared_buffer.h"

namespace pixelflux {

// What a compositor has copied of an output: it writes to one of two buffers while the other keeps
// the copy before, and pixels are lent from that, upright. Asks nobody. One thread at a time.
class CopiedPicture {
public:
    // Whether a copy has come. Nothing is lent before.
    bool there() const { return there_; }

    // The size of the picture; before a copy has come, of the one that was announced.
    Size size() const { return orientation_.picture(); }

    // Says how the first copy will lie.
    void announce(const Orientation& orientation) { orientation_ = orientation; }

    // The buffer for the next copy.
    struct Room {
        int number = 0;                  // 0 or 1
        int memory = -1;                 // its descriptor, as long as the buffer is this one
        bool made = false;               // it was made anew, for this shape
        const std::vector<Rect>& stale;  // what of it differs from the newest copy, in its pixels
    };
    // Throws what SharedBuffer throws.
    Room room_for(const BufferShape& shape);

    // The copy has come to the room that was asked for last. `all`: its damage does not tell all.
    // Throws std::bad_alloc, and then that of the next one does not either.
    void take(const ScreenCopy& copy, bool all);

    // What has changed since the call before, in pixels of the picture.
    bool changed() const { return !changes_.empty(); }
    std::vector<Rect> take_changes();

    // The pixels at these places of `region`, which lies within the picture.
    std::vector<LentPixels> lend(const Rect& region, const std::vector<GrabPlace>& places) const;

private:
    struct Buffer {
        PixelView view() const {
            return {memory->data(), shape.size.width, shape.size.height, shape.need.stride,
                    shape.order};
        }

        std::optional<SharedBuffer> memory;
        BufferShape shape;
        bool whole = false;  // it holds a picture
        std::vector<Rect> stale;
    };

    int back() const { return there_ ? 1 - front_ : 0; }
    void turn_upright(const std::vector<Rect>& areas);

    Buffer buffers_[2];
    int front_ = 0;
    bool there_ = false;
    Orientation orientation_;
    bool ten_bits_ = false;  // the newest copy has
    // The picture, where the buffer lies otherwise or has more bits.
    std::unique_ptr<PrivateMemory> upright_;
    std::vector<Rect> changes_;  // not taken yet
};

}  // namespace pixelflux
