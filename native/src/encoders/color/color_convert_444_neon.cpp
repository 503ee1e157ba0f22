// SPDX-License-Identifier: MPL-2.0
// The NEON form of convert_row_444_portable.
#include "color_convert_444.h"

#if defined(__aarch64__)

#include <arm_neon.h>

namespace pixelflux::detail {
namespace {

struct Weights {
    std::int16_t blue, green, red;
};

// Eight pixels as 16-bit channels.
struct Channels {
    int16x8_t blue, green, red;
};

int16x8_t wide(uint8x8_t bytes) { return vreinterpretq_s16_u16(vmovl_u8(bytes)); }

int16x4_t weighted(int16x4_t blue, int16x4_t green, int16x4_t red, const Weights& weights) {
    int32x4_t sum = vmull_n_s16(blue, weights.blue);
    sum = vmlal_n_s16(sum, green, weights.green);
    sum = vmlal_n_s16(sum, red, weights.red);
    return vrshrn_n_s32(sum, kCoefficientBits);
}

void store_eight(const Channels& pixels, const Weights& weights, int offset, std::uint8_t* to) {
    const int16x8_t value =
        vcombine_s16(weighted(vget_low_s16(pixels.blue), vget_low_s16(pixels.green),
                              vget_low_s16(pixels.red), weights),
                     weighted(vget_high_s16(pixels.blue), vget_high_s16(pixels.green),
                              vget_high_s16(pixels.red), weights));
    vst1_u8(to, vqmovun_s16(vaddq_s16(value, vdupq_n_s16(static_cast<std::int16_t>(offset)))));
}

}  // namespace

int convert_row_444_neon(const I444Row& row, int width) {
    constexpr int kStep = 8;
    constexpr Weights kY = {kFullYBlue, kFullYGreen, kFullYRed};
    constexpr Weights kU = {kFullUBlue, kFullUGreen, kFullURed};
    constexpr Weights kV = {kFullVBlue, kFullVGreen, kFullVRed};
    int x = 0;
    for (; x + kStep <= width; x += kStep) {
        const uint8x8x4_t bytes =
            vld4_u8(row.pixels + static_cast<std::size_t>(x) * kBytesPerPixel);
        const Channels pixels = {wide(bytes.val[0]), wide(bytes.val[1]), wide(bytes.val[2])};
        store_eight(pixels, kY, 0, row.y + x);
        store_eight(pixels, kU, kChromaOffset, row.u + x);
        store_eight(pixels, kV, kChromaOffset, row.v + x);
    }
    return x;
}

}  // namespace pixelflux::detail

#endif
