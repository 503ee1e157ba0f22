// SPDX-License-Identifier: MPL-2.0
#include "png_decoder.h"

#include <stdexcept>
#include <string>

#include <png.h>

namespace pixelflux {

DecodedPng decode_png(const std::uint8_t* data, std::size_t size) {
    png_image image = {};
    image.version = PNG_IMAGE_VERSION;
    const auto check = [&](int done) {
        if (done != 0 && image.warning_or_error == 0) return;
        const std::string message = image.message;
        png_image_free(&image);
        throw std::runtime_error("PNG: " + message);
    };
    check(png_image_begin_read_from_memory(&image, data, size));
    DecodedPng decoded;
    decoded.size = {static_cast<int>(image.width), static_cast<int>(image.height)};
    decoded.alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    decoded.bits = data[24];
    decoded.color_type = data[25];
    decoded.interlaced = data[28] != 0;
    image.format = PNG_FORMAT_BGRA;
    decoded.pixels.resize(PNG_IMAGE_SIZE(image));
    check(png_image_finish_read(&image, nullptr, decoded.pixels.data(), 0, nullptr));
    return decoded;
}

}  // namespace pixelflux
