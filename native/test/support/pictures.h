// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// Pixels that a test owns and may draw on.
class Picture {
public:
    Picture(int width, int height, std::size_t stride = 0);

    PixelView view() const { return {bytes_.data(), width_, height_, stride_}; }
    MutablePixelView mutable_view() { return {bytes_.data(), width_, height_, stride_}; }
    std::uint8_t* pixel(int x, int y);
    void fill(const Rect& rect, std::uint8_t blue, std::uint8_t green, std::uint8_t red);
    void fill_with_noise(std::uint32_t seed);

    friend bool operator==(const Picture& a, const Picture& b) { return a.bytes_ == b.bytes_; }

private:
    int width_;
    int height_;
    std::size_t stride_;
    std::vector<std::uint8_t> bytes_;
};

}  // namespace pixelflux
