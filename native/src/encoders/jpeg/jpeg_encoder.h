// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <vector>

#include <turbojpeg.h>

#include "encoder_kind.h"
#include "stripe_encoder.h"

namespace pixelflux {

// Baseline JFIF, 4:2:0, straight from the source's pixels by libjpeg-turbo (TurboJPEG API 2). It
// may be given any rectangle that is no larger than the size it was made for, with any stride: a
// picture by itself, but no key frame if it is smaller, since it does not show all of the stripe.
// `changed` makes no difference.
class JpegEncoder : public StripeEncoder {
public:
    static const EncoderKind& kind();

    explicit JpegEncoder(Size size);
    EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                         const EncodeRequest& request) override;

private:
    struct DestroyCompressor {
        void operator()(void* compressor) const { tjDestroy(compressor); }
    };
    struct FreeBuffer {
        void operator()(unsigned char* buffer) const { tjFree(buffer); }
    };

    Size size_;
    std::unique_ptr<void, DestroyCompressor> compressor_;
    std::unique_ptr<unsigned char, FreeBuffer>
        output_;  // as large as the worst case, only ever touched as far as used
    unsigned long capacity_;
    std::vector<std::uint8_t> reordered_;  // pixels in an order that libjpeg-turbo does not read
};

}  // namespace pixelflux
