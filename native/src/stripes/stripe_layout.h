// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <vector>

#include "settings.h"
#include "stripe.h"

namespace pixelflux {

// The stripes into which a picture of `height` rows is cut, from top to bottom; together they hold
// every row once. Pure.
//
// settings.stripe_height 0 chooses: 64 rows for JPEG, 128 for H.264, doubled while there would be
// more than 17 stripes (docs/design.md has the measurements). An H.264 stripe has at least 64 rows,
// unless the picture is lower: a lower rest at the bottom goes to the stripe above it. H.264 with
// h264FullFrame is one stripe.
std::vector<Stripe> layout_stripes(int height, const Settings& settings);

// Whether a stripe holds no more than the bands of its row that changed, and those between them:
// JPEG with jpegAdaptiveStripes, where no stripe's height was asked for. Pure.
bool stripes_shrink(const Settings& settings);

// Whether stripes are joined where motion lasts (row_merger.h): with h264AdaptiveStripes, and not
// where a stripe's height was asked for (stripeHeight, h264FullFrame), every stripe is sent anyway
// (h264StreamingMode), or a key frame costs more than there is for it at once (rateControl=cbr).
bool layout_adapts(const Settings& settings);

// Whether both cut every picture in the same way.
bool same_layout(const Settings& a, const Settings& b);

}  // namespace pixelflux
