// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <x264.h>

#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

// The planes that libx264 encodes, kept from picture to picture so that only changed bands are
// converted again, and what the stream says of their colours.
//
// Pixels are sRGB. 4:2:0 is converted to BT.601 limited range, 4:4:4 to BT.601 full range, and the
// stream's VUI says so (primaries BT.709, transfer IEC 61966-2-1, matrix SMPTE 170M). All four are
// signalled, since decoders that miss one guess all. Chroma of 4:2:0 is the mean of four pixels, so
// it is signalled to lie in their middle.
class X264Picture {
public:
    // `size` in pixels; 4:4:4 when `full_color`.
    X264Picture(Size size, bool full_color);

    // As encoded: even for 4:2:0.
    Size coded() const { return coded_; }

    // Size, colour space and VUI.
    void describe(x264_param_t& parameters) const;

    // Takes over the `changed` bands of `stripe`.
    void convert(const PixelView& stripe, const BandSet& changed);

    // Lets `input` point to the planes, which stay this object's.
    void lend(x264_picture_t& input);

private:
    std::size_t plane_size() const;

    Size size_;
    bool full_color_;
    Size coded_;
    std::vector<std::uint8_t> bytes_;  // Y and UV (NV12), or Y, U and V
};

}  // namespace pixelflux
