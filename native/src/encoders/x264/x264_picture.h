// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

#include <x264.h>

#include "yuv_picture.h"

namespace pixelflux {

// Describes in `parameters` the planes that libx264 will be lent: their size and colour space, and
// what the stream's VUI says about the colours.
//
// Pixels are sRGB, converted to BT.601, and the VUI says so (limited range of 4:2:0 and full range
// of 4:4:4, primaries BT.709, transfer IEC 61966-2-1, matrix SMPTE 170M). All four are there, since
// a decoder that misses one guesses all. Chroma of 4:2:0 is the mean of four pixels, so the VUI
// places it in their middle.
void describe(const YuvPicture& picture, x264_param_t& parameters);

// Lets `image` point to the planes, which stay the picture's.
void lend(YuvPicture& picture, x264_image_t& image);

}  // namespace pixelflux
