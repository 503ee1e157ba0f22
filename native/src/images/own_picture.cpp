// SPDX-License-Identifier: MPL-2.0
#include "own_picture.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <new>
#include <string>

#include <webp/encode.h>

#include "error.h"

namespace pixelflux {
namespace {

constexpr std::uint32_t kOpaque =
    __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0xff000000U : 0x000000ffU;

}  // namespace

OwnPicture::OwnPicture(Size size) : size_(size), pixels_(new std::uint8_t[picture_bytes(size)]) {}

void OwnPicture::set_row(int x, int y, const std::uint8_t* from, int count) {
    std::uint8_t* to = pixels().row(y) + row_bytes(x);
    for (int i = 0; i < count; ++i, from += kBytesPerPixel, to += kBytesPerPixel) {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, from, sizeof pixel);
        pixel |= kOpaque;
        std::memcpy(to, &pixel, sizeof pixel);
    }
}

// By libwebp's rescaler (docs/decisions/pictures-scaled-by-libwebp.md).
OwnPicture OwnPicture::scaled(Size to) const {
    OwnPicture result(to);
    WebPPicture picture;
    if (WebPPictureInit(&picture) == 0)
        throw Error(ErrorCode::kEncoder, "libwebp has another version than its headers");
    picture.use_argb = 1;
    picture.width = size_.width;
    picture.height = size_.height;
    picture.argb = reinterpret_cast<std::uint32_t*>(pixels_.get());
    picture.argb_stride = size_.width;
    // It works on a picture of its own, and leaves this one as it is.
    if (WebPPictureRescale(&picture, to.width, to.height) == 0) throw std::bad_alloc();
    for (int y = 0; y < to.height; ++y)
        result.set_row(0, y,
                       reinterpret_cast<const std::uint8_t*>(
                           picture.argb + static_cast<std::ptrdiff_t>(y) * picture.argb_stride),
                       to.width);
    WebPPictureFree(&picture);
    return result;
}

Size scaled_size(Size size, double factor) {
    const auto scaled = [&](int side) {
        const double wanted = std::round(side * factor);
        if (!(wanted <= kLargestSide)) {
            throw Error(ErrorCode::kArgument,
                        "scale: " + std::to_string(factor) + " makes a picture of " +
                            std::to_string(size.width) + "x" + std::to_string(size.height) +
                            " larger than " + std::to_string(kLargestSide) + " pixels a side");
        }
        return std::max(1, static_cast<int>(wanted));
    };
    return {scaled(size.width), scaled(size.height)};
}

}  // namespace pixelflux
