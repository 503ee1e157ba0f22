// SPDX-License-Identifier: MPL-2.0
#include "openh264_parameters.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace pixelflux {
namespace {

constexpr int kCoarsestQuantizer = 51;

// Quantizers at which both have the same SSIM; between them in proportion. No finer ones than 4:
// OpenH264 looks for room for 800 bytes after each macroblock, and finer ones might have more.
struct Pair {
    double libx264;
    double openh264;
};
constexpr std::array<Pair, 8> kSameLook = {{
    {0, 4},
    {16, 17},
    {22, 24.5},
    {28, 31.5},
    {34, 34.7},
    {40, 40},
    {46, 45.3},
    {51, 51},
}};

}  // namespace

SEncParamExt openh264_parameters(ISVCEncoder& encoder, const OpenH264Use& use) {
    SEncParamExt parameters;
    encoder.GetDefaultParams(&parameters);
    parameters.iUsageType = use.film ? CAMERA_VIDEO_REAL_TIME : SCREEN_CONTENT_REAL_TIME;
    parameters.iPicWidth = use.size.width;
    parameters.iPicHeight = use.size.height;
    parameters.fMaxFrameRate = static_cast<float>(use.fps);
    parameters.iRCMode = RC_OFF_MODE;
    parameters.bEnableFrameSkip = false;
    parameters.iTemporalLayerNum = 1;
    parameters.iSpatialLayerNum = 1;
    parameters.iComplexityMode = LOW_COMPLEXITY;
    parameters.uiIntraPeriod = 0;
    parameters.iNumRefFrame = 1;
    parameters.eSpsPpsIdStrategy = CONSTANT_ID;
    parameters.bPrefixNalAddingCtrl = false;
    parameters.bEnableSSEI = false;
    // Never CABAC: it writes beyond its memory where a picture has more bits than that holds.
    parameters.iEntropyCodingModeFlag = 0;
    parameters.iMultipleThreadIdc = 1;
    parameters.bEnableLongTermReference = false;
    parameters.bEnableDenoise = false;
    parameters.bEnableBackgroundDetection = false;
    parameters.bEnableAdaptiveQuant = false;
    parameters.bEnableFrameCroppingFlag = true;
    parameters.bEnableSceneChangeDetect = !use.film;

    SSpatialLayerConfig& layer = parameters.sSpatialLayers[0];
    layer.iVideoWidth = use.size.width;
    layer.iVideoHeight = use.size.height;
    layer.fFrameRate = parameters.fMaxFrameRate;
    layer.uiProfileIdc = PRO_BASELINE;
    layer.uiLevelIdc = LEVEL_UNKNOWN;
    layer.iDLayerQp = kCoarsestQuantizer / 2;
    layer.sSliceArgument.uiSliceMode = SM_SINGLE_SLICE;
    layer.bVideoSignalTypePresent = true;
    layer.uiVideoFormat = VF_UNDEF;
    layer.bFullRange = false;
    layer.bColorDescriptionPresent = true;
    layer.uiColorPrimaries = CP_BT709;
    layer.uiTransferCharacteristics = TRC_IEC61966_2_1;
    layer.uiColorMatrix = CM_SMPTE170M;
    return parameters;
}

int openh264_quantizer(double quantizer) {
    const double wanted = std::clamp(quantizer, 0.0, double{kCoarsestQuantizer});
    std::size_t next = 1;
    while (next + 1 < kSameLook.size() && kSameLook[next].libx264 < wanted) ++next;
    const Pair& a = kSameLook[next - 1];
    const Pair& b = kSameLook[next];
    const double share = (wanted - a.libx264) / (b.libx264 - a.libx264);
    return static_cast<int>(std::lround(a.openh264 + share * (b.openh264 - a.openh264)));
}

}  // namespace pixelflux
