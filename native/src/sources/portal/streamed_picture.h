// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "frame_copy.h"
#include "lent_pixels.h"
#include "orientation.h"

namespace pixelflux {

// What a stream shows, upright: each frame is copied out of its buffer, which then may be written
// to again, and pixels are lent from the copy. One thread at a time.
class StreamedPicture {
public:
    // Whether a frame has come. Nothing is lent before.
    bool there() const { return there_; }
    Size size() const { return orientation_.picture(); }

    // Where the picture begins in the stream's buffer.
    int left() const { return left_; }
    int top() const { return top_; }

    // Copies what of this frame has changed. Throws what layout_of and copy_frame throw, and
    // std::bad_alloc; the next frame is copied whole then.
    void take(const StreamFrame& frame, const StreamFormat& format);

    // What has changed since the call before.
    bool changed() const { return !changes_.empty(); }
    std::vector<Rect> take_changes();

    // The pixels at these places of `region`, which lies within the picture.
    std::vector<LentPixels> lend(const Rect& region, const std::vector<GrabPlace>& places) const;

private:
    MutablePixelView copied() const;
    MutablePixelView upright() const;

    std::unique_ptr<PrivateMemory> memory_;   // as the stream has it
    std::unique_ptr<PrivateMemory> upright_;  // where that is turned
    Size size_;                               // of the memory
    Orientation orientation_;
    int left_ = 0;
    int top_ = 0;
    PixelOrder order_;
    bool there_ = false;
    bool whole_ = false;  // the memory has what the frame before showed
    std::vector<Rect> changes_;
};

}  // namespace pixelflux
