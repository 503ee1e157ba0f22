// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <string_view>

#include "wire_format.h"

namespace pixelflux {

// In what an encoder is told how good a stripe is to be, and which options say so.
enum class QualityScale {
    kPercent,     // 1..100, higher is finer: jpegQuality, paintOverJpegQuality
    kRateFactor,  // 0..51, lower is finer: h264Crf, h264PaintOverCrf; a constant bit rate works in
                  // it
};

constexpr bool is_finer(QualityScale scale, double a, double b) {
    return scale == QualityScale::kPercent ? a > b : a < b;
}

// What everybody else has to know of an encoder, so that nobody asks which one it is. Its own
// matter is how it encodes odd sizes: it takes pictures of any size up to the largest.
struct EncoderTraits {
    std::string_view mode;  // the word of the option `mode` that chooses it, for messages
    WireFormat format;
    QualityScale quality = QualityScale::kPercent;

    int usual_height = 64;       // rows of a stripe for which no height was asked
    int lowest_height = 1;       // rows of a stripe at least, unless the picture is lower
    int largest_side = 1 << 30;  // pixels of a stripe at most, across and down

    // The stripes of a row are one video stream: each holds what changed since the one before, and
    // a key frame costs more than the others. Otherwise each is a picture by itself.
    bool streams = false;
    // One stripe may be the whole picture (h264FullFrame).
    bool whole_picture = false;
    // It can be given a part of the rows of a stripe.
    bool parts = false;
};

}  // namespace pixelflux
