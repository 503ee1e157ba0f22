// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "band_set.h"
#include "damage.h"
#include "geometry.h"
#include "overlay_image.h"

namespace pixelflux {

// The part of the picture that an overlay covers; its width is 0 if it covers none.
Rect covered_by(const PlacedOverlay& overlay, Size picture);

// The overlays of a captured picture, from the lowest to the topmost. It remembers what it showed
// last, so that a change costs only the rows that it touches. Pure.
class OverlayStack {
public:
    enum Layer { kWatermark, kCursor, kLayers };

    // Shows `overlay` from now on. Adds to `changed` what looks different then in a picture of
    // `size`.
    void place(Layer layer, PlacedOverlay overlay, Size size, Damage& changed);

    // Draws what it shows on these pixels, which are the part `area` of a picture of `size`.
    void draw(const Rect& area, const MutablePixelView& pixels, Size size) const;

    const PlacedOverlay& at(Layer layer) const { return layers_[layer]; }

private:
    friend class DrawnOverlays;
    PlacedOverlay layers_[kLayers];
};

// Draws the overlays on some bands of a picture, and takes them off again when it is destroyed. So
// the kept picture holds no overlay during a grab, and none can leave a ghost.
class DrawnOverlays {
public:
    // `picture` and `stack` must outlive it.
    DrawnOverlays(const OverlayStack& stack, const MutablePixelView& picture, const BandSet& bands);
    ~DrawnOverlays();
    DrawnOverlays(const DrawnOverlays&) = delete;
    DrawnOverlays& operator=(const DrawnOverlays&) = delete;

    // Whether none was drawn, and the picture is as it was.
    bool empty() const { return covered_.empty(); }

private:
    struct Covered {
        std::uint8_t* at;
        std::vector<std::uint8_t> pixels;
    };
    void draw(const PlacedOverlay& overlay, const MutablePixelView& picture, const BandSet& bands);

    std::vector<Covered> covered_;  // a row each, in the order of drawing
};

}  // namespace pixelflux
