// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "geometry.h"

namespace pixelflux {

// How a compositor's buffer lies against the picture that people see: turned by quarters, mirrored,
// or as it is. Pure.
class Orientation {
public:
    Orientation() = default;  // of a buffer without pixels

    // `transform` as wl_output.transform numbers them: that of the output whose content lies in the
    // buffer. Anything else counts as 0. `y_inverted`: the buffer's first row is the lowest.
    Orientation(Size buffer, int transform, bool y_inverted);

    // The size of the picture.
    Size picture() const { return picture_; }

    // Whether both are the same.
    bool is_upright() const { return transform_ == 0 && !y_inverted_; }

    // Where a part of the buffer lies in the picture.
    Rect to_picture(const Rect& part) const;

    // Copies a part of the picture, which lies within it, to its place in `picture`: all pixels of
    // both have the same order of colours, whatever the view of `picture` says.
    void copy(const Rect& part, const PixelView& buffer, const MutablePixelView& picture) const;

    friend bool operator==(const Orientation& a, const Orientation& b) {
        return a.buffer_ == b.buffer_ && a.transform_ == b.transform_ &&
               a.y_inverted_ == b.y_inverted_;
    }
    friend bool operator!=(const Orientation& a, const Orientation& b) { return !(a == b); }

private:
    // The place in the buffer of the picture's pixel x, y: each coordinate is that of an axis of
    // the picture, counted from its end where it is mirrored.
    struct Axis {
        bool along_x = true;
        bool mirrored = false;
    };
    int place(const Axis& axis, int x, int y) const;

    Size buffer_;
    Size picture_;
    int transform_ = 0;
    bool y_inverted_ = false;
    Axis x_{true, false};
    Axis y_{false, false};
};

}  // namespace pixelflux
