// SPDX-License-Identifier: MPL-2.0
#include "x264_encoder.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "error.h"
#include "x264_picture.h"

namespace pixelflux {
namespace {

// Quantizers as ITU-T H.264 has them for 8 bits.
constexpr int kFinestQuantizer = 0;
constexpr int kCoarsestQuantizer = 51;

// The smallest that libx264 takes; 6 * log2 of it is 40 quantizers.
constexpr float kSmallestFactor = 0.01f;

std::mutex& open_close_lock() {
    static std::mutex lock;
    return lock;
}

YuvLayout layout_of(const Settings& settings) {
    return settings.h264_full_color ? YuvLayout::kI444 : YuvLayout::kNv12;
}

x264_param_t make_parameters(const Settings& settings, const YuvPicture& picture,
                             X264Encoder::Entropy entropy) {
    x264_param_t parameters;
    if (x264_param_default_preset(&parameters, "ultrafast", "zerolatency") != 0) {
        throw Error(ErrorCode::kEncoder,
                    "libx264 does not know the preset ultrafast with zerolatency");
    }
    parameters.i_log_level = X264_LOG_NONE;
    parameters.i_threads = 1;
    parameters.b_sliced_threads = 0;
    describe(picture, parameters);
    parameters.b_vfr_input = 0;
    parameters.i_fps_num = static_cast<std::uint32_t>(std::lround(settings.fps * 1000));
    parameters.i_fps_den = 1000;
    parameters.i_keyint_max = X264_KEYINT_MAX_INFINITE;
    parameters.i_scenecut_threshold = 0;
    parameters.i_bframe = 0;
    parameters.analyse.b_mb_info = 1;
    parameters.b_repeat_headers = 1;
    parameters.b_annexb = 1;
    parameters.b_aud = 0;
    parameters.rc.i_rc_method = X264_RC_CQP;
    // Every picture asks for its own. Opened with 0, it would be lossless for good.
    parameters.rc.i_qp_constant = kCoarsestQuantizer / 2;
    // libx264 takes no quantizer from a picture that lies beyond those of its I, P and B pictures
    // (encoder/encoder.c, validate_parameters), so these are as far apart as it allows.
    parameters.rc.f_ip_factor = kSmallestFactor;
    parameters.rc.f_pb_factor = kSmallestFactor;
    const bool cabac = entropy == X264Encoder::Entropy::kCabac;
    parameters.b_cabac = cabac ? 1 : 0;
    const char* const profile = settings.h264_full_color ? "high444" : cabac ? "main" : "baseline";
    if (x264_param_apply_profile(&parameters, profile) != 0) {
        throw Error(ErrorCode::kEncoder, std::string("libx264 refused the profile ") + profile);
    }
    return parameters;
}

template <X264Encoder::Entropy kEntropy>
EncoderKind make_kind() {
    EncoderKind x264;
    x264.traits.mode = "h264";
    x264.traits.library = "x264 " X264_POINTVER;
    x264.traits.format = kH264Format;
    x264.traits.quality = QualityScale::kQuantizer;
    x264.traits.usual_height = 128;
    x264.traits.lowest_height = 64;
    x264.traits.largest_side = kLargestSide;
    x264.traits.streams = true;
    x264.traits.whole_picture = true;
    x264.traits.columns = true;
    x264.open = [](const Settings& settings, Size size) -> std::unique_ptr<StripeEncoder> {
        return std::make_unique<X264Encoder>(settings, size, kEntropy);
    };
    x264.serves = [](const Settings& made_for, const Settings& wanted) {
        return made_for.h264_full_color == wanted.h264_full_color;
    };
    return x264;
}

}  // namespace

const EncoderKind& X264Encoder::kind() {
    static const EncoderKind kind = make_kind<Entropy::kCavlc>();
    return kind;
}

const EncoderKind& X264Encoder::film_kind() {
    static const EncoderKind kind = make_kind<Entropy::kCabac>();
    return kind;
}

void X264Encoder::CloseEncoder::operator()(x264_t* encoder) const {
    const std::lock_guard<std::mutex> lock(open_close_lock());
    x264_encoder_close(encoder);
}

X264Encoder::X264Encoder(const Settings& settings, Size size, Entropy entropy)
    : picture_(size, layout_of(settings)) {
    x264_param_t parameters = make_parameters(settings, picture_, entropy);
    const std::lock_guard<std::mutex> lock(open_close_lock());
    encoder_.reset(x264_encoder_open(&parameters));
    if (encoder_ == nullptr) {
        throw Error(ErrorCode::kEncoder, "libx264 refused to open an encoder for " +
                                             std::to_string(picture_.coded().width) + "x" +
                                             std::to_string(picture_.coded().height) + " at " +
                                             std::to_string(settings.fps) + " frames/s");
    }
}

void X264Encoder::mark_constant_macroblocks(const BandSet& changed, ColumnRun columns) {
    // A band is a row of macroblocks, which are as wide as it is high.
    const auto across = bands_in(picture_.coded().width);
    macroblocks_.assign(static_cast<std::size_t>(across * bands_in(picture_.coded().height)),
                        X264_MBINFO_CONSTANT);
    const int first = std::max(columns.first, 0) / kBandHeight;
    const int last = columns.last < picture_.coded().width ? bands_in(columns.last) : across;
    if (first >= last) return;
    for (const BandRun& run : changed.runs()) {
        for (int band = run.first; band < run.last; ++band) {
            const auto row = macroblocks_.begin() + band * across;
            std::fill(row + first, row + last, std::uint8_t{0});
        }
    }
}

EncodedStripe X264Encoder::encode(const PixelView& stripe, const BandSet& changed,
                                  const EncodeRequest& request) {
    picture_.convert(stripe, changed, request.columns);

    x264_picture_t input;
    x264_picture_init(&input);
    input.i_type = request.key_frame ? X264_TYPE_IDR : X264_TYPE_AUTO;
    input.i_qpplus1 = std::clamp(static_cast<int>(std::lround(request.quality)), kFinestQuantizer,
                                 kCoarsestQuantizer) +
                      1;
    input.i_pts = pictures_++;
    lend(picture_, input.img);
    mark_constant_macroblocks(changed, request.columns);
    input.prop.mb_info = macroblocks_.data();

    x264_nal_t* units = nullptr;
    int count = 0;
    x264_picture_t output;
    const int size = x264_encoder_encode(encoder_.get(), &units, &count, &input, &output);
    if (size <= 0 || count == 0) {
        throw Error(ErrorCode::kEncoder, "libx264 gave no picture for a stripe of " +
                                             std::to_string(picture_.coded().width) + "x" +
                                             std::to_string(picture_.coded().height) + " (result " +
                                             std::to_string(size) + ")");
    }
    // The payloads of all units of one call lie one behind the other (x264.h, x264_encoder_encode).
    const PictureKind kind = output.b_keyframe != 0         ? PictureKind::kKeyFrame
                             : output.i_type == X264_TYPE_I ? PictureKind::kIntra
                                                            : PictureKind::kOther;
    return {units[0].p_payload, static_cast<std::size_t>(size), kind};
}

}  // namespace pixelflux
