// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>
#include <string>

namespace pixelflux {

enum class SourceKind { kScreen, kSynthetic };
enum class Codec { kJpeg = 1, kH264 = 2 };  // the numbers are those of the packet's `type`
enum class RateControl { kCrf, kCbr };
enum class WatermarkLocation {
    kNone,
    kTopLeft,
    kTopRight,
    kBottomLeft,
    kBottomRight,
    kMiddle,
    kAnimated,
};
enum class SyntheticPattern { kShift, kScroll, kWindow, kNoise, kText, kChart };

// What to capture and how to encode it. Names, defaults and ranges are those of the Java options;
// the table that reads and checks them is in settings_text.cpp. "Frames" are those of the ceiling
// `fps`, taken or not.
struct Settings {
    SourceKind source = SourceKind::kScreen;
    std::string display;  // X display name; empty: $DISPLAY
    int x = 0;            // left edge of the region on the source, pixels
    int y = 0;
    int width = 0;  // pixels; 0: not set, all that is there from x on
    int height = 0;
    bool auto_adjust_size = false;  // follow the source when it is resized
    double fps = 60;                // ceiling, frames a second
    bool capture_cursor = false;    // draw the pointer into the picture
    bool cursor_events = false;     // tell shape and position of the pointer beside the picture
    Codec mode = Codec::kJpeg;
    int stripe_height = 0;  // rows; 0: chosen by codec and height
    int jpeg_quality = 85;
    bool jpeg_adaptive_stripes = true;  // leave out what did not change of a stripe
    int paint_over_jpeg_quality = 95;
    int h264_crf = 25;
    int h264_paint_over_crf = 18;
    int h264_paint_over_burst_frames = 5;
    bool h264_full_color = false;       // 4:4:4
    bool h264_full_frame = false;       // one stripe: the whole picture
    bool h264_adaptive_stripes = true;  // join stripes where motion lasts
    bool h264_streaming_mode = false;
    RateControl rate_control = RateControl::kCrf;
    int bitrate_kbps = 4000;      // thousands of bits a second, all stripes together
    double vbv_multiplier = 1.5;  // what may be sent at once, in average frames
    bool use_paint_over_quality = false;
    int paint_over_trigger_frames = 10;
    int damage_block_threshold = 15;  // 0: never
    int damage_block_duration = 30;
    double keyframe_interval_seconds = 0;  // 0: only on demand
    int encoder_threads = 0;  // at a time, the caller's included; 0: as many as processors
    bool omit_stripe_headers = false;
    std::string watermark_path;  // a PNG file; empty: none
    WatermarkLocation watermark_location = WatermarkLocation::kNone;
    SyntheticPattern synthetic_pattern = SyntheticPattern::kShift;
    std::int64_t synthetic_seed = 1;
    double synthetic_change = 10;  // percent of the rows that change in each frame
};

}  // namespace pixelflux
