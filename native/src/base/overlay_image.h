// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geometry.h"

namespace pixelflux {

// A picture with alpha: 4 bytes a pixel in the order blue, green, red, alpha, the colours
// premultiplied by alpha, rows without a gap.
struct OverlayImage {
    Size size;
    std::vector<std::uint8_t> pixels;
};

// An image and where its top left corner lies on the captured picture, also partly or wholly
// outside of it. No image: nothing.
struct PlacedOverlay {
    std::shared_ptr<const OverlayImage> image;
    int x = 0;
    int y = 0;

    friend bool operator==(const PlacedOverlay& a, const PlacedOverlay& b) {
        return a.image == b.image && (a.image == nullptr || (a.x == b.x && a.y == b.y));
    }
    friend bool operator!=(const PlacedOverlay& a, const PlacedOverlay& b) { return !(a == b); }
};

}  // namespace pixelflux
