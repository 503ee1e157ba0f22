// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "own_picture.h"

namespace pixelflux {

enum class ImageFormat {
    kPng,   // exact
    kJpeg,  // smaller, not exact
    kWebp,  // exact, smaller than PNG and slower (WebP's lossless form)
};

struct ImageWish {
    ImageFormat format = ImageFormat::kPng;
    int jpeg_quality = 90;  // 1 to 100
    bool jpeg_full_color = false;
};

// Takes a file as it lies in memory, once.
using TakeFile = std::function<void(const std::uint8_t* bytes, std::size_t size)>;

// Encodes a picture as a file of its own. Throws what `take` throws, Error(kArgument) if the format
// has no picture so large, Error(kEncoder) and std::bad_alloc. Keeps nothing.
void encode_image(const OwnPicture& picture, const ImageWish& wish, const TakeFile& take);

}  // namespace pixelflux
