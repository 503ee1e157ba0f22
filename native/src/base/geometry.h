// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "pixel_order.h"

namespace pixelflux {

struct Size {
    int width = 0;
    int height = 0;
    friend bool operator==(const Size& a, const Size& b) {
        return a.width == b.width && a.height == b.height;
    }
    friend bool operator!=(const Size& a, const Size& b) { return !(a == b); }
};

struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    friend bool operator==(const Rect& a, const Rect& b) {
        return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
    }
    friend bool operator!=(const Rect& a, const Rect& b) { return !(a == b); }
};

// Rows y ... y + height - 1.
struct RowRun {
    int y = 0;
    int height = 0;
    friend bool operator==(const RowRun& a, const RowRun& b) {
        return a.y == b.y && a.height == b.height;
    }
};

// The bytes of a row and of a picture, without gaps.
constexpr std::size_t row_bytes(int width) {
    return static_cast<std::size_t>(width) * kBytesPerPixel;
}
constexpr std::size_t picture_bytes(Size size) {
    return row_bytes(size.width) * static_cast<std::size_t>(size.height);
}

// The largest side of a picture: libx264 can encode no larger one.
constexpr int kLargestSide = 16384;

// Pixels that somebody else owns: kBytesPerPixel each, with their colours in `order`; `stride`
// bytes from one row to the next. Encoders take every order. Other code takes only kBgrx, the order
// of a captured picture, unless it says otherwise. A view never outlives the call that made it,
// unless that call says so.
struct PixelView {
    const std::uint8_t* data = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;
    PixelOrder order = kBgrx;

    const std::uint8_t* row(int y) const { return data + static_cast<std::size_t>(y) * stride; }
    // A part of it, which lies within.
    PixelView part(const Rect& area) const {
        return {row(area.y) + row_bytes(area.x), area.width, area.height, stride, order};
    }
    PixelView rows(int y, int count) const { return part({0, y, width, count}); }
};

// The same, to be drawn on. Its order is kBgrx.
struct MutablePixelView {
    std::uint8_t* data = nullptr;
    int width = 0;
    int height = 0;
    std::size_t stride = 0;

    std::uint8_t* row(int y) const { return data + static_cast<std::size_t>(y) * stride; }
    operator PixelView() const { return {data, width, height, stride, kBgrx}; }
};

}  // namespace pixelflux
