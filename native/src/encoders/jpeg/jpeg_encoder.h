// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <turbojpeg.h>

#include "stripe_encoder.h"

namespace pixelflux {

// Baseline JFIF, 4:2:0, straight from the source's pixels by libjpeg-turbo (TurboJPEG API 2). It
// may be given a part of the stripe, of whole bands: a picture by itself, but no key frame, since
// it does not show all of the stripe. `changed` makes no difference.
class JpegEncoder : public StripeEncoder {
public:
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
};

}  // namespace pixelflux
