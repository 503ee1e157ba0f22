// SPDX-License-Identifier: MPL-2.0
#include "jpeg_encoder.h"

#include <new>

#include "error.h"

namespace pixelflux {
namespace {

constexpr int kSubsampling = TJSAMP_420;

}  // namespace

JpegEncoder::JpegEncoder(Size size)
    : size_(size),
      compressor_(tjInitCompress()),
      capacity_(tjBufSize(size.width, size.height, kSubsampling)) {
    if (compressor_ == nullptr) {
        throw Error(ErrorCode::kEncoder,
                    std::string("cannot open a JPEG compressor: ") + tjGetErrorStr2(nullptr));
    }
    output_.reset(tjAlloc(static_cast<int>(capacity_)));
    if (output_ == nullptr) throw std::bad_alloc();
}

EncodedStripe JpegEncoder::encode(const PixelView& stripe, const BandSet&,
                                  const EncodeRequest& request) {
    unsigned char* output = output_.get();
    unsigned long size = capacity_;
    // TJFLAG_NOREALLOC writes into our buffer without looking at its size, which tjBufSize made
    // large enough.
    const int flags = TJFLAG_NOREALLOC | (request.stays ? TJFLAG_ACCURATEDCT : 0);
    const int failed = tjCompress2(compressor_.get(), stripe.data, size_.width,
                                   static_cast<int>(stripe.stride), stripe.height, TJPF_BGRX,
                                   &output, &size, kSubsampling, request.jpeg_quality, flags);
    if (failed != 0) {
        throw Error(ErrorCode::kEncoder, "JPEG of " + std::to_string(size_.width) + "x" +
                                             std::to_string(stripe.height) + " at quality " +
                                             std::to_string(request.jpeg_quality) +
                                             " failed: " + tjGetErrorStr2(compressor_.get()));
    }
    return {output, size,
            stripe.height == size_.height ? PictureKind::kKeyFrame : PictureKind::kOther};
}

}  // namespace pixelflux
