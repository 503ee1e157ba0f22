// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "band_set.h"
#include "settings.h"

namespace pixelflux {

// A horizontal stripe of the picture, full width, encoded as a stream of its own.
struct Stripe {
    int y = 0;       // first row, a multiple of kBandHeight
    int height = 0;  // rows; a multiple of kBandHeight but for the picture's last stripe

    BandRun bands() const { return {y / kBandHeight, bands_in(y + height)}; }
    // The part of it that these bands of the picture lie in.
    Stripe part(BandRun part) const {
        const int top = std::max(part.first * kBandHeight, y);
        return {top, std::min(part.last * kBandHeight, y + height) - top};
    }
    friend bool operator==(const Stripe& a, const Stripe& b) {
        return a.y == b.y && a.height == b.height;
    }
};

// How a picture of `height` rows is cut, from top to bottom; together the stripes hold every row
// once. Pure.
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
