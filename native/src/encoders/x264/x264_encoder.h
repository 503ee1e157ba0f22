// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <x264.h>

#include "encoder_kind.h"
#include "stripe_encoder.h"
#include "yuv_picture.h"

namespace pixelflux {

// H.264 by libx264: Annex B, one slice thread, no lookahead, no B pictures, parameter sets before
// every IDR; key frames only when asked for. 4:2:0 is constrained baseline, its sizes made even by
// repeating the last column or row; 4:4:4 (h264FullColor) is High 4:4:4 Predictive at any size. A
// film has CABAC, and is Main where it is 4:2:0 (docs/decisions/films-become-video.md).
//
// It tells libx264 which macroblocks did not change since the last picture. libx264 skips them
// where that is safe: it checks itself that the reference is that picture, coded at least as
// finely.
//
// Every picture has the quantizer that it is asked for (EncodeRequest::quality, rounded). libx264's
// own rate control would look at each picture in half its size first, to see how hard it is.
class X264Encoder : public StripeEncoder {
public:
    static const EncoderKind& kind();

    // For rectangles that show films.
    static const EncoderKind& film_kind();

    enum class Entropy { kCavlc, kCabac };
    X264Encoder(const Settings& settings, Size size, Entropy entropy = Entropy::kCavlc);
    EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                         const EncodeRequest& request) override;

private:
    // While encoders open and close they share state of libx264, so both hold one lock of the
    // process.
    struct CloseEncoder {
        void operator()(x264_t* encoder) const;
    };

    void mark_constant_macroblocks(const BandSet& changed, ColumnRun columns);

    YuvPicture picture_;
    std::unique_ptr<x264_t, CloseEncoder> encoder_;
    std::vector<std::uint8_t> macroblocks_;  // what libx264 is told of each, row by row
    std::int64_t pictures_ = 0;
};

}  // namespace pixelflux
