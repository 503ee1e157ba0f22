// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

enum class PictureKind {
    kKeyFrame,  // the whole stripe, and needs no other: an IDR, or a JPEG of all of its rows
    kIntra,     // an I picture that is not an IDR
    kOther,     // what it leaves out is as it was before
};

// What an encoder is to make of one stripe.
struct EncodeRequest {
    double quality = 0;      // in the encoder's scale (encoder_traits.h)
    bool key_frame = false;  // only of a stream
    bool stays = false;      // it is still, and is looked at for long: rather exact than quick
};

// What an encoder made of one stripe. The bytes belong to the encoder and are valid until its next
// call.
struct EncodedStripe {
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
    PictureKind kind = PictureKind::kOther;
};

// Encodes one row of stripes, as a stream of its own if it is one: no picture it is given is larger
// than the size it was made for. One thread at a time; not always the same one.
class StripeEncoder {
public:
    virtual ~StripeEncoder() = default;

    // `stripe` holds the pixels of the whole stripe, or of a part where the encoder takes parts;
    // `changed` has, in bands counted from the stripe's first row, all that differ from the
    // previous call's (more does no harm). Throws Error(kEncoder).
    virtual EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                                 const EncodeRequest& request) = 0;
};

}  // namespace pixelflux
