// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "geometry.h"
#include "png_scanlines.h"

struct libdeflate_compressor;

namespace pixelflux {

// A PNG image in the memory of its encoder.
struct PngImage {
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
};

// Exact pixels as PNG, compressed by libdeflate: a palette of 1, 2, 4 or 8 bits if there are at
// most 256 colours, otherwise 8 bits each of red, green and blue. No alpha, not interlaced. Its
// buffers grow with the largest image and stay. One thread at a time; not always the same one.
class PngEncoder {
public:
    PngEncoder();
    ~PngEncoder();

    // Encodes 1x1 to 16384x16384 pixels with any stride; ignores a pixel's fourth byte. The image
    // is valid until the next call. Computes for 2 to 8 ns a pixel of text, 20 to 30 of a photo or
    // of noise. Throws std::bad_alloc.
    PngImage encode(const PixelView& pixels);

private:
    struct FreeCompressor {
        void operator()(libdeflate_compressor* compressor) const;
    };
    using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

    void append_chunk(const char* type, const std::uint8_t* data, std::size_t size);
    void append_header(const PixelView& pixels, bool indexed);
    void append_palette(const PngPalette& palette);
    void append_pixels();

    PngScanlines scanlines_;
    Compressor repetitive_;  // for what repeats itself: text, lines, flat colours
    Compressor filtered_;    // for differences of photos, which hardly do
    std::vector<std::uint8_t> image_;
    std::size_t size_ = 0;  // of image_, what is written
};

}  // namespace pixelflux
