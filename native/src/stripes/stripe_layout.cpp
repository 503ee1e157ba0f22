// SPDX-License-Identifier: MPL-2.0
#include "stripe_layout.h"

#include <algorithm>

namespace pixelflux {
namespace {

constexpr int kMostStripes = 17;
constexpr int kLowestH264Stripe = 64;

int chosen_height(int height, Codec codec) {
    int chosen = codec == Codec::kJpeg ? 64 : 128;
    while ((height + chosen - 1) / chosen > kMostStripes) chosen *= 2;
    return chosen;
}

bool one_stripe(const Settings& settings) {
    return settings.mode == Codec::kH264 && settings.h264_full_frame;
}

}  // namespace

bool stripes_shrink(const Settings& settings) {
    return settings.mode == Codec::kJpeg && settings.jpeg_adaptive_stripes &&
           settings.stripe_height == 0;
}

bool layout_adapts(const Settings& settings) {
    return settings.mode == Codec::kH264 && settings.h264_adaptive_stripes &&
           !settings.h264_full_frame && settings.stripe_height == 0 &&
           !settings.h264_streaming_mode && settings.rate_control == RateControl::kCrf;
}

bool same_layout(const Settings& a, const Settings& b) {
    return a.mode == b.mode && one_stripe(a) == one_stripe(b) &&
           layout_adapts(a) == layout_adapts(b) &&
           (one_stripe(a) || a.stripe_height == b.stripe_height);
}

std::vector<Stripe> layout_stripes(int height, const Settings& settings) {
    const Codec codec = settings.mode;
    if (one_stripe(settings)) return {{0, height}};
    const int step =
        settings.stripe_height != 0 ? settings.stripe_height : chosen_height(height, codec);
    std::vector<Stripe> stripes;
    for (int y = 0; y < height; y += step) stripes.push_back({y, std::min(step, height - y)});
    if (codec == Codec::kH264 && stripes.size() > 1 && stripes.back().height < kLowestH264Stripe) {
        const int rest = stripes.back().height;
        stripes.pop_back();
        stripes.back().height += rest;
    }
    return stripes;
}

}  // namespace pixelflux
