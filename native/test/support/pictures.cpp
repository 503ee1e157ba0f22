// SPDX-License-Identifier: MPL-2.0
#include "pictures.h"

#include <random>

namespace pixelflux {

Picture::Picture(int width, int height, std::size_t stride)
    : width_(width),
      height_(height),
      stride_(stride != 0 ? stride : static_cast<std::size_t>(width) * kBytesPerPixel),
      bytes_(stride_ * static_cast<std::size_t>(height)) {}

std::uint8_t* Picture::pixel(int x, int y) {
    return bytes_.data() + static_cast<std::size_t>(y) * stride_ +
           static_cast<std::size_t>(x) * kBytesPerPixel;
}

void Picture::fill(const Rect& rect, std::uint8_t blue, std::uint8_t green, std::uint8_t red) {
    for (int y = rect.y; y < rect.y + rect.height; ++y) {
        for (int x = rect.x; x < rect.x + rect.width; ++x) {
            std::uint8_t* const bgrx = pixel(x, y);
            bgrx[0] = blue;
            bgrx[1] = green;
            bgrx[2] = red;
        }
    }
}

void Picture::fill_with_noise(std::uint32_t seed) {
    std::mt19937 random(seed);
    for (std::uint8_t& byte : bytes_) byte = static_cast<std::uint8_t>(random());
}

}  // namespace pixelflux
