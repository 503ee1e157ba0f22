// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "geometry.h"
#include "stream_frame.h"

namespace pixelflux {

// Where the pixels of a frame lie in its buffer.
struct FrameLayout {
    std::uint64_t offset = 0;  // of the picture's first pixel
    std::uint64_t stride = 0;
    Rect area;  // the picture, in pixels of the buffer
    PixelOrder order;
};

// Throws Error(kCapture), saying what the other side told, when the format cannot be read or the
// frame does not lie within its buffer. Pure.
FrameLayout layout_of(const StreamFrame& frame, const StreamFormat& format);

// What changed, in pixels of the picture: all of it, if nobody says. Pure.
std::vector<Rect> changes_of(const StreamFrame& frame, const FrameLayout& layout);

// Copies these parts of the frame's picture, which lie within it, to their places in `picture`,
// which has the size of its area; the colours keep their order. Throws Error(kCapture) when the
// buffer cannot be read, or has been cut since.
void copy_frame(const StreamFrame& frame, const FrameLayout& layout, const std::vector<Rect>& parts,
                const MutablePixelView& picture);

}  // namespace pixelflux
