// SPDX-License-Identifier: MPL-2.0
#include "buffer_need.h"

#include <gtest/gtest.h>

#include "message_of.h"

namespace pixelflux {
namespace {

constexpr std::uint32_t kXrgb = 1;
constexpr std::uint32_t kXbgr = 0x34324258;
constexpr std::uint32_t kTenBits = 0x30335258;  // XR30
constexpr std::uint32_t kSixteen = 0x36314752;  // RG16: 16 bits a pixel

TEST(BufferNeed, TakesTheFormatThatNeedsNoOtherOrder) {
    const BufferShape shape = choose_buffer({{kXbgr, 64, 32, 256}, {kXrgb, 64, 32, 260}});
    EXPECT_EQ(shape.need, (BufferNeed{kXrgb, 64, 32, 260}));
    EXPECT_EQ(shape.size, (Size{64, 32}));
    EXPECT_EQ(shape.order, kBgrx);
    EXPECT_EQ(shape.bytes(), 260u * 32);
}

TEST(BufferNeed, TakesWhatThereIs) {
    const BufferShape shape = choose_buffer({{kTenBits, 64, 32, 256}, {kXbgr, 64, 32, 0}});
    EXPECT_EQ(shape.need.format, kXbgr);
    EXPECT_EQ(shape.need.stride, 256u);
    EXPECT_EQ(shape.order, (PixelOrder{2, 1, 0}));
    EXPECT_FALSE(shape.ten_bits);
    const BufferShape deep = choose_buffer({{kSixteen, 64, 32, 128}, {kTenBits, 64, 32, 0}});
    EXPECT_EQ(deep.need, (BufferNeed{kTenBits, 64, 32, 256}));
    EXPECT_TRUE(deep.ten_bits);
}

TEST(BufferNeed, KnowsTheOrderOfEachFormat) {
    EXPECT_EQ(order_of_format(0), kBgrx);
    EXPECT_EQ(order_of_format(0x34324241), (PixelOrder{2, 1, 0}));  // AB24
    EXPECT_EQ(order_of_format(0x34324152), (PixelOrder{1, 2, 3}));  // RA24
    EXPECT_EQ(order_of_format(0x34325842), (PixelOrder{3, 2, 1}));  // BX24
    EXPECT_EQ(order_of_format(kTenBits), std::nullopt);
}

void expect_refused(const std::vector<BufferNeed>& needs, const std::string& words) {
    const std::string message = message_of(ErrorCode::kCapture, [&] { choose_buffer(needs); });
    EXPECT_NE(message.find(words), std::string::npos) << message;
}

TEST(BufferNeed, RefusesByName) {
    expect_refused({{kSixteen, 64, 32, 128}}, "64x32 in format 'RG16', 128 bytes a row");
    expect_refused({{7, 64, 32, 256}}, "64x32 in format 7");
    expect_refused({}, "no buffer in shared memory");
}

TEST(BufferNeed, RefusesWhatNobodyCanMake) {
    expect_refused({{kXrgb, 0, 32, 256}}, "0x32");
    expect_refused({{kXrgb, 64, 0, 256}}, "64x0");
    expect_refused({{kXrgb, 64, 32, 255}}, "255 bytes a row");
    expect_refused({{kXrgb, 0xffffffff, 1, 0}}, "4294967295x1");
    expect_refused({{kXrgb, 0x40000001, 1, 4}}, "1073741825x1");
    expect_refused({{kXrgb, 30000, 30000, 0}}, "30000x30000");
    expect_refused({{kXrgb, 64, 32, 0xfffffffc}}, "4294967292 bytes a row");
}

}  // namespace
}  // namespace pixelflux
