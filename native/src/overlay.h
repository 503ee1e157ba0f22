// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "band_set.h"
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

// The part of the picture that an overlay covers; of no width when there is none.
Rect covered_by(const PlacedOverlay& overlay, Size picture);

// What is drawn over the captured picture, from the lowest to the topmost. It remembers what was
// shown last, so that a change costs only the rows that it touches. Pure.
class OverlayStack {
public:
    enum Layer { kWatermark, kCursor, kLayers };

    // Shows `overlay` from now on. Adds the bands of a picture of `size` that look different then.
    void place(Layer layer, PlacedOverlay overlay, Size size, BandSet& changed);

    const PlacedOverlay& at(Layer layer) const { return layers_[layer]; }

private:
    friend class DrawnOverlays;
    PlacedOverlay layers_[kLayers];
};

// Draws the overlays on some bands of a picture, and takes them off again when it goes: the kept
// picture of a source never holds an overlay, so none can leave a ghost.
class DrawnOverlays {
public:
    // `picture` and `stack` must outlive it.
    DrawnOverlays(const OverlayStack& stack, const MutablePixelView& picture, const BandSet& bands);
    ~DrawnOverlays();
    DrawnOverlays(const DrawnOverlays&) = delete;
    DrawnOverlays& operator=(const DrawnOverlays&) = delete;

private:
    struct Covered {
        std::uint8_t* at;
        std::vector<std::uint8_t> pixels;
    };
    void draw(const PlacedOverlay& overlay, const MutablePixelView& picture, const BandSet& bands);

    std::vector<Covered> covered_;  // a row each, in the order of drawing
};

}  // namespace pixelflux
