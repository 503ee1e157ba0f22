// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "wire_format.h"

namespace pixelflux {

// The scale in which an encoder is told the quality of a stripe, and the options that use it.
enum class QualityScale {
    kPercent,    // 1..100, higher is finer: jpegQuality, paintOverJpegQuality
    kQuantizer,  // 0..51, lower is finer, and 6 less double the bits: what h264Crf and
                 // h264PaintOverCrf come to; a constant bit rate works in it
};

constexpr bool is_finer(QualityScale scale, double a, double b) {
    return scale == QualityScale::kPercent ? a > b : a < b;
}

// What other code has to know of an encoder, so that it need not ask which one it is. An encoder
// takes pictures of any size from the smallest to the largest; how it encodes odd sizes is its own
// affair.
struct EncoderTraits {
    std::string_view mode;     // the word of the option `mode` that chooses it, for messages
    std::string_view library;  // that encodes, with its version, for people
    WireFormat format;
    QualityScale quality = QualityScale::kPercent;

    int usual_height = 64;       // rows of a stripe if the settings ask for no height
    int lowest_height = 1;       // the fewest rows of a stripe, unless the picture has fewer
    int smallest_side = 1;       // the least pixels of a stripe, across and down
    int largest_side = 1 << 30;  // the most, across and down
    std::int64_t most_pixels = std::int64_t{1} << 60;  // of a stripe

    // The stripes of a row are one video stream: each holds what changed since the one before, and
    // a key frame costs more than the others. Otherwise each is a picture by itself.
    bool streams = false;
    // One stripe may be the whole picture (h264FullFrame).
    bool whole_picture = false;
    // It can be given a part of the rows of a stripe.
    bool parts = false;
    // Of a stripe that changed it reads the changed columns alone (EncodeRequest::columns).
    bool columns = false;
    // It can have a colour for every pixel (h264FullColor).
    bool full_color = true;
};

}  // namespace pixelflux
