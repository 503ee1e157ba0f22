// SPDX-License-Identifier: MPL-2.0
#include "x264_picture.h"

namespace pixelflux {
namespace {

// ITU-T H.264 Annex E, tables E-3, E-4 and E-5.
constexpr int kPrimariesBt709 = 1;
constexpr int kTransferSrgb = 13;
constexpr int kMatrixSmpte170m = 6;

// Figure E-1: in the middle of its four pixels. Nothing said would mean on the left.
constexpr int kChromaInTheMiddle = 1;

int color_space(YuvLayout layout) {
    return layout == YuvLayout::kI444 ? X264_CSP_I444 : X264_CSP_NV12;
}

}  // namespace

void describe(const YuvPicture& picture, x264_param_t& parameters) {
    parameters.i_width = picture.coded().width;
    parameters.i_height = picture.coded().height;
    parameters.i_csp = color_space(picture.layout());
    parameters.i_bitdepth = 8;
    parameters.vui.b_fullrange = picture.layout() == YuvLayout::kI444 ? 1 : 0;
    parameters.vui.i_colorprim = kPrimariesBt709;
    parameters.vui.i_transfer = kTransferSrgb;
    parameters.vui.i_colmatrix = kMatrixSmpte170m;
    if (picture.layout() == YuvLayout::kNv12) parameters.vui.i_chroma_loc = kChromaInTheMiddle;
}

void lend(YuvPicture& picture, x264_image_t& image) {
    image.i_csp = color_space(picture.layout());
    image.i_plane = picture.planes();
    for (int plane = 0; plane < image.i_plane; ++plane) {
        image.plane[plane] = picture.plane(plane);
        image.i_stride[plane] = picture.stride(plane);
    }
}

}  // namespace pixelflux
