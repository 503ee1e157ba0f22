// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace pixelflux {

// JPEG qualities in the measure in which the quantisers of H.264 work: 6 steps coarser double what
// a coefficient is divided by, and nearly halve the bits. Pure.

// Nobody could read a coarser image.
constexpr int kCoarsestJpeg = 10;

// By how much libjpeg scales its tables, in percent.
inline double jpeg_scale(double quality) {
    return quality < 50 ? 5000 / std::max(quality, 1.0) : std::max(200 - 2 * quality, 1.0);
}

// How many steps there are from a quality, 1..100, down to another one; none if it is that coarse.
inline double steps_below_jpeg(int quality, int coarsest = kCoarsestJpeg) {
    return std::max(0.0, 6 * std::log2(jpeg_scale(coarsest) / jpeg_scale(quality)));
}

// The quality, 1..100, that is so many steps below another one.
inline int coarser_jpeg(int quality, double steps) {
    if (steps <= 0) return quality;
    const double scale = jpeg_scale(quality) * std::exp2(steps / 6);
    const double coarser = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
    return std::clamp(static_cast<int>(std::lround(coarser)), 1, quality);
}

}  // namespace pixelflux
