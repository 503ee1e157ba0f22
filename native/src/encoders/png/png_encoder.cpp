// SPDX-License-Identifier: MPL-2.0
#include "png_encoder.h"

#include <array>
#include <cstring>
#include <new>

#include <libdeflate.h>

namespace pixelflux {
namespace {

// docs/decisions/png-encoder.md
constexpr int kRepetitiveLevel = 5;
constexpr int kFilteredLevel = 1;

constexpr std::array<std::uint8_t, 8> kSignature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr std::uint8_t kRgb = 2;
constexpr std::uint8_t kIndexed = 3;
constexpr std::size_t kTypeSize = 4;
constexpr std::size_t kAroundChunk = 12;  // length, type, checksum
// Of all but the pixels: signature, header, palette, and what is around four chunks.
constexpr std::size_t kMostBeside =
    kSignature.size() + 13 + 3 * PngPalette::kMost + 4 * kAroundChunk;

void write_u32(std::uint8_t* to, std::size_t value) {
    for (int i = 3; i >= 0; --i, value >>= 8) to[i] = static_cast<std::uint8_t>(value);
}

// Writes what stands around the data of a chunk, which lies in its place already.
void close_chunk(std::uint8_t* chunk, const char* type, std::size_t size) {
    write_u32(chunk, size);
    std::memcpy(chunk + 4, type, kTypeSize);
    write_u32(chunk + 8 + size, libdeflate_crc32(0, chunk + 4, kTypeSize + size));
}

}  // namespace

void PngEncoder::FreeCompressor::operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
}

PngEncoder::PngEncoder() = default;
PngEncoder::~PngEncoder() = default;

PngImage PngEncoder::encode(const PixelView& pixels) {
    const bool indexed = scanlines_.take_indexed(pixels);
    if (!indexed) scanlines_.take_rgb(pixels);

    const std::size_t most =
        kMostBeside + libdeflate_zlib_compress_bound(nullptr, scanlines_.size());
    if (image_.size() < most) image_.resize(most);
    std::memcpy(image_.data(), kSignature.data(), kSignature.size());
    size_ = kSignature.size();
    append_header(pixels, indexed);
    if (indexed) append_palette(scanlines_.palette());
    append_pixels();
    append_chunk("IEND", nullptr, 0);
    return {image_.data(), size_};
}

void PngEncoder::append_chunk(const char* type, const std::uint8_t* data, std::size_t size) {
    std::uint8_t* const chunk = image_.data() + size_;
    if (size > 0) std::memcpy(chunk + 8, data, size);
    close_chunk(chunk, type, size);
    size_ += kAroundChunk + size;
}

void PngEncoder::append_header(const PixelView& pixels, bool indexed) {
    std::array<std::uint8_t, 13> header = {};
    write_u32(header.data(), static_cast<std::size_t>(pixels.width));
    write_u32(header.data() + 4, static_cast<std::size_t>(pixels.height));
    header[8] = static_cast<std::uint8_t>(scanlines_.bits());
    header[9] = indexed ? kIndexed : kRgb;
    append_chunk("IHDR", header.data(), header.size());
}

void PngEncoder::append_palette(const PngPalette& palette) {
    std::array<std::uint8_t, 3 * PngPalette::kMost> colors;
    std::uint8_t* to = colors.data();
    for (int place = 0; place < palette.size(); ++place) {
        const std::uint32_t color = palette.color(place);
        *to++ = static_cast<std::uint8_t>(color >> 16);
        *to++ = static_cast<std::uint8_t>(color >> 8);
        *to++ = static_cast<std::uint8_t>(color);
    }
    append_chunk("PLTE", colors.data(), static_cast<std::size_t>(to - colors.data()));
}

void PngEncoder::append_pixels() {
    Compressor& compressor = scanlines_.filtered() ? filtered_ : repetitive_;
    if (compressor == nullptr) {
        compressor.reset(
            libdeflate_alloc_compressor(scanlines_.filtered() ? kFilteredLevel : kRepetitiveLevel));
        if (compressor == nullptr) throw std::bad_alloc();
    }
    std::uint8_t* const chunk = image_.data() + size_;
    const std::size_t room = image_.size() - size_ - 2 * kAroundChunk;
    const std::size_t size = libdeflate_zlib_compress(compressor.get(), scanlines_.data(),
                                                      scanlines_.size(), chunk + 8, room);
    close_chunk(chunk, "IDAT", size);
    size_ += kAroundChunk + size;
}

}  // namespace pixelflux
