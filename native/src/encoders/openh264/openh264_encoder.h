// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "encoder_kind.h"
#include "stripe_encoder.h"
#include "yuv_picture.h"

// Of OpenH264, whose headers use the same names as libx264's.
class ISVCEncoder;
struct TagEncParamExt;

namespace pixelflux {

// H.264 by OpenH264, which is free of GPL code: Annex B, constrained baseline, 4:2:0 alone, no
// threads of its own, parameter sets before every IDR. Stripes are searched as what a screen shows
// (SCREEN_CONTENT_REAL_TIME), films as what a camera sees. Sizes are made even by repeating the
// last column or row; sides below 16 and pictures of more than 36864 macroblocks are not possible.
//
// Every picture has the quantizer that looks as libx264's at the one that it is asked for
// (openh264_quantizer). A key frame comes when asked for, and where OpenH264 finds that a screen
// changed as a whole. A stripe that stands still and is to be finer costs what it lacks. A picture
// that would have more than 12 bits a pixel, which only noise has, becomes coarser, and a key frame
// (docs/decisions/openh264.md).
class OpenH264Encoder : public StripeEncoder {
public:
    static const EncoderKind& kind();

    // For rectangles that show films.
    static const EncoderKind& film_kind();

    enum class Content { kScreen, kFilm };
    // What its traits rule out must not be asked for: 4:4:4, and sizes. Throws Error(kEncoder) if
    // OpenH264 refuses the rest.
    OpenH264Encoder(const Settings& settings, Size size, Content content = Content::kScreen);
    ~OpenH264Encoder() override;
    EncodedStripe encode(const PixelView& stripe, const BandSet& changed,
                         const EncodeRequest& request) override;

private:
    struct DestroyEncoder {
        void operator()(ISVCEncoder* encoder) const;
    };

    void open();
    void set_quantizer(int quantizer);

    double fps_;
    Content content_;
    YuvPicture picture_;
    std::unique_ptr<ISVCEncoder, DestroyEncoder> encoder_;
    std::unique_ptr<TagEncParamExt> parameters_;  // as OpenH264 has them
    std::vector<std::uint8_t> output_;
    int coarsest_ = 0;  // quantizer that was asked for what is shown
    long long pictures_ = 0;
};

}  // namespace pixelflux
