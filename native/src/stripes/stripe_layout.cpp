// SPDX-License-Identifier: MPL-2.0
#include "stripe_layout.h"

#include <algorithm>
#include <string>

#include "error.h"

namespace pixelflux {
namespace {

constexpr int kMostStripes = 17;

int chosen_height(int height, int usual) {
    int chosen = usual;
    while ((height + chosen - 1) / chosen > kMostStripes) chosen *= 2;
    return chosen;
}

bool one_stripe(const Settings& settings, const EncoderTraits& encoder) {
    return encoder.whole_picture && settings.h264_full_frame;
}

}  // namespace

void require_stripe_height(const Settings& settings, const EncoderTraits& encoder) {
    if (settings.stripe_height == 0 || settings.stripe_height >= encoder.lowest_height) return;
    throw Error(ErrorCode::kArgument,
                "stripeHeight: " + std::to_string(settings.stripe_height) +
                    " is out of range, allowed with mode=" + std::string(encoder.mode) +
                    ": 0 or at least " + std::to_string(encoder.lowest_height));
}

bool stripes_shrink(const Settings& settings, const EncoderTraits& encoder) {
    return encoder.parts && settings.jpeg_adaptive_stripes && settings.stripe_height == 0;
}

bool layout_adapts(const Settings& settings, const EncoderTraits& encoder) {
    return encoder.streams && settings.h264_adaptive_stripes && !settings.h264_full_frame &&
           settings.stripe_height == 0 && !settings.h264_streaming_mode &&
           settings.rate_control == RateControl::kCrf;
}

bool same_layout(const Settings& a, const Settings& b, const EncoderTraits& encoder) {
    return one_stripe(a, encoder) == one_stripe(b, encoder) &&
           layout_adapts(a, encoder) == layout_adapts(b, encoder) &&
           (one_stripe(a, encoder) || a.stripe_height == b.stripe_height);
}

std::vector<Stripe> layout_stripes(int height, const Settings& settings,
                                   const EncoderTraits& encoder) {
    if (one_stripe(settings, encoder)) return {{0, height}};
    const int step = settings.stripe_height != 0 ? settings.stripe_height
                                                 : chosen_height(height, encoder.usual_height);
    std::vector<Stripe> stripes;
    for (int y = 0; y < height; y += step) stripes.push_back({y, std::min(step, height - y)});
    if (stripes.size() > 1 && stripes.back().height < encoder.lowest_height) {
        const int rest = stripes.back().height;
        stripes.pop_back();
        stripes.back().height += rest;
    }
    return stripes;
}

}  // namespace pixelflux
