// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "encoder_traits.h"
#include "settings.h"
#include "stripe.h"

namespace pixelflux {

// The stripes into which a picture of `height` rows is cut, from top to bottom; together they hold
// every row once. Pure.
//
// settings.stripe_height 0 chooses the encoder's usual height, doubled while there would be more
// than 17 stripes (docs/decisions/stripe-heights.md has the measurements). A rest at the bottom
// that is lower than the encoder's lowest stripe goes to the stripe above it. With h264FullFrame
// and an encoder that can have it, the whole picture is one stripe.
std::vector<Stripe> layout_stripes(int height, const Settings& settings,
                                   const EncoderTraits& encoder);

// Throws Error(kArgument), naming option, value and range, where settings.stripe_height is lower
// than the encoder's lowest stripe. Pure.
void require_stripe_height(const Settings& settings, const EncoderTraits& encoder);

// Whether a stripe holds no more than the bands of its row that changed, and those between them:
// with jpegAdaptiveStripes, where the encoder takes parts and no stripe's height was asked for.
// Pure.
bool stripes_shrink(const Settings& settings, const EncoderTraits& encoder);

// Whether stripes of a stream are joined where motion lasts (row_merger.h): with
// h264AdaptiveStripes, and not
// where a stripe's height was asked for (stripeHeight, h264FullFrame), every stripe is sent anyway
// (h264StreamingMode), or a key frame costs more than there is for it at once (rateControl=cbr).
bool layout_adapts(const Settings& settings, const EncoderTraits& encoder);

// Whether both cut every picture in the same way for this encoder.
bool same_layout(const Settings& a, const Settings& b, const EncoderTraits& encoder);

}  // namespace pixelflux
