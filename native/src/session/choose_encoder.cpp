// SPDX-License-Identifier: MPL-2.0
#include "choose_encoder.h"

#include <string>

#include "error.h"
#include "jpeg_encoder.h"
#include "stripe_layout.h"

namespace pixelflux {

namespace {

constexpr const char* kHowToGetX264 = "add org.pixelflux:pixelflux-natives-" PIXELFLUX_PLATFORM
                                      "-gpl to the class path, which has it under the GPL";

std::string_view word_of(H264Encoder encoder) {
    switch (encoder) {
        case H264Encoder::kAuto:
            return "auto";
        case H264Encoder::kX264:
            return "x264";
        case H264Encoder::kOpenh264:
            return "openh264";
    }
    return {};
}

std::string what_there_is() {
    std::string words;
    for (const H264Library& library : h264_libraries())
        words += " or h264Encoder=" + std::string(library.word);
    return words.empty() ? "mode=jpeg" : words.substr(std::string_view(" or ").size());
}

// Null if this build lacks it.
const H264Library* library_of(H264Encoder wanted) {
    for (const H264Library& library : h264_libraries()) {
        if (wanted == H264Encoder::kAuto || wanted == library.name) return &library;
    }
    return nullptr;
}

[[noreturn]] void say_what_is_missing(H264Encoder wanted) {
    if (wanted == H264Encoder::kAuto)
        throw Error(ErrorCode::kEncoder,
                    "mode=h264 is not available: this native library was built without H.264 "
                    "(-DPIXELFLUX_X264=OFF -DPIXELFLUX_OPENH264=OFF); use mode=jpeg");
    const std::string word(word_of(wanted));
    throw Error(
        ErrorCode::kEncoder,
        "h264Encoder=" + word + " is not available: this native library was built without " + word +
            "; use " + what_there_is() + ", or " +
            (wanted == H264Encoder::kX264 ? kHowToGetX264 : "a native library with " + word));
}

// A colour for every pixel.
void require_colors(const Settings& settings, const H264Library& library) {
    if (!settings.h264_full_color || library.stripes().traits.full_color) return;
    throw Error(
        ErrorCode::kArgument,
        "h264FullColor: true is not possible with h264Encoder=" + std::string(library.word) +
            ", which has 4:2:0 alone; use h264FullColor=false, or " +
            std::string(library_of(H264Encoder::kX264) == nullptr ? kHowToGetX264
                                                                  : "h264Encoder=x264"));
}

const H264Library& require_library(const Settings& settings) {
    const H264Library* const library = library_of(settings.h264_encoder);
    if (library == nullptr) say_what_is_missing(settings.h264_encoder);
    require_colors(settings, *library);
    return *library;
}

}  // namespace

bool has_codec(CaptureMode mode) {
    return mode == CaptureMode::kJpeg || (mode == CaptureMode::kH264 && !h264_libraries().empty());
}

const EncoderKind* film_encoder(const Settings& settings) {
    if (!settings.video_rectangles) return nullptr;
    if (settings.h264_encoder == H264Encoder::kAuto && h264_libraries().empty()) return nullptr;
    return &require_library(settings).films();
}

const EncoderKind& encoder_for(const Settings& settings) {
    if (settings.mode == CaptureMode::kMixed) {
        throw Error(ErrorCode::kEncoder, "mode=mixed has no stripes; use mode=jpeg or mode=h264");
    }
    const EncoderKind& encoder = settings.mode == CaptureMode::kJpeg
                                     ? JpegEncoder::kind()
                                     : require_library(settings).stripes();
    require_stripe_height(settings, encoder.traits);
    return encoder;
}

}  // namespace pixelflux
