// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "band_set.h"
#include "geometry.h"
#include "settings.h"

namespace pixelflux {

enum class PictureKind {
    kKeyFrame,  // the whole stripe, and needs no other: an IDR, or a JPEG of all of its rows
    kIntra,     // an I picture that is not an IDR
    kOther,     // what it leaves out is as it was before
};

// What an encoder is to make of one stripe. JPEG looks at jpeg_quality and
// `stays`, H.264 at the rest.
struct EncodeRequest {
    bool key_frame = false;
    int jpeg_quality = 85;  // 1..100
    bool stays = false;     // it is still, and is looked at for long: rather exact than quick
    double crf = 25;        // 0..51
};

// What an encoder made of one stripe. The bytes belong to the encoder and are valid until its next
// call.
struct EncodedStripe {
    const std::uint8_t* data = nullptr;
    std::size_t size = 0;
    PictureKind kind = PictureKind::kOther;
};

// Encodes one row of stripes as a stream of its own: no picture it is given is larger than the size
// it was made for. One thread at a time; not always the same one.
class StripeEncoder {
public:
    virtual ~StripeEncoder() = default;

    // `stripe` holds the pixels of the whole stripe, for JPEG perhaps of a part; `changed` has, in
    // bands counted from the stripe's first row, all that differ from the previous call's (more
    // does no harm). Throws Error(kEncoder).
    virtual EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                                 const EncodeRequest& request) = 0;
};

// Opens an encoder for settings.mode and stripes of a size. Throws Error(kEncoder) when this build
// has no such encoder or it refuses the settings.
using MakeStripeEncoder =
    std::function<std::unique_ptr<StripeEncoder>(const Settings& settings, Size size)>;

// Whether an encoder made for `a` also serves `b`.
bool same_encoder(const Settings& a, const Settings& b);

}  // namespace pixelflux
