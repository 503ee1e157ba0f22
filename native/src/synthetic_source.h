// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "frame_source.h"

namespace pixelflux {

// A moving picture that depends on nothing but its seed, so that tests and benchmarks need no
// display and know every pixel. It is as large as its first settings ask for, 1920x1080 from the
// region's offset on when they do not.
//
// Step n (the first grab shows step 0, every later one the next) of a region of `height` rows with
// `change` percent:
//
//   rows     = ceil(height * change / 100)                    rows that move
//   top      = (height - rows) / 2                            the first of them, counted in the
//   region X, Y     = the pixel's place on the source (the region's offset included) u        = X +
//   2 n within the moving rows, X elsewhere;  v = Y h        = mix(seed ^ (u div 32) *
//   0x9E3779B97F4A7C15 ^ (v div 32) * 0xC2B2AE3D27D4EB4F) shade    = u mod 32 + v mod 32 - 31 grey
//   = 64 + (h mod 256) / 2 red      = grey + (h >> 8) mod 32 - 16 + shade green    = grey + shade
//   blue     = grey + (h >> 16) mod 32 - 16 + shade
//
// with all products modulo 2^64, integer division rounding down, and mix the finaliser of
// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
class SyntheticSource : public FrameSource {
public:
    explicit SyntheticSource(const Settings& settings);

    Size full_size() const override { return full_size_; }
    void set_region(const Rect& region) override;
    bool wait_for_change(const WakeEvent& wake, TimePoint deadline) override;
    void settle(const WakeEvent&, Duration) override {}
    void take_changes(BandSet& bands) override;
    MutablePixelView grab(const BandSet& bands) override;

private:
    void draw_row(int y, std::uint64_t shift);
    int moving_rows() const;
    int moving_top() const;

    std::uint64_t seed_;
    double change_;
    Size full_size_;
    Rect region_;
    std::vector<std::uint8_t> picture_;
    std::int64_t step_ = -1;
};

}  // namespace pixelflux
