// SPDX-License-Identifier: MPL-2.0
#include "openh264_encoder.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include <wels/codec_api.h>

#include "error.h"
#include "openh264_parameters.h"

namespace pixelflux {
namespace {

// codec/encoder/core: CWelsH264SVCEncoder::EncodeFrameInternal, and MAX_MBS_PER_FRAME.
constexpr int kSmallestSide = 16;
constexpr std::int64_t kMostPixels = std::int64_t{36864} * 256;

constexpr int kCoarsestQuantizer = 51;

// What a picture becomes coarser by if its bits do not fit.
constexpr int kCoarser = 3;

[[noreturn]] void fail(const std::string& what, const YuvPicture& picture, int result) {
    throw Error(ErrorCode::kEncoder, "OpenH264 " + what + " " +
                                         std::to_string(picture.coded().width) + "x" +
                                         std::to_string(picture.coded().height) + " (result " +
                                         std::to_string(result) + ")");
}

std::string library() {
    const OpenH264Version version = WelsGetCodecVersion();
    return "OpenH264 " + std::to_string(version.uMajor) + "." + std::to_string(version.uMinor) +
           "." + std::to_string(version.uRevision);
}

// The units of all layers, one behind the other.
void join(const SFrameBSInfo& layers, std::vector<std::uint8_t>& bytes) {
    bytes.clear();
    for (int layer = 0; layer < layers.iLayerNum; ++layer) {
        const SLayerBSInfo& units = layers.sLayerInfo[layer];
        int size = 0;
        for (int unit = 0; unit < units.iNalCount; ++unit) size += units.pNalLengthInByte[unit];
        bytes.insert(bytes.end(), units.pBsBuf, units.pBsBuf + size);
    }
}

// Whether OpenH264 looks at what stands still when the quantizer changes so. Otherwise it copies
// what it sent before, however coarse that is (version 2.3.1: MdInterSCDPskipProcess).
bool looks_again(int before, int now) {
    constexpr int kMuchFiner = 6;
    constexpr int kCoarse = 27;
    return before >= kCoarse && before - now >= kMuchFiner;
}

// One sample of chroma in each macroblock that differs by the least: OpenH264 looks at what it
// copied otherwise. Where a motion happens to fit better than what was there it still copies, so
// that this takes some pictures to be as fine as it can.
void touch_macroblocks(YuvPicture& picture) {
    constexpr int kSide = 8;  // of a macroblock's chroma
    for (int y = 0; y < picture.coded().height / 2; y += kSide) {
        std::uint8_t* const row =
            picture.plane(1) + static_cast<std::ptrdiff_t>(picture.stride(1)) * y;
        for (int x = 0; x < picture.stride(1); x += kSide) row[x] ^= 1;
    }
}

PictureKind kind_of(const SFrameBSInfo& encoded) {
    if (encoded.eFrameType == videoFrameTypeIDR) return PictureKind::kKeyFrame;
    return encoded.eFrameType == videoFrameTypeI ? PictureKind::kIntra : PictureKind::kOther;
}

template <OpenH264Encoder::Content kContent>
EncoderKind make_kind() {
    EncoderKind openh264;
    openh264.traits.mode = "h264";
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static const auto& name = *new const std::string(library());
    openh264.traits.library = name;
    openh264.traits.format = kH264Format;
    openh264.traits.quality = QualityScale::kQuantizer;
    openh264.traits.usual_height = 128;
    openh264.traits.lowest_height = 64;
    openh264.traits.smallest_side = kSmallestSide;
    openh264.traits.largest_side = kLargestSide;
    openh264.traits.most_pixels = kMostPixels;
    openh264.traits.streams = true;
    openh264.traits.whole_picture = true;
    openh264.traits.columns = true;
    openh264.traits.full_color = false;
    openh264.open = [](const Settings& settings, Size size) -> std::unique_ptr<StripeEncoder> {
        return std::make_unique<OpenH264Encoder>(settings, size, kContent);
    };
    openh264.serves = [](const Settings&, const Settings&) { return true; };
    return openh264;
}

}  // namespace

const EncoderKind& OpenH264Encoder::kind() {
    static const EncoderKind kind = make_kind<Content::kScreen>();
    return kind;
}

const EncoderKind& OpenH264Encoder::film_kind() {
    static const EncoderKind kind = make_kind<Content::kFilm>();
    return kind;
}

void OpenH264Encoder::DestroyEncoder::operator()(ISVCEncoder* encoder) const {
    encoder->Uninitialize();
    WelsDestroySVCEncoder(encoder);
}

OpenH264Encoder::OpenH264Encoder(const Settings& settings, Size size, Content content)
    : fps_(settings.fps),
      content_(content),
      picture_(size, YuvLayout::kI420),
      parameters_(std::make_unique<SEncParamExt>()) {
    open();
}

OpenH264Encoder::~OpenH264Encoder() = default;

void OpenH264Encoder::open() {
    encoder_.reset();
    ISVCEncoder* created = nullptr;
    if (const int result = WelsCreateSVCEncoder(&created); result != 0 || created == nullptr)
        fail("made no encoder for", picture_, result);
    encoder_.reset(created);
    int level = WELS_LOG_QUIET;
    encoder_->SetOption(ENCODER_OPTION_TRACE_LEVEL, &level);
    *parameters_ =
        openh264_parameters(*encoder_, {picture_.coded(), fps_, content_ == Content::kFilm});
    if (const int result = encoder_->InitializeExt(parameters_.get()); result != 0)
        fail("refused to open an encoder for", picture_, result);
    // It has changed some, and would begin anew if they changed back.
    if (const int result =
            encoder_->GetOption(ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, parameters_.get());
        result != 0)
        fail("does not tell its parameters for", picture_, result);
}

void OpenH264Encoder::set_quantizer(int quantizer) {
    int& current = parameters_->sSpatialLayers[0].iDLayerQp;
    if (current == quantizer) return;
    current = quantizer;
    if (const int result =
            encoder_->SetOption(ENCODER_OPTION_SVC_ENCODE_PARAM_EXT, parameters_.get());
        result != 0)
        fail("refused the quantizer " + std::to_string(quantizer) + " for", picture_, result);
}

EncodedStripe OpenH264Encoder::encode(const PixelView& stripe, const BandSet& changed,
                                      const EncodeRequest& request) {
    picture_.convert(stripe, changed, request.columns);
    const int wanted = openh264_quantizer(request.quality);
    const bool refines = !changed.any() && !request.key_frame && wanted < coarsest_;
    if (refines && !looks_again(parameters_->sSpatialLayers[0].iDLayerQp, wanted))
        touch_macroblocks(picture_);

    SSourcePicture source{};
    source.iColorFormat = videoFormatI420;
    source.iPicWidth = picture_.coded().width;
    source.iPicHeight = picture_.coded().height;
    for (int plane = 0; plane < picture_.planes(); ++plane) {
        source.pData[plane] = picture_.plane(plane);
        source.iStride[plane] = picture_.stride(plane);
    }
    SFrameBSInfo encoded{};
    int quantizer = wanted;
    for (bool key_frame = request.key_frame;; key_frame = true) {
        set_quantizer(quantizer);
        if (key_frame) encoder_->ForceIntraFrame(true);
        // Nothing depends on it, as long as it grows.
        source.uiTimeStamp = ++pictures_;
        const int result = encoder_->EncodeFrame(&source, &encoded);
        if (result == cmResultSuccess) break;
        // It has no room for the picture's bits, and is closed now.
        if (result != cmMallocMemeError || quantizer >= kCoarsestQuantizer)
            fail("gave no picture for a stripe of", picture_, result);
        quantizer = std::min(quantizer + kCoarser, kCoarsestQuantizer);
        open();
    }
    if (encoded.eFrameType == videoFrameTypeInvalid || encoded.eFrameType == videoFrameTypeSkip)
        fail("left out a picture for a stripe of", picture_, cmResultSuccess);
    const PictureKind kind = kind_of(encoded);
    if (kind == PictureKind::kKeyFrame || refines)
        coarsest_ = wanted;
    else if (changed.any())
        coarsest_ = std::max(coarsest_, wanted);
    join(encoded, output_);
    return {output_.data(), output_.size(), kind};
}

}  // namespace pixelflux
