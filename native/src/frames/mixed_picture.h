// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "frame_source.h"
#include "geometry.h"

namespace pixelflux {

// Two pictures in memory that the source can write to: the kept one, which is what was sent, and
// beside it room for what is grabbed. One thread at a time; it goes before its source.
class MixedPicture {
public:
    // Of the region of `size` that the source delivers. The kept picture is undefined at first.
    MixedPicture(FrameSource& source, Size size);

    MutablePixelView kept() const { return picture_at(kept_offset_); }

    struct Grabbed {
        Rect area;
        MutablePixelView pixels;  // of its size, in our order of colours
    };

    // Grabs these parts of the region, which do not overlap. The pixels are valid until the next
    // grab, and may be drawn on. Throws what FrameSource::grab throws.
    std::vector<Grabbed> grab(const std::vector<Rect>& areas);

    // What was grabbed last, all of the picture in one area, is the kept picture from now on.
    void adopt_grabbed();

private:
    MutablePixelView picture_at(std::size_t offset) const;

    FrameSource* source_;
    Size size_;
    std::unique_ptr<PictureMemory> memory_;
    std::size_t kept_offset_ = 0;
    std::size_t grab_offset_;
};

}  // namespace pixelflux
