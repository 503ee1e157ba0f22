// SPDX-License-Identifier: MPL-2.0
#include "settings_text.h"

#include <vector>

#include "error.h"
#include "geometry.h"
#include "settings_option.h"

namespace pixelflux {
namespace {

constexpr int kLargestOffset = 32767;  // X11 coordinates are 16 bits with a sign
constexpr int kMostFrames = 1000000;

SettingsOption stripe_height_option() {
    SettingsOption option = integer_option("stripeHeight", &Settings::stripe_height, 0, 4096);
    option.range = "0 (automatic) or a multiple of 16 in 16..4096";
    const auto assign_number = option.assign;
    option.assign = [assign_number](Settings& settings, std::string_view text) {
        return assign_number(settings, text) && settings.stripe_height % 16 == 0;
    };
    return option;
}

const std::vector<SettingsOption>& options() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static const auto& table = *new const std::vector<SettingsOption>{
        chooses_source(choice_option<SourceKind>(
            "source", &Settings::source,
            {{"screen", SourceKind::kScreen}, {"synthetic", SourceKind::kSynthetic}})),
        chooses_source(text_option("display", &Settings::display, "an X display name such as :1")),
        integer_option("x", &Settings::x, 0, kLargestOffset),
        integer_option("y", &Settings::y, 0, kLargestOffset),
        side_option("width", &Settings::width, kLargestSide),
        side_option("height", &Settings::height, kLargestSide),
        bool_option("autoAdjustSize", &Settings::auto_adjust_size),
        double_option("fps", &Settings::fps, 1, 240),
        bool_option("captureCursor", &Settings::capture_cursor),
        bool_option("cursorEvents", &Settings::cursor_events),
        choice_option<Codec>("mode", &Settings::mode,
                             {{"jpeg", Codec::kJpeg}, {"h264", Codec::kH264}}),
        stripe_height_option(),
        integer_option("jpegQuality", &Settings::jpeg_quality, 1, 100),
        integer_option("paintOverJpegQuality", &Settings::paint_over_jpeg_quality, 1, 100),
        integer_option("h264Crf", &Settings::h264_crf, 0, 51),
        integer_option("h264PaintOverCrf", &Settings::h264_paint_over_crf, 0, 51),
        integer_option("h264PaintOverBurstFrames", &Settings::h264_paint_over_burst_frames, 1,
                       1000),
        bool_option("h264FullColor", &Settings::h264_full_color),
        bool_option("h264FullFrame", &Settings::h264_full_frame),
        bool_option("jpegAdaptiveStripes", &Settings::jpeg_adaptive_stripes),
        bool_option("h264AdaptiveStripes", &Settings::h264_adaptive_stripes),
        bool_option("h264StreamingMode", &Settings::h264_streaming_mode),
        choice_option<RateControl>("rateControl", &Settings::rate_control,
                                   {{"crf", RateControl::kCrf}, {"cbr", RateControl::kCbr}}),
        integer_option("bitrateKbps", &Settings::bitrate_kbps, 50, 1000000),
        double_option("vbvMultiplier", &Settings::vbv_multiplier, 1, 1000),
        bool_option("usePaintOverQuality", &Settings::use_paint_over_quality),
        integer_option("paintOverTriggerFrames", &Settings::paint_over_trigger_frames, 1,
                       kMostFrames),
        integer_option("damageBlockThreshold", &Settings::damage_block_threshold, 0, kMostFrames),
        integer_option("damageBlockDuration", &Settings::damage_block_duration, 1, kMostFrames),
        double_option("keyframeIntervalSeconds", &Settings::keyframe_interval_seconds, 0, 86400),
        integer_option("encoderThreads", &Settings::encoder_threads, 0, 256),
        bool_option("omitStripeHeaders", &Settings::omit_stripe_headers),
        text_option("watermarkPath", &Settings::watermark_path, "a PNG file's path"),
        choice_option<WatermarkLocation>("watermarkLocation", &Settings::watermark_location,
                                         {{"none", WatermarkLocation::kNone},
                                          {"topLeft", WatermarkLocation::kTopLeft},
                                          {"topRight", WatermarkLocation::kTopRight},
                                          {"bottomLeft", WatermarkLocation::kBottomLeft},
                                          {"bottomRight", WatermarkLocation::kBottomRight},
                                          {"middle", WatermarkLocation::kMiddle},
                                          {"animated", WatermarkLocation::kAnimated}}),
        chooses_source(choice_option<SyntheticPattern>("syntheticPattern",
                                                       &Settings::synthetic_pattern,
                                                       {{"shift", SyntheticPattern::kShift},
                                                        {"scroll", SyntheticPattern::kScroll},
                                                        {"window", SyntheticPattern::kWindow},
                                                        {"noise", SyntheticPattern::kNoise},
                                                        {"text", SyntheticPattern::kText},
                                                        {"chart", SyntheticPattern::kChart}})),
        chooses_source(long_option("syntheticSeed", &Settings::synthetic_seed)),
        chooses_source(double_option("syntheticChange", &Settings::synthetic_change, 0, 100)),
    };
    return table;
}

const SettingsOption& option_named(std::string_view name) {
    std::string known;
    for (const SettingsOption& option : options()) {
        if (option.name == name) return option;
        known += (known.empty() ? "" : ", ") + std::string(option.name);
    }
    throw Error(ErrorCode::kArgument,
                "unknown option '" + std::string(name) + "', known options: " + known);
}

void check_combinations(const Settings& settings) {
    constexpr int kLowestH264Stripe = 64;
    if (settings.mode == Codec::kH264 && settings.stripe_height != 0 &&
        settings.stripe_height < kLowestH264Stripe) {
        throw Error(ErrorCode::kArgument,
                    "stripeHeight: " + std::to_string(settings.stripe_height) +
                        " is out of range, allowed with mode=h264: 0 or at least " +
                        std::to_string(kLowestH264Stripe));
    }
    if (settings.watermark_location != WatermarkLocation::kNone &&
        settings.watermark_path.empty()) {
        throw Error(ErrorCode::kArgument,
                    "watermarkLocation: without watermarkPath there is nothing to place, allowed: "
                    "none, or a PNG file's path in watermarkPath");
    }
}

}  // namespace

Settings parse_settings(std::string_view text) {
    Settings settings;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (line.empty()) continue;
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
            throw Error(ErrorCode::kArgument,
                        "'" + std::string(line) + "' is not of the form name=value");
        }
        const SettingsOption& option = option_named(line.substr(0, equals));
        const std::string_view value = line.substr(equals + 1);
        if (value.find('\0') != std::string_view::npos) {
            throw Error(ErrorCode::kArgument, std::string(option.name) +
                                                  ": a NUL character is not allowed, for many it "
                                                  "would end the text");
        }
        if (!option.assign(settings, value)) {
            throw Error(ErrorCode::kArgument, std::string(option.name) + ": " + std::string(value) +
                                                  " is out of range, allowed " + option.range);
        }
    }
    check_combinations(settings);
    return settings;
}

std::string describe_settings(const Settings& settings) {
    std::string text;
    for (const SettingsOption& option : options()) {
        if (!option.is_set(settings)) continue;
        text += std::string(option.name) + "=" + option.print(settings) + "\n";
    }
    return text;
}

void require_same_source(const Settings& running, const Settings& wanted) {
    for (const SettingsOption& option : options()) {
        if (!option.chooses_source) continue;
        const std::string now = option.print(running);
        const std::string then = option.print(wanted);
        if (now != then) {
            throw Error(ErrorCode::kArgument, std::string(option.name) + ": " + then +
                                                  " cannot replace '" + now +
                                                  "' in a running capture; open another one");
        }
    }
}

}  // namespace pixelflux
