// SPDX-License-Identifier: MPL-2.0
#include "x264_picture.h"

#include <algorithm>

#include "color_convert.h"
#include "color_convert_444.h"

namespace pixelflux {
namespace {

// ITU-T H.264 Annex E, tables E-3, E-4 and E-5.
constexpr int kPrimariesBt709 = 1;
constexpr int kTransferSrgb = 13;
constexpr int kMatrixSmpte170m = 6;

// Figure E-1: in the middle of its four pixels. Nothing said would mean on the left.
constexpr int kChromaInTheMiddle = 1;

}  // namespace

X264Picture::X264Picture(Size size, bool full_color)
    : size_(size),
      full_color_(full_color),
      coded_(full_color ? size : Size{even(size.width), even(size.height)}),
      bytes_(full_color ? plane_size() * 3 : plane_size() * 3 / 2) {}

std::size_t X264Picture::plane_size() const {
    return static_cast<std::size_t>(coded_.width) * static_cast<std::size_t>(coded_.height);
}

void X264Picture::describe(x264_param_t& parameters) const {
    parameters.i_width = coded_.width;
    parameters.i_height = coded_.height;
    parameters.i_csp = full_color_ ? X264_CSP_I444 : X264_CSP_NV12;
    parameters.i_bitdepth = 8;
    parameters.vui.b_fullrange = full_color_ ? 1 : 0;
    parameters.vui.i_colorprim = kPrimariesBt709;
    parameters.vui.i_transfer = kTransferSrgb;
    parameters.vui.i_colmatrix = kMatrixSmpte170m;
    if (!full_color_) parameters.vui.i_chroma_loc = kChromaInTheMiddle;
}

void X264Picture::convert(const PixelView& stripe, const BandSet& changed) {
    const std::size_t stride = static_cast<std::size_t>(coded_.width);
    std::uint8_t* const luma = bytes_.data();
    std::uint8_t* const chroma = luma + plane_size();
    for (const BandRun& run : changed.runs()) {
        const int first = run.first * kBandHeight;
        const int last = std::min(run.last * kBandHeight, size_.height);
        if (full_color_) {
            convert_to_i444(stripe, first, last, {luma, chroma, chroma + plane_size(), stride});
        } else {
            convert_to_nv12(stripe, first, last, {luma, stride, chroma, stride});
        }
    }
}

void X264Picture::lend(x264_picture_t& input) {
    input.img.i_csp = full_color_ ? X264_CSP_I444 : X264_CSP_NV12;
    input.img.i_plane = full_color_ ? 3 : 2;
    for (int plane = 0; plane < input.img.i_plane; ++plane) {
        input.img.plane[plane] = bytes_.data() + plane_size() * static_cast<std::size_t>(plane);
        input.img.i_stride[plane] = coded_.width;
    }
}

}  // namespace pixelflux
