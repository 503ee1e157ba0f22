// SPDX-License-Identifier: MPL-2.0
#include "x264_encoder.h"

#include <algorithm>
#include <cmath>
#include <mutex>

#include "error.h"

namespace pixelflux {
namespace {

// ITU-T H.264 Annex E, tables E-3, E-4 and E-5.
constexpr int kPrimariesBt709 = 1;
constexpr int kTransferSrgb = 13;
constexpr int kMatrixSmpte170m = 6;

std::mutex& open_close_lock() {
    static std::mutex lock;
    return lock;
}

x264_param_t make_parameters(const Settings& settings, Size coded) {
    x264_param_t parameters;
    if (x264_param_default_preset(&parameters, "ultrafast", "zerolatency") != 0) {
        throw Error(ErrorCode::kEncoder,
                    "libx264 does not know the preset ultrafast with zerolatency");
    }
    parameters.i_log_level = X264_LOG_NONE;
    parameters.i_threads = 1;
    parameters.b_sliced_threads = 0;
    parameters.i_width = coded.width;
    parameters.i_height = coded.height;
    parameters.i_csp = X264_CSP_NV12;
    parameters.i_bitdepth = 8;
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
    parameters.rc.i_rc_method = X264_RC_CRF;
    parameters.rc.f_rf_constant = static_cast<float>(settings.h264_crf);
    parameters.vui.b_fullrange = 0;
    parameters.vui.i_colorprim = kPrimariesBt709;
    parameters.vui.i_transfer = kTransferSrgb;
    parameters.vui.i_colmatrix = kMatrixSmpte170m;
    if (x264_param_apply_profile(&parameters, "baseline") != 0) {
        throw Error(ErrorCode::kEncoder, "libx264 refused the baseline profile");
    }
    return parameters;
}

}  // namespace

void X264Encoder::CloseEncoder::operator()(x264_t* encoder) const {
    const std::lock_guard<std::mutex> lock(open_close_lock());
    x264_encoder_close(encoder);
}

X264Encoder::X264Encoder(const Settings& settings, Size size)
    : size_(size),
      coded_{even(size.width), even(size.height)},
      parameters_(make_parameters(settings, coded_)),
      picture_(static_cast<std::size_t>(coded_.width) * static_cast<std::size_t>(coded_.height) *
               3 / 2) {
    const std::lock_guard<std::mutex> lock(open_close_lock());
    encoder_.reset(x264_encoder_open(&parameters_));
    if (encoder_ == nullptr) {
        throw Error(ErrorCode::kEncoder, "libx264 refused to open an encoder for " +
                                             std::to_string(coded_.width) + "x" +
                                             std::to_string(coded_.height) + " at " +
                                             std::to_string(settings.fps) + " frames/s");
    }
}

Nv12Planes X264Encoder::planes() {
    const std::size_t stride = static_cast<std::size_t>(coded_.width);
    return {picture_.data(), stride,
            picture_.data() + stride * static_cast<std::size_t>(coded_.height), stride};
}

void X264Encoder::mark_constant_macroblocks(const BandSet& changed) {
    // A band is a row of macroblocks.
    const auto across = (coded_.width + kBandHeight - 1) / kBandHeight;
    macroblocks_.assign(static_cast<std::size_t>(across * bands_in(coded_.height)),
                        X264_MBINFO_CONSTANT);
    for (const BandRun& run : changed.runs()) {
        std::fill(macroblocks_.begin() + run.first * across,
                  macroblocks_.begin() + run.last * across, std::uint8_t{0});
    }
}

EncodedStripe X264Encoder::encode(const PixelView& stripe, const BandSet& changed, bool key_frame) {
    const Nv12Planes nv12 = planes();
    for (const BandRun& run : changed.runs()) {
        convert_to_nv12(stripe, run.first * kBandHeight,
                        std::min(run.last * kBandHeight, size_.height), nv12);
    }

    x264_picture_t input;
    x264_picture_init(&input);
    input.i_type = key_frame ? X264_TYPE_IDR : X264_TYPE_AUTO;
    input.i_pts = pictures_++;
    input.img.i_csp = X264_CSP_NV12;
    input.img.i_plane = 2;
    input.img.plane[0] = nv12.y;
    input.img.plane[1] = nv12.uv;
    input.img.i_stride[0] = static_cast<int>(nv12.y_stride);
    input.img.i_stride[1] = static_cast<int>(nv12.uv_stride);

    mark_constant_macroblocks(changed);
    input.prop.mb_info = macroblocks_.data();

    x264_nal_t* units = nullptr;
    int count = 0;
    x264_picture_t output;
    const int size = x264_encoder_encode(encoder_.get(), &units, &count, &input, &output);
    if (size <= 0 || count == 0) {
        throw Error(ErrorCode::kEncoder, "libx264 gave no picture for a stripe of " +
                                             std::to_string(coded_.width) + "x" +
                                             std::to_string(coded_.height) + " (result " +
                                             std::to_string(size) + ")");
    }
    // The payloads of all units of one call lie one behind the other (x264.h, x264_encoder_encode).
    const PictureKind kind = output.b_keyframe != 0         ? PictureKind::kKeyFrame
                             : output.i_type == X264_TYPE_I ? PictureKind::kIntra
                                                            : PictureKind::kOther;
    return {units[0].p_payload, static_cast<std::size_t>(size), kind};
}

void X264Encoder::update(const Settings& settings) {
    parameters_.rc.f_rf_constant = static_cast<float>(settings.h264_crf);
    // Only the rate is new: libx264 rejects nothing else here, and the next picture need not be an
    // IDR.
    if (x264_encoder_reconfig(encoder_.get(), &parameters_) != 0) {
        throw Error(ErrorCode::kEncoder,
                    "libx264 refused h264Crf=" + std::to_string(settings.h264_crf));
    }
}

}  // namespace pixelflux
