// SPDX-License-Identifier: MPL-2.0
#include "overlay.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "rect.h"

namespace pixelflux {
namespace {

// round(value / 255) for 0 <= value <= 255 * 255.
int divided_by_255(int value) {
    const int rounded = value + 128;
    return (rounded + (rounded >> 8)) >> 8;
}

// Porter and Duff's "over" with premultiplied colours ("Compositing digital images", 1984).
void blend(std::uint8_t* pixels, const std::uint8_t* over, int count) {
    for (; count > 0; --count, pixels += kBytesPerPixel, over += kBytesPerPixel) {
        const int shine_through = 255 - over[3];
        if (shine_through == 255 && (over[0] | over[1] | over[2]) == 0) continue;
        for (int channel = 0; channel < 3; ++channel) {
            // A colour above its alpha is not premultiplied as it should be; it must not wrap.
            const int sum = over[channel] + divided_by_255(pixels[channel] * shine_through);
            pixels[channel] = static_cast<std::uint8_t>(std::min(sum, 255));
        }
    }
}

// Blends row `y` of the picture, from `x` on.
void blend_row(const PlacedOverlay& overlay, int x, int y, std::uint8_t* pixels, int count) {
    const std::size_t first = static_cast<std::size_t>(y - overlay.y) *
                                  static_cast<std::size_t>(overlay.image->size.width) +
                              static_cast<std::size_t>(x - overlay.x);
    blend(pixels, overlay.image->pixels.data() + first * kBytesPerPixel, count);
}

}  // namespace

Rect covered_by(const PlacedOverlay& overlay, Size picture) {
    if (overlay.image == nullptr) return {};
    const Size size = overlay.image->size;
    const int left = std::clamp(overlay.x, 0, picture.width);
    const int top = std::clamp(overlay.y, 0, picture.height);
    const int right = std::clamp(overlay.x + size.width, left, picture.width);
    const int bottom = std::clamp(overlay.y + size.height, top, picture.height);
    if (right == left || bottom == top) return {};
    return {left, top, right - left, bottom - top};
}

void OverlayStack::place(Layer layer, PlacedOverlay overlay, Size size, Damage& changed) {
    PlacedOverlay& shown = layers_[layer];
    if (overlay == shown) return;
    for (const PlacedOverlay& one : {shown, overlay}) changed.add(covered_by(one, size));
    shown = std::move(overlay);
}

void OverlayStack::draw(const Rect& area, const MutablePixelView& pixels, Size size) const {
    for (const PlacedOverlay& overlay : layers_) {
        const Rect common = intersection(covered_by(overlay, size), area);
        for (int y = common.y; y < bottom_of(common); ++y) {
            blend_row(overlay, common.x, y,
                      pixels.row(y - area.y) + (common.x - area.x) * kBytesPerPixel, common.width);
        }
    }
}

DrawnOverlays::DrawnOverlays(const OverlayStack& stack, const MutablePixelView& picture,
                             const BandSet& bands) {
    for (const PlacedOverlay& overlay : stack.layers_) draw(overlay, picture, bands);
}

DrawnOverlays::~DrawnOverlays() {
    for (auto row = covered_.rbegin(); row != covered_.rend(); ++row)
        std::memcpy(row->at, row->pixels.data(), row->pixels.size());
}

void DrawnOverlays::draw(const PlacedOverlay& overlay, const MutablePixelView& picture,
                         const BandSet& bands) {
    const Rect area = covered_by(overlay, {picture.width, picture.height});
    for (int y = area.y; y < area.y + area.height; ++y) {
        if (!bands.test(y / kBandHeight)) continue;
        std::uint8_t* const pixels = picture.row(y) + area.x * kBytesPerPixel;
        covered_.push_back({pixels, {pixels, pixels + area.width * kBytesPerPixel}});
        blend_row(overlay, area.x, y, pixels, area.width);
    }
}

}  // namespace pixelflux
