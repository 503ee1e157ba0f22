// SPDX-License-Identifier: MPL-2.0
#include "orientation.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

constexpr int kTransforms = 8;

// The second quarter of each turn, and the order of the axes, follow from the number's bits: 1 and
// 3 exchange the axes, 4 and more are mirrored.
bool exchanges_axes(int transform) { return transform % 2 == 1; }

}  // namespace

Orientation::Orientation(Size buffer, int transform, bool y_inverted)
    : buffer_(buffer),
      picture_(buffer),
      transform_(transform > 0 && transform < kTransforms ? transform : 0),
      y_inverted_(y_inverted) {
    constexpr Axis kX{true, false}, kXMirrored{true, true};
    constexpr Axis kY{false, false}, kYMirrored{false, true};
    // In the order of wl_output.transform: normal, 90, 180, 270, and the same flipped.
    constexpr struct {
        Axis x, y;
    } kAxes[kTransforms] = {
        {kX, kY},         {kY, kXMirrored}, {kXMirrored, kYMirrored}, {kYMirrored, kX},
        {kXMirrored, kY}, {kY, kX},         {kX, kYMirrored},         {kYMirrored, kXMirrored},
    };
    x_ = kAxes[transform_].x;
    y_ = kAxes[transform_].y;
    if (y_inverted_) y_.mirrored = !y_.mirrored;
    if (exchanges_axes(transform_)) std::swap(picture_.width, picture_.height);
}

int Orientation::place(const Axis& axis, int x, int y) const {
    if (axis.along_x) return axis.mirrored ? picture_.width - 1 - x : x;
    return axis.mirrored ? picture_.height - 1 - y : y;
}

Rect Orientation::to_picture(const Rect& part) const {
    // The axes of the buffer that run along those of the picture.
    const bool exchanged = exchanges_axes(transform_);
    const Axis& across = exchanged ? y_ : x_;
    const Axis& down = exchanged ? x_ : y_;
    Rect turned = exchanged ? Rect{part.y, part.x, part.height, part.width} : part;
    if (across.mirrored) turned.x = picture_.width - right_of(turned);
    if (down.mirrored) turned.y = picture_.height - bottom_of(turned);
    return turned;
}

void Orientation::copy(const Rect& part, const PixelView& buffer,
                       const MutablePixelView& picture) const {
    for (int y = part.y; y < bottom_of(part); ++y) {
        std::uint8_t* to = picture.row(y) + row_bytes(part.x);
        if (x_.along_x && !x_.mirrored) {
            std::memcpy(to, buffer.row(place(y_, 0, y)) + row_bytes(part.x), row_bytes(part.width));
            continue;
        }
        for (int x = part.x; x < right_of(part); ++x, to += kBytesPerPixel)
            std::memcpy(to, buffer.row(place(y_, x, y)) + row_bytes(place(x_, x, y)),
                        kBytesPerPixel);
    }
}

}  // namespace pixelflux
