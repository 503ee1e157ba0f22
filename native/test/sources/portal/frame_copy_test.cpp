// SPDX-License-Identifier: MPL-2.0
// What is read of a frame, whatever the other side says of it.
#include "frame_copy.h"

#include <cstring>
#include <limits>
#include <random>

#include <sys/mman.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "error.h"
#include "message_of.h"
#include "rect.h"
#include "socket.h"
#include "stream_cursor.h"
#include "streamed_picture.h"

namespace pixelflux {
namespace {

constexpr int kWidth = 13;
constexpr int kHeight = 7;

StreamFormat bgrx() { return {"BGRx", kBgrx, kWidth, kHeight}; }

// Memory whose every byte says where it is.
class FrameCopy : public testing::Test {
protected:
    FrameCopy() : bytes_(kHeight * 80 + 64) {
        for (std::size_t i = 0; i < bytes_.size(); ++i)
            bytes_[i] = static_cast<std::uint8_t>(i * 31 + i / 256);
        frame_.kind = "MemPtr";
        frame_.memory = bytes_.data();
        frame_.room = bytes_.size();
        frame_.size = row_bytes(kWidth) * kHeight;
        frame_.stride = static_cast<std::int64_t>(row_bytes(kWidth));
    }

    std::uint8_t told(const FrameLayout& layout, int x, int y, int byte) const {
        return bytes_[layout.offset + static_cast<std::size_t>(y) * layout.stride + row_bytes(x) +
                      static_cast<std::size_t>(byte)];
    }

    std::string refusal(const StreamFormat& format = bgrx()) const {
        return message_of(ErrorCode::kCapture, [&] { layout_of(frame_, format); });
    }

    std::vector<std::uint8_t> bytes_;
    StreamFrame frame_;
};

TEST_F(FrameCopy, CopiesThePartsAndNothingElse) {
    frame_.offset = 8;
    frame_.stride = 60;
    frame_.size = 60 * kHeight;
    frame_.crop = ToldRect{2, 1, 9, 5};
    const FrameLayout layout = layout_of(frame_, bgrx());
    EXPECT_EQ(layout.area, (Rect{2, 1, 9, 5}));
    EXPECT_EQ(layout.offset, 8u + 60u + 8u);
    std::vector<std::uint8_t> copy(picture_bytes({9, 5}), 0xee);
    const MutablePixelView picture{copy.data(), 9, 5, row_bytes(9)};
    const Rect part{3, 1, 4, 3};
    copy_frame(frame_, layout, {part}, picture);
    for (int y = 0; y < 5; ++y) {
        for (int x = 0; x < 9; ++x) {
            for (int byte = 0; byte < kBytesPerPixel; ++byte) {
                const std::uint8_t got = picture.row(y)[row_bytes(x) + byte];
                const bool within = contains(part, {x, y, 1, 1});
                ASSERT_EQ(got, within ? told(layout, x, y, byte) : 0xee) << x << "," << y;
            }
        }
    }
}

TEST_F(FrameCopy, AFileIsReadAsMemoryIs) {
    const Socket file(memfd_create("frame", MFD_CLOEXEC));
    ASSERT_EQ(write(file.get(), bytes_.data(), bytes_.size()), static_cast<ssize_t>(bytes_.size()));
    StreamFrame in_file = frame_;
    in_file.memory = nullptr;
    in_file.file = file.get();
    in_file.file_offset = 4;
    in_file.room -= 4;
    in_file.offset = 4;
    frame_.offset = 8;
    for (const std::int64_t stride : {52, 64}) {
        frame_.stride = in_file.stride = stride;
        frame_.size = in_file.size = static_cast<std::uint64_t>(stride) * kHeight;
        const FrameLayout layout = layout_of(frame_, bgrx());
        const FrameLayout layout_in_file = layout_of(in_file, bgrx());
        std::vector<std::uint8_t> a(picture_bytes({kWidth, kHeight}));
        std::vector<std::uint8_t> b(a.size());
        const Rect all{0, 0, kWidth, kHeight};
        copy_frame(frame_, layout, {all}, {a.data(), kWidth, kHeight, row_bytes(kWidth)});
        copy_frame(in_file, layout_in_file, {all}, {b.data(), kWidth, kHeight, row_bytes(kWidth)});
        EXPECT_EQ(a, b);
    }
    ASSERT_EQ(ftruncate(file.get(), 100), 0);
    std::vector<std::uint8_t> copy(picture_bytes({kWidth, kHeight}));
    EXPECT_EQ(message_of(ErrorCode::kCapture,
                         [&] {
                             copy_frame(in_file, layout_of(in_file, bgrx()),
                                        {{0, 0, kWidth, kHeight}},
                                        {copy.data(), kWidth, kHeight, row_bytes(kWidth)});
                         }),
              "the stream of the screen cannot be read: the memory of its buffer is shorter than "
              "was told");
}

TEST_F(FrameCopy, WhatDoesNotLieInTheBufferIsRefusedWithItsNumbers) {
    frame_.size -= 1;
    EXPECT_EQ(refusal(),
              "the stream of the screen cannot be read: a picture of 13x7 in BGRx needs 364 bytes, "
              "and the buffer of 624 has 363 at 0, 52 a row");
    frame_.size = row_bytes(kWidth) * kHeight;
    frame_.offset = bytes_.size() - 363;
    refusal();
    frame_.offset = std::numeric_limits<std::uint64_t>::max();
    refusal();
    frame_.offset = 0;
    for (const std::int64_t stride :
         {std::int64_t{51}, std::int64_t{-52}, std::int64_t{1} << 31,
          std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        frame_.stride = stride;
        refusal();
    }
    frame_.stride = 52;
    frame_.file_offset = std::numeric_limits<std::uint64_t>::max();
    refusal();
}

TEST_F(FrameCopy, WithoutAStrideTheRowsHaveNoGap) {
    frame_.stride = 0;
    EXPECT_EQ(layout_of(frame_, bgrx()).stride, row_bytes(kWidth));
}

TEST_F(FrameCopy, FormatsSizesAndBuffersThatCannotBeReadAreNamed) {
    EXPECT_EQ(refusal({"NV12", std::nullopt, 13, 7}),
              "the stream of the screen cannot be read: it is 13x7 in NV12, allowed are BGRx, "
              "BGRA, RGBx and RGBA in shared memory");
    EXPECT_EQ(refusal({"BGRx", kBgrx, 0, 7}),
              "the stream of the screen cannot be read: it is 0x7 in BGRx, allowed are 1..65535 "
              "pixels a side");
    refusal({"BGRx", kBgrx, 13, 0xffffffff});
    refusal({"BGRx", kBgrx, 65535, 65535});
    frame_.memory = nullptr;
    frame_.kind = "DmaBuf";
    EXPECT_EQ(refusal(),
              "the stream of the screen cannot be read: its buffer is of the kind DmaBuf, allowed "
              "is shared memory (MemFd, MemPtr)");
}

TEST_F(FrameCopy, APartBesideTheBufferIsRefused) {
    for (const ToldRect& crop :
         {ToldRect{0, 0, 14, 7}, ToldRect{-1, 0, 3, 3}, ToldRect{5, 5, 3, 3}, ToldRect{0, 0, 0, 5},
          ToldRect{std::numeric_limits<std::int32_t>::max(), 0, 0xffffffff, 1}}) {
        frame_.crop = crop;
        EXPECT_NE(refusal().find("does not lie within the buffer of 13x7"), std::string::npos);
    }
    frame_.crop = ToldRect{};
    EXPECT_EQ(layout_of(frame_, bgrx()).area, (Rect{0, 0, 13, 7}));
}

TEST_F(FrameCopy, DamageIsCutToThePicture) {
    frame_.crop = ToldRect{2, 1, 9, 5};
    const FrameLayout layout = layout_of(frame_, bgrx());
    EXPECT_EQ(changes_of(frame_, layout), (std::vector<Rect>{{0, 0, 9, 5}}));
    frame_.damage = std::vector<ToldRect>{
        {3, 2, 2, 2},
        {0, 0, 4, 4},
        {-5, -5, 3, 3},
        {12, 0, 9, 9},
        {std::numeric_limits<std::int32_t>::min(), 3, 0xffffffff, 0xffffffff}};
    const std::vector<Rect> changes = changes_of(frame_, layout);
    EXPECT_EQ(changes, (std::vector<Rect>{{1, 1, 2, 2}, {0, 0, 2, 3}, {0, 2, 9, 3}}));
    frame_.damage->clear();
    EXPECT_TRUE(changes_of(frame_, layout).empty());
}

TEST_F(FrameCopy, WhateverIsToldNothingBeyondTheBufferIsRead) {
    std::mt19937_64 random(7);
    const auto some = [&](std::uint64_t usual) {
        switch (random() % 24) {
            case 0:
                return random();
            case 1:
                return random() % 100;
            default:
                return usual;
        }
    };
    int taken = 0;
    for (int round = 0; round < 20000; ++round) {
        StreamFrame frame = frame_;
        frame.offset = some(0);
        frame.size = some(frame.size);
        frame.stride = static_cast<std::int64_t>(some(52));
        if (random() % 2 == 0) {
            frame.crop =
                ToldRect{static_cast<std::int32_t>(some(0)), static_cast<std::int32_t>(some(0)),
                         static_cast<std::uint32_t>(some(4)), static_cast<std::uint32_t>(some(4))};
        }
        frame.damage = std::vector<ToldRect>{
            {static_cast<std::int32_t>(some(1)), static_cast<std::int32_t>(some(1)),
             static_cast<std::uint32_t>(some(4)), static_cast<std::uint32_t>(some(4))}};
        const StreamFormat format{"BGRx", kBgrx, static_cast<std::uint32_t>(some(kWidth)),
                                  static_cast<std::uint32_t>(some(kHeight))};
        StreamedPicture picture;
        try {
            picture.take(frame, format);
            picture.take(frame, format);
        } catch (const Error&) {
            continue;
        }
        ++taken;
    }
    EXPECT_GT(taken, 1000);
}

TEST(CursorBitmap, IsTakenIfItsImageIsThere) {
    CursorBitmap bitmap{{"RGBA", PixelOrder{2, 1, 0}, 2, 2}, 12, 1, 9, {}};
    for (int i = 0; i < 20; ++i) bitmap.bytes.push_back(static_cast<std::uint8_t>(10 * i));
    const auto shape = shape_of(bitmap);
    ASSERT_NE(shape, nullptr);
    EXPECT_EQ(shape->image->size, (Size{2, 2}));
    EXPECT_EQ(shape->image->pixels, (std::vector<std::uint8_t>{20, 10, 0, 30, 60, 50, 40, 70, 140,
                                                               130, 120, 150, 180, 170, 160, 190}));
    EXPECT_EQ(shape->hotspot_x, 1);
    EXPECT_EQ(shape->hotspot_y, 1);
    bitmap.bytes.pop_back();
    EXPECT_EQ(shape_of(bitmap), nullptr);
    for (const std::int64_t stride :
         {std::int64_t{-12}, std::int64_t{7}, std::numeric_limits<std::int64_t>::max()}) {
        bitmap.stride = stride;
        EXPECT_EQ(shape_of(bitmap), nullptr);
    }
}

}  // namespace
}  // namespace pixelflux
