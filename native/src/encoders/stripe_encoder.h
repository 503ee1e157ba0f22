// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "band_columns.h"
#include "band_set.h"
#include "geometry.h"

namespace pixelflux {

enum class PictureKind {
    kKeyFrame,  // the whole stripe, and needs no other: an IDR, or a JPEG of all of its rows
    kIntra,     // an I picture that is not an IDR
    kOther,     // what it leaves out is as it was before
};

// What is asked of an encoder for one stripe.
struct EncodeRequest {
    double quality = 0;               // in the encoder's scale (encoder_traits.h)
    ColumnRun columns = kAllColumns;  // all that changed lies in these
    bool key_frame = false;           // only of a stream
    bool stays = false;  // the stripe is still and will be seen for long: be exact, not quick
};

// What an encoder made of one stripe. The bytes belong to the encoder and are valid until its next
// call.
struct EncodedStripe {
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
    PictureKind kind = PictureKind::kOther;
};

// Encodes the stripes of one row, which are one stream if the encoder makes streams. No picture may
// be larger than the size for which the encoder was opened. One thread at a time, not always the
// same one.
class StripeEncoder {
public:
    virtual ~StripeEncoder() = default;

    // `stripe` holds the pixels of the whole stripe, or of a part where the encoder takes parts;
    // `changed` holds the bands, counted from the stripe's first row, that differ from those of the
    // previous call; it may hold more. Throws Error(kEncoder).
    virtual EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                                 const EncodeRequest& request) = 0;
};

}  // namespace pixelflux
