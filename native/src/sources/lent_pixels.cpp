// SPDX-License-Identifier: MPL-2.0
#include "lent_pixels.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "colours.h"

namespace pixelflux {
namespace {

// Few enough that the rest of a row is copied without a second look, enough for SIMD.
constexpr int kPiece = 64;

const std::uint8_t* row_of(const LentPixels& lent, int y) {
    return lent.data + static_cast<std::size_t>(y) * lent.stride;
}

std::uint8_t* row_of(const MutablePixelView& picture, const Rect& area, int y) {
    return picture.row(area.y + y) + row_bytes(area.x);
}

bool same_colours(const std::uint8_t* a, const std::uint8_t* b, int width) {
    std::uint32_t difference = 0;
    for (int x = 0; x < width; ++x)
        difference |= colours_at(a + row_bytes(x)) ^ colours_at(b + row_bytes(x));
    return difference == 0;
}

// Copies a row from the first colour on that differs. Returns whether there is one.
bool take_over_row(const std::uint8_t* from, std::uint8_t* to, int width) {
    if (std::memcmp(from, to, row_bytes(width)) == 0) return false;
    for (int x = 0; x < width; x += kPiece) {
        const std::size_t at = row_bytes(x);
        if (same_colours(from + at, to + at, std::min(kPiece, width - x))) continue;
        std::memcpy(to + at, from + at, row_bytes(width - x));
        return true;
    }
    return false;
}

}  // namespace

std::vector<LentPixels> lent_from(const PixelView& picture, const Rect& region,
                                  const std::vector<GrabPlace>& places) {
    std::vector<LentPixels> lent;
    for (const GrabPlace& place : places) {
        const Rect& area = place.area;
        const PixelView part =
            picture.part({region.x + area.x, region.y + area.y, area.width, area.height});
        lent.push_back({area, part.data, part.stride, part.order});
    }
    return lent;
}

bool lies_in(const MutablePixelView& picture, const LentPixels& lent) {
    return lent.data == row_of(picture, lent.area, 0);
}

void take_over(const LentPixels& lent, const MutablePixelView& picture) {
    if (lies_in(picture, lent) && lent.order == kBgrx) return;
    const int width = lent.area.width;
    for (int y = 0; y < lent.area.height; ++y) {
        const std::uint8_t* const from = row_of(lent, y);
        std::uint8_t* const to = row_of(picture, lent.area, y);
        if (lent.order == kBgrx)
            std::memcpy(to, from, row_bytes(width));
        else
            to_bgrx(lent.order, from, to, static_cast<std::size_t>(width));
    }
}

void take_over(const LentPixels& lent, const MutablePixelView& picture, BandSet& changed) {
    if (lies_in(picture, lent)) {
        take_over(lent, picture);
        return;
    }
    const int width = lent.area.width;
    const bool in_order = lent.order == kBgrx;
    std::vector<std::uint8_t> ordered(in_order ? 0 : row_bytes(width));
    for (int y = 0; y < lent.area.height; ++y) {
        const std::uint8_t* from = row_of(lent, y);
        if (!in_order) {
            to_bgrx(lent.order, from, ordered.data(), static_cast<std::size_t>(width));
            from = ordered.data();
        }
        if (take_over_row(from, row_of(picture, lent.area, y), width))
            changed.set((lent.area.y + y) / kBandHeight);
    }
}

}  // namespace pixelflux
