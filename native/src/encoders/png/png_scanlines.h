// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "geometry.h"
#include "png_palette.h"

namespace pixelflux {

// What PNG compresses: a filter's number and the packed samples of each row, in a buffer that only
// grows.
class PngScanlines {
public:
    // Takes the pixels as places of a palette, of the fewest bits that suffice. False if they have
    // too many colours; then it has taken nothing.
    bool take_indexed(const PixelView& pixels);

    // Takes them as red, green and blue. Where pixels change often and by little, as in photos and
    // gradients, each sample is taken as the difference to a neighbour (the filter Paeth).
    void take_rgb(const PixelView& pixels);

    const std::uint8_t* data() const { return bytes_.data(); }
    std::size_t size() const { return size_; }
    const PngPalette& palette() const { return palette_; }  // of the last take_indexed
    int bits() const { return bits_; }                      // a sample: 1, 2, 4 or 8
    bool filtered() const { return filtered_; }

private:
    void resize(std::size_t row_size, int rows);
    void pack(int width, int rows);

    std::vector<std::uint8_t> bytes_;
    std::size_t size_ = 0;
    PngPalette palette_;
    int bits_ = 8;
    bool filtered_ = false;
};

}  // namespace pixelflux
