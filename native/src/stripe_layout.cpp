// SPDX-License-Identifier: MPL-2.0
#include "stripe_layout.h"

namespace pixelflux {
namespace {

constexpr int kMostStripes = 17;
constexpr int kLowestH264Stripe = 64;

int chosen_height(int height, Codec codec) {
    int chosen = codec == Codec::kJpeg ? 64 : 128;
    while ((height + chosen - 1) / chosen > kMostStripes) chosen *= 2;
    return chosen;
}

}  // namespace

std::vector<Stripe> layout_stripes(int height, Codec codec, int stripe_height) {
    const int step = stripe_height != 0 ? stripe_height : chosen_height(height, codec);
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
