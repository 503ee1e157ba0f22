// SPDX-License-Identifier: MPL-2.0
// Generated from capture-options.tdd by settings_table.cpp.ftl: edit those.
// clang-format off
#include <limits>

#include "settings_option.h"

namespace pixelflux {

const std::vector<SettingsOption>& settings_table() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static const auto& table = *new const std::vector<SettingsOption>{
        chooses_source(choice_option<SourceKind>("source", &Settings::source, {{"screen", SourceKind::kScreen}, {"x11", SourceKind::kX11}, {"wayland", SourceKind::kWayland}, {"portal", SourceKind::kPortal}, {"synthetic", SourceKind::kSynthetic}, {"frames", SourceKind::kFrames}})),
        chooses_source(text_option("display", &Settings::display, "an X display name such as :1, or empty for $DISPLAY; with the source wayland the name or path of a compositor's socket, or empty for $WAYLAND_DISPLAY; with the source portal the address of the session bus, or empty for $DBUS_SESSION_BUS_ADDRESS")),
        chooses_source(text_option("monitor", &Settings::monitor, "a monitor's name such as HDMI-1, or empty for all of the screen, with the source wayland for the first output")),
        chooses_source(long_option("windowId", &Settings::window_id, 0, 4294967295)),
        chooses_source(text_option("windowTitle", &Settings::window_title, "a whole title, or empty for none")),
        chooses_source(text_option("input", &Settings::input, "any name, such as cam")),
        chooses_source(text_option("restoreTokenFile", &Settings::restore_token_file, "a file's path, or empty for none")),
        integer_option("x", &Settings::x, 0, 32767),
        integer_option("y", &Settings::y, 0, 32767),
        side_option("width", &Settings::width, 16384),
        side_option("height", &Settings::height, 16384),
        bool_option("autoAdjustSize", &Settings::auto_adjust_size),
        double_option("fps", &Settings::fps, 0.01, 240),
        bool_option("captureCursor", &Settings::capture_cursor),
        bool_option("cursorEvents", &Settings::cursor_events),
        choice_option<CaptureMode>("mode", &Settings::mode, {{"jpeg", CaptureMode::kJpeg}, {"h264", CaptureMode::kH264}, {"mixed", CaptureMode::kMixed}}),
        long_option("minimumEpoch", &Settings::minimum_epoch, 0, 4503599627370496),
        multiple_option("stripeHeight", &Settings::stripe_height, 16, 4096),
        integer_option("jpegQuality", &Settings::jpeg_quality, 1, 100),
        integer_option("paintOverJpegQuality", &Settings::paint_over_jpeg_quality, 1, 100),
        bool_option("jpegAdaptiveStripes", &Settings::jpeg_adaptive_stripes),
        bool_option("jpegFullColor", &Settings::jpeg_full_color),
        choice_option<H264Encoder>("h264Encoder", &Settings::h264_encoder, {{"auto", H264Encoder::kAuto}, {"x264", H264Encoder::kX264}, {"openh264", H264Encoder::kOpenh264}}),
        integer_option("h264Crf", &Settings::h264_crf, 0, 51),
        integer_option("h264PaintOverCrf", &Settings::h264_paint_over_crf, 0, 51),
        integer_option("h264PaintOverBurstFrames", &Settings::h264_paint_over_burst_frames, 1, 1000),
        bool_option("h264FullColor", &Settings::h264_full_color),
        bool_option("h264FullFrame", &Settings::h264_full_frame),
        bool_option("h264AdaptiveStripes", &Settings::h264_adaptive_stripes),
        bool_option("h264StreamingMode", &Settings::h264_streaming_mode),
        bool_option("videoRectangles", &Settings::video_rectangles),
        choice_option<RateControl>("rateControl", &Settings::rate_control, {{"crf", RateControl::kCrf}, {"cbr", RateControl::kCbr}}),
        integer_option("bitrateKbps", &Settings::bitrate_kbps, 50, 1000000),
        double_option("vbvMultiplier", &Settings::vbv_multiplier, 1, 1000),
        bool_option("usePaintOverQuality", &Settings::use_paint_over_quality),
        integer_option("paintOverTriggerFrames", &Settings::paint_over_trigger_frames, 1, 1000000),
        integer_option("damageBlockThreshold", &Settings::damage_block_threshold, 0, 1000000),
        integer_option("damageBlockDuration", &Settings::damage_block_duration, 1, 1000000),
        double_option("keyframeIntervalSeconds", &Settings::keyframe_interval_seconds, 0, 86400),
        integer_option("encoderThreads", &Settings::encoder_threads, 0, 256),
        choice_option<WireHeader>("wireHeader", &Settings::wire_header, {{"none", WireHeader::kNone}, {"1", WireHeader::k1}, {"2", WireHeader::k2}}),
        text_option("watermarkPath", &Settings::watermark_path, "a PNG file's path"),
        choice_option<WatermarkLocation>("watermarkLocation", &Settings::watermark_location, {{"none", WatermarkLocation::kNone}, {"topLeft", WatermarkLocation::kTopLeft}, {"topRight", WatermarkLocation::kTopRight}, {"bottomLeft", WatermarkLocation::kBottomLeft}, {"bottomRight", WatermarkLocation::kBottomRight}, {"middle", WatermarkLocation::kMiddle}, {"animated", WatermarkLocation::kAnimated}}),
        chooses_source(choice_option<SyntheticPattern>("syntheticPattern", &Settings::synthetic_pattern, {{"shift", SyntheticPattern::kShift}, {"scroll", SyntheticPattern::kScroll}, {"window", SyntheticPattern::kWindow}, {"noise", SyntheticPattern::kNoise}, {"text", SyntheticPattern::kText}, {"chart", SyntheticPattern::kChart}, {"scroll57", SyntheticPattern::kScroll57}, {"scroll120", SyntheticPattern::kScroll120}, {"sideways", SyntheticPattern::kSideways}, {"film", SyntheticPattern::kFilm}, {"drag", SyntheticPattern::kDrag}})),
        chooses_source(long_option("syntheticSeed", &Settings::synthetic_seed, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max())),
        chooses_source(double_option("syntheticChange", &Settings::synthetic_change, 0, 100)),
    };
    return table;
}

}  // namespace pixelflux
