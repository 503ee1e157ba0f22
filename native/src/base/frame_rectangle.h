// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

namespace pixelflux {

// What a rectangle of a frame in mode mixed is made of; the numbers are those of the wire
// (docs/wire.md).
enum class RectangleKind : std::uint8_t {
    kPicture = 1,  // JPEG
    kVideo = 2,    // H.264
    kCopy = 3,     // of pixels that the picture has elsewhere
    kExact = 4,    // PNG
    kFill = 5,     // one colour
};

// For whom a rectangle is. A reader that has the frame before takes what is own or both; a reader
// that has an older frame takes what is refresh or both.
enum class RectangleRole : std::uint8_t {
    kOwn = 1,
    kRefresh = 2,
    kBoth = 3,
};

}  // namespace pixelflux
