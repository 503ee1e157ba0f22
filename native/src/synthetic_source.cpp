// SPDX-License-Identifier: MPL-2.0
#include "synthetic_source.h"

#include <cmath>

namespace pixelflux {
namespace {

constexpr int kCell = 32;
constexpr int kPixelsPerStep = 2;
constexpr Size kUsualSize = {1920, 1080};

std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

}  // namespace

SyntheticSource::SyntheticSource(const Settings& settings)
    : seed_(static_cast<std::uint64_t>(settings.synthetic_seed)),
      change_(settings.synthetic_change),
      full_size_{settings.x + (settings.width != 0 ? settings.width : kUsualSize.width),
                 settings.y + (settings.height != 0 ? settings.height : kUsualSize.height)} {}

void SyntheticSource::set_region(const Rect& region) {
    picture_.assign(static_cast<std::size_t>(region.width) *
                        static_cast<std::size_t>(region.height) * kBytesPerPixel,
                    0);
    region_ = region;
}

bool SyntheticSource::wait_for_change(const WakeEvent& wake, TimePoint deadline) {
    if (moving_rows() > 0) return wake.wait(TimePoint{}) != WakeEvent::Reason::kSignal;
    wake.wait(deadline);
    return false;
}

void SyntheticSource::take_changes(BandSet& bands) { bands.set_rows(moving_top(), moving_rows()); }

MutablePixelView SyntheticSource::grab(const BandSet& bands) {
    ++step_;
    const std::uint64_t shift = static_cast<std::uint64_t>(step_) * kPixelsPerStep;
    const int top = moving_top();
    const int bottom = top + moving_rows();
    for (const BandRun& run : bands.runs()) {
        for (int y = run.first * kBandHeight; y < std::min(run.last * kBandHeight, region_.height);
             ++y) {
            draw_row(y, y >= top && y < bottom ? shift : 0);
        }
    }
    const std::size_t stride = static_cast<std::size_t>(region_.width) * kBytesPerPixel;
    return {picture_.data(), region_.width, region_.height, stride};
}

void SyntheticSource::draw_row(int y, std::uint64_t shift) {
    const std::uint64_t v = static_cast<std::uint64_t>(region_.y + y);
    const std::uint64_t row = seed_ ^ (v / kCell) * 0xC2B2AE3D27D4EB4Fu;
    std::uint8_t* pixel = picture_.data() + static_cast<std::size_t>(y) *
                                                static_cast<std::size_t>(region_.width) *
                                                kBytesPerPixel;
    std::uint64_t u = static_cast<std::uint64_t>(region_.x) + shift;
    for (int left = region_.width; left > 0;) {
        const std::uint64_t hash = mix(row ^ (u / kCell) * 0x9E3779B97F4A7C15u);
        const int grey = 64 + static_cast<int>(hash % 256) / 2;
        const int red = grey + static_cast<int>((hash >> 8) % 32) - 16;
        const int blue = grey + static_cast<int>((hash >> 16) % 32) - 16;
        const int run = std::min(left, kCell - static_cast<int>(u % kCell));
        int shade = static_cast<int>(u % kCell) + static_cast<int>(v % kCell) - 31;
        for (int i = 0; i < run; ++i, ++shade, pixel += kBytesPerPixel) {
            pixel[0] = static_cast<std::uint8_t>(blue + shade);
            pixel[1] = static_cast<std::uint8_t>(grey + shade);
            pixel[2] = static_cast<std::uint8_t>(red + shade);
            pixel[3] = 0;
        }
        u += static_cast<std::uint64_t>(run);
        left -= run;
    }
}

int SyntheticSource::moving_rows() const {
    return static_cast<int>(std::ceil(region_.height * change_ / 100));
}

int SyntheticSource::moving_top() const { return (region_.height - moving_rows()) / 2; }

}  // namespace pixelflux
