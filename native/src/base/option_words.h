// SPDX-License-Identifier: MPL-2.0
#pragma once

namespace pixelflux {

// The values of the options that are words; capture-options.tdd says the words.
enum class SourceKind { kScreen, kX11, kWayland, kPortal, kSynthetic, kFrames };
enum class CaptureMode { kJpeg, kH264, kMixed };
enum class H264Encoder { kAuto, kX264, kOpenh264 };
enum class RateControl { kCrf, kCbr };
enum class WireHeader { kNone, k1, k2 };
enum class WatermarkLocation {
    kNone,
    kTopLeft,
    kTopRight,
    kBottomLeft,
    kBottomRight,
    kMiddle,
    kAnimated,
};
enum class SyntheticPattern {
    kShift,
    kScroll,
    kWindow,
    kNoise,
    kText,
    kChart,
    kScroll57,
    kScroll120,
    kSideways,
    kFilm,
    kDrag,
};

}  // namespace pixelflux
