// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <x264.h>

#include "color_convert.h"
#include "stripe_encoder.h"

namespace pixelflux {

// H.264 by libx264: constrained baseline, 4:2:0, Annex B, one slice thread, no lookahead, no B
// pictures, parameter sets before every IDR; key frames only when asked for. Sizes are made even by
// repeating the last column or row.
//
// libx264 is told which macroblocks did not change since its last picture and skips them where that
// is safe: it checks itself that the reference is that picture, and coded at least as finely.
//
// Colours: pixels are sRGB; the conversion is BT.601 limited range, and the stream's VUI says so
// (primaries BT.709, transfer IEC 61966-2-1, matrix SMPTE 170M). All four are signalled, since
// decoders that miss one guess all.
class X264Encoder : public StripeEncoder {
public:
    X264Encoder(const Settings& settings, Size size);
    EncodedStripe encode(const PixelView& stripe, const BandSet& changed, bool key_frame) override;
    void update(const Settings& settings) override;

private:
    // libx264 shares state between encoders while they open and close, so both hold one lock of the
    // process.
    struct CloseEncoder {
        void operator()(x264_t* encoder) const;
    };

    Nv12Planes planes();
    void mark_constant_macroblocks(const BandSet& changed);

    Size size_;
    Size coded_;
    x264_param_t parameters_;
    std::unique_ptr<x264_t, CloseEncoder> encoder_;
    std::vector<std::uint8_t>
        picture_;  // NV12, kept from call to call: only changed bands are converted again
    std::vector<std::uint8_t> macroblocks_;  // what libx264 is told of each, row by row
    std::int64_t pictures_ = 0;
};

}  // namespace pixelflux
