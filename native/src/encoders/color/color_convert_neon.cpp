// SPDX-License-Identifier: MPL-2.0
// The NEON form of convert_rows_portable.
#include "color_convert.h"

#if defined(__aarch64__)

#include <arm_neon.h>

namespace pixelflux::detail {
namespace {

// The weights of luma are positive and the sums of three below 2^23, so unsigned ones will do.
uint16x4_t luma_of_four(uint16x4_t blue, uint16x4_t green, uint16x4_t red) {
    uint32x4_t sum = vmull_n_u16(blue, kYBlue);
    sum = vmlal_n_u16(sum, green, kYGreen);
    sum = vmlal_n_u16(sum, red, kYRed);
    return vrshrn_n_u32(sum, kCoefficientBits);
}

uint8x8_t luma_of_eight(uint8x8_t blue, uint8x8_t green, uint8x8_t red) {
    const uint16x8_t b = vmovl_u8(blue);
    const uint16x8_t g = vmovl_u8(green);
    const uint16x8_t r = vmovl_u8(red);
    const uint16x8_t luma =
        vcombine_u16(luma_of_four(vget_low_u16(b), vget_low_u16(g), vget_low_u16(r)),
                     luma_of_four(vget_high_u16(b), vget_high_u16(g), vget_high_u16(r)));
    return vmovn_u16(vaddq_u16(luma, vdupq_n_u16(kLumaOffset)));
}

void store_luma(const uint8x16x4_t& pixels, std::uint8_t* to) {
    vst1_u8(to, luma_of_eight(vget_low_u8(pixels.val[0]), vget_low_u8(pixels.val[1]),
                              vget_low_u8(pixels.val[2])));
    vst1_u8(to + 8, luma_of_eight(vget_high_u8(pixels.val[0]), vget_high_u8(pixels.val[1]),
                                  vget_high_u8(pixels.val[2])));
}

// Of eight 2x2 squares, whose channels are the sums of four pixels.
struct Squares {
    int16x8_t blue, green, red;
};

int16x8_t sums(uint8x16_t top, uint8x16_t bottom) {
    return vreinterpretq_s16_u16(vpadalq_u8(vpaddlq_u8(top), bottom));
}

int16x4_t chroma_of_four(int16x4_t blue, int16x4_t green, int16x4_t red, std::int16_t blue_weight,
                         std::int16_t green_weight, std::int16_t red_weight) {
    int32x4_t sum = vmull_n_s16(blue, blue_weight);
    sum = vmlal_n_s16(sum, green, green_weight);
    sum = vmlal_n_s16(sum, red, red_weight);
    return vmovn_s32(vrshrq_n_s32(sum, kCoefficientBits + 2));
}

uint8x8_t chroma_of_eight(const Squares& squares, std::int16_t blue_weight,
                          std::int16_t green_weight, std::int16_t red_weight) {
    const int16x8_t chroma = vcombine_s16(
        chroma_of_four(vget_low_s16(squares.blue), vget_low_s16(squares.green),
                       vget_low_s16(squares.red), blue_weight, green_weight, red_weight),
        chroma_of_four(vget_high_s16(squares.blue), vget_high_s16(squares.green),
                       vget_high_s16(squares.red), blue_weight, green_weight, red_weight));
    return vqmovun_s16(vaddq_s16(chroma, vdupq_n_s16(kChromaOffset)));
}

}  // namespace

int convert_rows_neon(const RowPair& rows, int width) {
    constexpr int kStep = 16;
    int x = 0;
    for (; x + kStep <= width; x += kStep) {
        const std::size_t at = static_cast<std::size_t>(x) * kBytesPerPixel;
        __builtin_prefetch(rows.row0 + at + rows.to_next);
        __builtin_prefetch(rows.row1 + at + rows.to_next);
        const uint8x16x4_t top = vld4q_u8(rows.row0 + at);
        const uint8x16x4_t bottom = vld4q_u8(rows.row1 + at);
        store_luma(top, rows.luma0 + x);
        store_luma(bottom, rows.luma1 + x);
        const Squares squares = {sums(top.val[0], bottom.val[0]), sums(top.val[1], bottom.val[1]),
                                 sums(top.val[2], bottom.val[2])};
        const uint8x8x2_t chroma = {{chroma_of_eight(squares, kUBlue, kUGreen, kURed),
                                     chroma_of_eight(squares, kVBlue, kVGreen, kVRed)}};
        vst2_u8(rows.chroma + x, chroma);
    }
    return x;
}

}  // namespace pixelflux::detail

#endif
