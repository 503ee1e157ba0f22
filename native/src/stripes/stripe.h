// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "band_set.h"
#include "send_reason.h"
#include "stripe_encoder.h"
#include "wire_format.h"

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

// A stripe of a frame that is sent: where it lies, what its encoder made of it, and what that is.
struct SentStripe {
    Stripe place;
    EncodedStripe encoded;
    WireFormat format;
    // The frame with the picture of its stream that it builds on; none if it needs no other.
    std::optional<std::uint64_t> predicts_from = {};
    SendReason reason = SendReason::kChange;
};

}  // namespace pixelflux
