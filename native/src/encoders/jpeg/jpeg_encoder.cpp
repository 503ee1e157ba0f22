// SPDX-License-Identifier: MPL-2.0
#include "jpeg_encoder.h"

#include <string>

#include "bgrx_copy.h"
#include "error.h"

namespace pixelflux {
namespace {

// JPEG_MAX_DIMENSION of libjpeg (jmorecfg.h).
constexpr int kLargestJpegSide = 65500;

int turbojpeg_format(const PixelOrder& order) {
    if (order == kBgrx) return TJPF_BGRX;
    if (order == PixelOrder{2, 1, 0}) return TJPF_RGBX;
    if (order == PixelOrder{1, 2, 3}) return TJPF_XBGR;
    if (order == PixelOrder{3, 2, 1}) return TJPF_XRGB;
    return TJPF_UNKNOWN;
}

}  // namespace

const EncoderKind& JpegEncoder::kind() {
    static const EncoderKind kind = [] {
        EncoderKind jpeg;
        jpeg.traits.mode = "jpeg";
        jpeg.traits.library = "libjpeg-turbo " PIXELFLUX_TURBOJPEG_VERSION;
        jpeg.traits.format = kJpegFormat;
        jpeg.traits.quality = QualityScale::kPercent;
        jpeg.traits.usual_height = 64;
        jpeg.traits.largest_side = kLargestJpegSide;
        jpeg.traits.parts = true;
        jpeg.open = [](const Settings& settings, Size size) -> std::unique_ptr<StripeEncoder> {
            return std::make_unique<JpegEncoder>(size, settings.jpeg_full_color);
        };
        jpeg.serves = [](const Settings& made_for, const Settings& wanted) {
            return made_for.jpeg_full_color == wanted.jpeg_full_color;
        };
        return jpeg;
    }();
    return kind;
}

JpegEncoder::JpegEncoder(Size size, bool full_color)
    : size_(size),
      subsampling_(full_color ? TJSAMP_444 : TJSAMP_420),
      compressor_(tjInitCompress()),
      capacity_(tjBufSize(size.width, size.height, subsampling_)) {
    if (compressor_ == nullptr) {
        throw Error(ErrorCode::kEncoder,
                    std::string("cannot open a JPEG compressor: ") + tjGetErrorStr2(nullptr));
    }
    // tjAlloc takes an int, which could not tell the size of the largest pictures.
    output_.reset(new unsigned char[capacity_]);
}

EncodedStripe JpegEncoder::encode(const PixelView& stripe, const BandSet&,
                                  const EncodeRequest& request) {
    const int known = turbojpeg_format(stripe.order);
    const int format = known == TJPF_UNKNOWN ? TJPF_BGRX : known;
    const PixelView pixels = known == TJPF_UNKNOWN ? in_bgrx(stripe, reordered_) : stripe;
    unsigned char* output = output_.get();
    unsigned long size = capacity_;
    // TJFLAG_NOREALLOC writes into our buffer without looking at its size, which tjBufSize made
    // large enough.
    const int flags = TJFLAG_NOREALLOC | (request.stays ? TJFLAG_ACCURATEDCT : 0);
    const int failed = tjCompress2(compressor_.get(), pixels.data, pixels.width,
                                   static_cast<int>(pixels.stride), pixels.height, format, &output,
                                   &size, subsampling_, static_cast<int>(request.quality), flags);
    if (failed != 0) {
        throw Error(ErrorCode::kEncoder, "JPEG of " + std::to_string(pixels.width) + "x" +
                                             std::to_string(pixels.height) + " at quality " +
                                             std::to_string(static_cast<int>(request.quality)) +
                                             " failed: " + tjGetErrorStr2(compressor_.get()));
    }
    const bool whole = pixels.width == size_.width && pixels.height == size_.height;
    return {output, size, whole ? PictureKind::kKeyFrame : PictureKind::kOther};
}

}  // namespace pixelflux
