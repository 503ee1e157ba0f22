// SPDX-License-Identifier: MPL-2.0
#include "image_file.h"

#include <new>
#include <string>

#include <webp/encode.h>

#include "error.h"
#include "jpeg_encoder.h"
#include "png_encoder.h"

namespace pixelflux {
namespace {

// Of 0 to 9: less can be larger than PNG, more takes longer and saves nothing
// (docs/decisions/webp-lossless.md).
constexpr int kWebpEffort = 1;

void encode_png(const PixelView& pixels, const TakeFile& take) {
    PngEncoder encoder;
    const PngImage image = encoder.encode(pixels);
    take(image.data, image.size);
}

void encode_jpeg(const PixelView& pixels, const ImageWish& wish, const TakeFile& take) {
    JpegEncoder encoder({pixels.width, pixels.height}, wish.jpeg_full_color);
    EncodeRequest request;
    request.quality = wish.jpeg_quality;
    request.stays = true;
    const EncodedStripe image = encoder.encode(pixels, BandSet(bands_in(pixels.height)), request);
    take(image.data, image.size);
}

// What libwebp makes a picture of, and what it has written.
class WebpJob {
public:
    WebpJob() {
        WebPMemoryWriterInit(&written_);
        if (WebPConfigInit(&config_) == 0 || WebPPictureInit(&picture_) == 0)
            throw Error(ErrorCode::kEncoder, "libwebp has another version than its headers");
    }
    ~WebpJob() {
        WebPPictureFree(&picture_);
        WebPMemoryWriterClear(&written_);
    }
    WebpJob(const WebpJob&) = delete;
    WebpJob& operator=(const WebpJob&) = delete;

    void encode(const PixelView& pixels, const TakeFile& take) {
        WebPConfigLosslessPreset(&config_, kWebpEffort);
        picture_.use_argb = 1;
        picture_.width = pixels.width;
        picture_.height = pixels.height;
        picture_.argb =
            const_cast<std::uint32_t*>(reinterpret_cast<const std::uint32_t*>(pixels.data));
        picture_.argb_stride = pixels.width;
        picture_.writer = WebPMemoryWrite;
        picture_.custom_ptr = &written_;
        if (WebPEncode(&config_, &picture_) == 0) fail();
        take(written_.mem, written_.size);
    }

private:
    [[noreturn]] void fail() const {
        if (picture_.error_code == VP8_ENC_ERROR_OUT_OF_MEMORY ||
            picture_.error_code == VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY)
            throw std::bad_alloc();
        throw Error(ErrorCode::kEncoder, "WebP of " + std::to_string(picture_.width) + "x" +
                                             std::to_string(picture_.height) +
                                             " failed with libwebp's error " +
                                             std::to_string(picture_.error_code));
    }

    WebPConfig config_;
    WebPPicture picture_;
    WebPMemoryWriter written_;
};

void encode_webp(const PixelView& pixels, const TakeFile& take) {
    if (pixels.width > WEBP_MAX_DIMENSION || pixels.height > WEBP_MAX_DIMENSION) {
        throw Error(ErrorCode::kArgument,
                    "format: webp has no picture of " + std::to_string(pixels.width) + "x" +
                        std::to_string(pixels.height) + ", allowed up to " +
                        std::to_string(WEBP_MAX_DIMENSION) + " pixels a side; take png or jpeg");
    }
    WebpJob().encode(pixels, take);
}

}  // namespace

void encode_image(const OwnPicture& picture, const ImageWish& wish, const TakeFile& take) {
    const PixelView pixels = picture.pixels();
    switch (wish.format) {
        case ImageFormat::kPng:
            return encode_png(pixels, take);
        case ImageFormat::kJpeg:
            return encode_jpeg(pixels, wish, take);
        case ImageFormat::kWebp:
            return encode_webp(pixels, take);
    }
    throw Error(ErrorCode::kInternal, "an unknown image format");
}

}  // namespace pixelflux
