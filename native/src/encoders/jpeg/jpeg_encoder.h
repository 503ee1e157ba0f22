// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <vector>

#include <turbojpeg.h>

#include "encoder_kind.h"
#include "stripe_encoder.h"

namespace pixelflux {

// Makes baseline JFIF, 4:2:0 or in full colour 4:4:4 (jpegFullColor), straight from the source's
// pixels, by libjpeg-turbo (TurboJPEG API 2). It takes any rectangle that is no larger than the
// size for which it was made, with any stride. A smaller one is a picture by itself but no key
// frame, since it does not show the whole stripe. `changed` makes no difference.
class JpegEncoder : public StripeEncoder {
public:
    static const EncoderKind& kind();

    explicit JpegEncoder(Size size, bool full_color = false);
    EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                         const EncodeRequest& request) override;

private:
    struct DestroyCompressor {
        void operator()(void* compressor) const { tjDestroy(compressor); }
    };

    Size size_;
    int subsampling_;  // a TJSAMP
    std::unique_ptr<void, DestroyCompressor> compressor_;
    // As large as the worst case; only what is used of it is ever touched.
    std::unique_ptr<unsigned char[]> output_;
    unsigned long capacity_;
    std::vector<std::uint8_t> reordered_;  // pixels in an order that libjpeg-turbo does not read
};

}  // namespace pixelflux
