// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>

namespace pixelflux {

enum class SourceKind { kScreen, kSynthetic };
enum class Codec { kJpeg = 1, kH264 = 2 };  // the numbers are those of the packet's `type`

// What to capture and how to encode it. Names, defaults and ranges are those of the Java options;
// the table that reads and checks them is in settings_text.cpp.
struct Settings {
    SourceKind source = SourceKind::kScreen;
    std::string display;  // X display name; empty: $DISPLAY
    int x = 0;            // left edge of the region on the source, pixels
    int y = 0;
    int width = 0;  // pixels; 0: not set, all that is there from x on
    int height = 0;
    double fps = 60;  // ceiling, frames a second
    Codec mode = Codec::kJpeg;
    int jpeg_quality = 85;
    int h264_crf = 25;
    int stripe_height = 0;  // rows; 0: chosen by codec and height
    std::int64_t synthetic_seed = 1;
    double synthetic_change = 10;  // percent of the rows that change in each frame
};

}  // namespace pixelflux
