// SPDX-License-Identifier: MPL-2.0
#include "png_scanlines.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "colours.h"
#include "processor.h"

namespace pixelflux {
namespace {

constexpr std::uint8_t kNoFilter = 0;
constexpr std::uint8_t kPaeth = 4;
constexpr std::size_t kSamples = 3;

std::uint32_t red_first(std::uint32_t color) {
    return (color & 0xff) << 16 | (color & 0xff00) | color >> 16;
}

// Writes some bytes too many, which the next pixel or row overwrites; the buffer has as many more.
constexpr std::size_t kSpare = 4;

void write_rgb_portable(const std::uint8_t* row, int width, std::uint8_t* to) {
    for (int x = 0; x < width; ++x) {
        const std::uint32_t sample = red_first(colours_at(row + row_bytes(x)));
        std::memcpy(to, &sample, sizeof sample);
        to += kSamples;
    }
}

#if defined(__x86_64__)
__attribute__((target("ssse3"))) void write_rgb_ssse3(const std::uint8_t* row, int width,
                                                      std::uint8_t* to) {
    const __m128i order = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    int x = 0;
    for (; x + 4 <= width; x += 4) {
        const __m128i four = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row + row_bytes(x)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm_shuffle_epi8(four, order));
        to += 4 * kSamples;
    }
    write_rgb_portable(row + row_bytes(x), width - x, to);
}
#endif

void write_rgb(const std::uint8_t* row, int width, std::uint8_t* to) {
#if defined(__x86_64__)
    if (has_ssse3()) return write_rgb_ssse3(row, width, to);
#endif
    write_rgb_portable(row, width, to);
}

// Of the samples left, above and left above, the one that is nearest to what these foretell.
int paeth(int left, int above, int corner) {
    const int to_left = std::abs(above - corner);
    const int to_above = std::abs(left - corner);
    const int to_corner = std::abs(left + above - 2 * corner);
    const int other = to_above <= to_corner ? above : corner;
    return to_left <= std::min(to_above, to_corner) ? left : other;
}

// How far apart two colours are, in the channel that differs most.
int distance(std::uint32_t a, std::uint32_t b) {
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const int one = static_cast<int>(a >> shift & 0xff);
        const int other = static_cast<int>(b >> shift & 0xff);
        most = std::max(most, std::abs(one - other));
    }
    return most;
}

void filter(std::uint8_t* samples, const std::uint8_t* above, std::size_t size) {
    for (std::size_t i = size; i-- > kSamples;) {
        samples[i] = static_cast<std::uint8_t>(
            samples[i] - paeth(samples[i - kSamples], above[i], above[i - kSamples]));
    }
    for (std::size_t i = 0; i < kSamples; ++i)
        samples[i] = static_cast<std::uint8_t>(samples[i] - above[i]);
}

// Whether neighbours in a row differ often, and mostly by little.
bool changes_gently(const PixelView& pixels) {
    constexpr int kEvery = 8;
    constexpr int kLittle = 16;
    int seen = 0;
    int little = 0;
    int much = 0;
    for (int y = kEvery / 2; y < pixels.height; y += kEvery) {
        const std::uint8_t* const row = pixels.row(y);
        std::uint32_t last = colours_at(row + row_bytes(0));
        for (int x = 1; x < pixels.width; ++x) {
            const std::uint32_t color = colours_at(row + row_bytes(x));
            if (color != last) ++(distance(color, last) <= kLittle ? little : much);
            last = color;
        }
        seen += pixels.width;
    }
    return little > seen / 4 && little > 2 * much;
}

}  // namespace

void PngScanlines::resize(std::size_t row_size, int rows) {
    size_ = (1 + row_size) * static_cast<std::size_t>(rows);
    if (bytes_.size() < size_ + kSpare) bytes_.resize(size_ + kSpare);
}

bool PngScanlines::take_indexed(const PixelView& pixels) {
    resize(static_cast<std::size_t>(pixels.width), pixels.height);
    palette_.clear();
    std::uint8_t* to = bytes_.data();
    std::uint32_t last = colours_at(pixels.data);
    auto place = static_cast<std::uint8_t>(palette_.place_of(last));
    for (int y = 0; y < pixels.height; ++y) {
        const std::uint8_t* const row = pixels.row(y);
        *to++ = kNoFilter;
        for (int x = 0; x < pixels.width; ++x) {
            const std::uint32_t color = colours_at(row + row_bytes(x));
            if (color != last) {
                const int found = palette_.place_of(color);
                if (found < 0) return false;
                place = static_cast<std::uint8_t>(found);
                last = color;
            }
            *to++ = place;
        }
    }
    filtered_ = false;
    bits_ = palette_.size() <= 2 ? 1 : palette_.size() <= 4 ? 2 : palette_.size() <= 16 ? 4 : 8;
    if (bits_ < 8) pack(pixels.width, pixels.height);
    return true;
}

// In place: what is written lies before what is still to be read.
void PngScanlines::pack(int width, int rows) {
    const int samples = 8 / bits_;
    const std::uint8_t* from = bytes_.data();
    std::uint8_t* to = bytes_.data();
    for (int y = 0; y < rows; ++y) {
        *to++ = *from++;
        for (int x = 0; x < width; x += samples) {
            unsigned byte = 0;
            for (int i = 0; i < samples; ++i) {
                byte = byte << bits_ | (x + i < width ? *from++ : 0u);
            }
            *to++ = static_cast<std::uint8_t>(byte);
        }
    }
    size_ = static_cast<std::size_t>(to - bytes_.data());
}

void PngScanlines::take_rgb(const PixelView& pixels) {
    const std::size_t row_size = kSamples * static_cast<std::size_t>(pixels.width);
    resize(row_size, pixels.height);
    bits_ = 8;
    filtered_ = changes_gently(pixels);
    const auto line = [&](int y) {
        return bytes_.data() + static_cast<std::size_t>(y) * (1 + row_size);
    };
    for (int y = 0; y < pixels.height; ++y) {
        *line(y) = filtered_ ? kPaeth : kNoFilter;
        write_rgb(pixels.row(y), pixels.width, line(y) + 1);
    }
    if (!filtered_) return;
    // Upwards and to the left, so that what is subtracted is still whole.
    for (int y = pixels.height - 1; y > 0; --y) filter(line(y) + 1, line(y - 1) + 1, row_size);
    const std::vector<std::uint8_t> nothing(row_size);
    filter(line(0) + 1, nothing.data(), row_size);
}

}  // namespace pixelflux
