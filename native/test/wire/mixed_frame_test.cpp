// SPDX-License-Identifier: MPL-2.0
#include "mixed_frame.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "error.h"
#include "packet.h"

namespace pixelflux {
namespace {

using Bytes = std::vector<std::uint8_t>;

const Bytes kImage = {1, 2, 3, 4, 5};
const Bytes kColour = {10, 20, 30};

class Collected final : public PacketSink {
public:
    Bytes bytes;
    std::vector<const std::uint8_t*> places;

    void write(const std::uint8_t* from, std::size_t size) override {
        bytes.insert(bytes.end(), from, from + size);
        places.push_back(from);
    }
};

Bytes write(const MixedFrame& frame) {
    Collected to;
    write_mixed_frame(frame, to);
    return to.bytes;
}

MixedRectangle rectangle(RectangleKind kind, Rect area, RectangleRole role = RectangleRole::kOwn) {
    MixedRectangle made;
    made.area = area;
    made.kind = kind;
    made.role = role;
    if (kind != RectangleKind::kCopy) {
        const Bytes& payload = kind == RectangleKind::kFill ? kColour : kImage;
        made.data = payload.data();
        made.size = payload.size();
    }
    return made;
}

MixedRectangle copy_from(int x, int y, Rect area) {
    MixedRectangle made = rectangle(RectangleKind::kCopy, area);
    made.source_x = x;
    made.source_y = y;
    return made;
}

// One of everything, as large as the picture where it may be.
MixedFrame sample() {
    MixedFrame frame;
    frame.epoch = 0x0102030405060708;
    frame.frame = 0x1112131415161718;
    frame.previous = 0x1112131415161716;
    frame.refresh = MixedFrame::Refresh{0x1112131415161711, 0x1112131415161718, true};
    frame.capture_nanos = -2;
    frame.encoded_nanos = 0x2122232425262728;
    frame.size = {300, 200};
    frame.rectangles = {copy_from(1, 2, {0, 0, 299, 198}),
                        rectangle(RectangleKind::kPicture, {0, 0, 300, 200}),
                        rectangle(RectangleKind::kExact, {299, 199, 1, 1}),
                        rectangle(RectangleKind::kVideo, {16, 16, 32, 32}, RectangleRole::kBoth),
                        rectangle(RectangleKind::kVideo, {64, 16, 32, 32}),
                        rectangle(RectangleKind::kFill, {1, 2, 3, 4}, RectangleRole::kRefresh)};
    frame.rectangles[3].stream = 0x31323334;
    frame.rectangles[3].generation = 0x41424344;
    frame.rectangles[4].stream = 7;
    return frame;
}

MixedFrame first() {
    MixedFrame frame;
    frame.complete = true;
    frame.size = {16, 16};
    frame.rectangles = {rectangle(RectangleKind::kExact, {0, 0, 16, 16})};
    return frame;
}

void expect_same(const MixedFrame& a, const MixedFrame& b) {
    EXPECT_EQ(a.epoch, b.epoch);
    EXPECT_EQ(a.frame, b.frame);
    EXPECT_EQ(a.previous, b.previous);
    EXPECT_EQ(a.complete, b.complete);
    ASSERT_EQ(a.refresh.has_value(), b.refresh.has_value());
    if (a.refresh) {
        EXPECT_EQ(a.refresh->base, b.refresh->base);
        EXPECT_EQ(a.refresh->start, b.refresh->start);
        EXPECT_EQ(a.refresh->last_part, b.refresh->last_part);
        EXPECT_EQ(a.refresh->coarse, b.refresh->coarse);
    }
    EXPECT_EQ(a.capture_nanos, b.capture_nanos);
    EXPECT_EQ(a.encoded_nanos, b.encoded_nanos);
    EXPECT_EQ(a.size, b.size);
    ASSERT_EQ(a.rectangles.size(), b.rectangles.size());
    for (std::size_t i = 0; i < a.rectangles.size(); ++i) {
        const MixedRectangle& one = a.rectangles[i];
        const MixedRectangle& other = b.rectangles[i];
        EXPECT_EQ(one.area, other.area) << i;
        EXPECT_EQ(one.kind, other.kind) << i;
        EXPECT_EQ(one.role, other.role) << i;
        EXPECT_EQ(one.source_x, other.source_x) << i;
        EXPECT_EQ(one.source_y, other.source_y) << i;
        EXPECT_EQ(one.stream, other.stream) << i;
        EXPECT_EQ(one.generation, other.generation) << i;
        EXPECT_EQ(Bytes(one.data, one.data + one.size), Bytes(other.data, other.data + other.size))
            << i;
    }
}

// The reason for which the bytes are refused; empty: they are read.
std::string refusal_of(const Bytes& bytes) {
    // Of exactly this size, so that a sanitizer sees a read beyond it.
    const std::unique_ptr<std::uint8_t[]> exact(new std::uint8_t[bytes.size()]);
    std::copy(bytes.begin(), bytes.end(), exact.get());
    try {
        read_mixed_frame(exact.get(), bytes.size());
    } catch (const Error& refused) {
        EXPECT_EQ(refused.code(), ErrorCode::kArgument);
        return refused.what();
    }
    return {};
}

TEST(MixedFrame, IsReadAsItWasWritten) {
    MixedFrame part = sample();
    part.refresh = MixedFrame::Refresh{{}, 5, false};
    MixedFrame coarse = sample();
    coarse.refresh->coarse = true;
    MixedFrame calm = sample();
    calm.refresh.reset();
    calm.rectangles.clear();
    MixedFrame second = calm;
    second.frame = 1;
    second.previous = 0;
    MixedFrame both_without_refresh = sample();
    both_without_refresh.refresh.reset();
    both_without_refresh.rectangles.pop_back();
    MixedFrame largest = first();
    largest.size = {kLargestSide, kLargestSide};
    largest.rectangles[0].area = {0, 0, kLargestSide, kLargestSide};
    for (const MixedFrame& frame :
         {sample(), part, coarse, calm, second, both_without_refresh, first(), largest}) {
        const Bytes bytes = write(frame);
        EXPECT_EQ(bytes.size(), mixed_frame_size(frame));
        expect_same(read_mixed_frame(bytes.data(), bytes.size()), frame);
    }
}

TEST(MixedFrame, HasItsFieldsWhereThePageSays) {
    const Bytes bytes = write(sample());
    Bytes expected = {0x50, 0x46, 0x58, 0x4d, 1,    0x14, 0,    0,                 // magic ...
                      1,    2,    3,    4,    5,    6,    7,    8,                 // epoch
                      0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,              // frame
                      0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x16,              // previous
                      0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x11,              // base
                      0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,              // start
                      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,              // captured
                      0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28,              // encoded
                      0x01, 0x2c, 0x00, 0xc8, 0,    0,    0,    6,                 // size ...
                      0,    0,    1,    15,   0,    0,    0,    0,                 // length
                      0,    0,    0,    0,    1,    43,   0,    198,  3, 1, 0, 0,  // the copy
                      0,    1,    0,    2,    0,    0,    0,    0,    0, 0, 0, 0, 0, 0, 0, 0};
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 108), expected);
    const Bytes video = {0, 16, 0,    16,   0,    32,   0,    32,   2,    3,    0, 0, 0, 0,
                         0, 0,  0x31, 0x32, 0x33, 0x34, 0x41, 0x42, 0x43, 0x44, 0, 0, 0, 5};
    EXPECT_EQ(Bytes(bytes.begin() + 80 + 3 * 28, bytes.begin() + 80 + 4 * 28), video);
    EXPECT_EQ(Bytes(bytes.end() - 3, bytes.end()), kColour);
    EXPECT_EQ(write(first())[5], 0x03);
    MixedFrame from_nothing = sample();
    from_nothing.refresh->base.reset();
    from_nothing.refresh->last_part = false;
    EXPECT_EQ(write(from_nothing)[5], 0x0c);
    from_nothing.refresh->coarse = true;
    EXPECT_EQ(write(from_nothing)[5], 0x2c);
}

TEST(MixedFrame, GoesToASinkWithoutACopyOfWhatIsLong) {
    const Bytes large(100'000, 7);
    MixedFrame frame = sample();
    frame.rectangles[1].data = large.data();
    frame.rectangles[1].size = large.size();
    Collected pieces;
    write_mixed_frame(frame, pieces);
    EXPECT_EQ(std::count(pieces.places.begin(), pieces.places.end(), large.data()), 1);
    EXPECT_LE(pieces.places.size(), 3u);
}

TEST(MixedFrame, ThatBreaksARuleIsRefusedWithTheReason) {
    struct Row {
        const char* reason;
        std::function<void(MixedFrame&)> breaks;
    };
    constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 63;
    const std::vector<Row> rows = {
        {"epoch 9223372036854775808", [](auto& f) { f.epoch = kTooLarge; }},
        {"frame 9223372036854775808", [](auto& f) { f.frame = kTooLarge; }},
        {"after the frame before it", [](auto& f) { f.previous = f.frame; }},
        {"after the frame before it", [](auto& f) { f.previous = f.frame + 1; }},
        {"not complete", [](auto& f) { f.previous.reset(); }},
        {"start after its base", [](auto& f) { f.refresh->base = f.refresh->start; }},
        {"not this or one before", [](auto& f) { f.refresh->start = f.frame - 1; }},
        {"not this or one before", [](auto& f) { f.refresh->start = f.frame + 1; }},
        {"picture's size", [](auto& f) { f.size.width = 0; }},
        {"picture's size", [](auto& f) { f.size.height = 0; }},
        {"picture's size", [](auto& f) { f.size.width = kLargestSide + 1; }},
        {"picture's size", [](auto& f) { f.size.height = kLargestSide + 1; }},
        {"outside the picture", [](auto& f) { f.rectangles[1].area.x = 1; }},
        {"outside the picture", [](auto& f) { f.rectangles[1].area.height = 201; }},
        {"empty", [](auto& f) { f.rectangles[1].area.width = 0; }},
        {"empty", [](auto& f) { f.rectangles[1].area.height = 0; }},
        {"copy from", [](auto& f) { f.rectangles[0].source_x = 2; }},
        {"copy from", [](auto& f) { f.rectangles[0].source_y = 3; }},
        {"copy from", [](auto& f) { f.rectangles[0].source_y = 65535; }},
        {"copy that is not", [](auto& f) { f.rectangles[0].role = RectangleRole::kBoth; }},
        {"copy in a frame", [](auto& f) { f.complete = true; }},
        {"is no copy", [](auto& f) { f.rectangles[1].source_x = 1; }},
        {"is no copy", [](auto& f) { f.rectangles[1].source_y = 1; }},
        {"is no video", [](auto& f) { f.rectangles[1].stream = 1; }},
        {"is no video", [](auto& f) { f.rectangles[1].generation = 1; }},
        {"refresh only", [](auto& f) { f.rectangles[4].role = RectangleRole::kRefresh; }},
        {"frame has none", [](auto& f) { f.refresh.reset(); }},
        {"after the refresh", [](auto& f) { f.rectangles.push_back(f.rectangles[1]); }},
        {"after the refresh", [](auto& f) { f.rectangles.push_back(f.rectangles[3]); }},
        {"kind", [](auto& f) { f.rectangles[1].kind = RectangleKind{0}; }},
        {"kind", [](auto& f) { f.rectangles[1].kind = RectangleKind{6}; }},
        {"role", [](auto& f) { f.rectangles[1].role = RectangleRole{0}; }},
        {"role", [](auto& f) { f.rectangles[1].role = RectangleRole{4}; }},
        {"payload of 5",
         [](auto& f) { f.rectangles[0].data = kImage.data(), f.rectangles[0].size = 5; }},
        {"payload of 0", [](auto& f) { f.rectangles[1].size = 0; }},
        {"payload of 0", [](auto& f) { f.rectangles[2].size = 0; }},
        {"payload of 0", [](auto& f) { f.rectangles[3].size = 0; }},
        {"payload of 2", [](auto& f) { f.rectangles[5].size = 2; }},
        {"refreshes an older one",
         [](auto& f) { f.rectangles.clear(), f.complete = true, f.previous.reset(); }},
    };
    ASSERT_EQ(refusal_of(write(sample())), "");
    for (const Row& row : rows) {
        MixedFrame frame = sample();
        row.breaks(frame);
        EXPECT_NE(refusal_of(write(frame)).find(row.reason), std::string::npos)
            << row.reason << ", and not: " << refusal_of(write(frame));
    }
}

// What a writer of ours cannot write.
TEST(MixedFrame, WhoseBytesLieIsRefusedWithTheReason) {
    struct Row {
        const char* reason;
        std::size_t at;
        Bytes bytes;
    };
    const std::vector<Row> rows = {
        {"PFXM", 0, {0x51}},
        {"version", 4, {2}},
        {"version", 4, {0}},
        {"flags", 5, {0x54}},
        {"reserved", 6, {1}},
        {"reserved", 7, {1}},
        {"one before it", 5, {0x17}},        // FIRST, and a previous frame
        {"what belongs to one", 5, {0x08}},  // FROM_NOTHING
        {"what belongs to one", 5, {0x10}},  // LAST_PART
        {"what belongs to one", 5, {0x20}},  // COARSE
        {"what belongs to one", 5, {0x00}},  // a base and a start
        {"has a base", 5, {0x1c}},           // FROM_NOTHING
        {"previous frame", 24, {0x80}},
        {"refresh base", 32, {0x80}},
        {"refresh start", 40, {0x80}},
        {"descriptions", 68, {0xff}},  // rectangles
        {"descriptions", 71, {7}},
        {"bytes follow", 71, {5}},
        {"length", 75, {14}},
        {"length", 72, {1}},
        {"reserved", 76, {1}},
        {"reserved", 79, {1}},
        {"reserved field of a rectangle", 90, {1}},
        {"payload of 1", 80 + 27, {1}},  // of the copy
        {"beyond the end", 80 + 28 + 24, {0xff, 0xff, 0xff, 0xff}},
        {"bytes follow", 80 + 28 + 27, {4}},  // of the picture: 4 bytes instead of 5
    };
    for (const Row& row : rows) {
        Bytes bytes = write(sample());
        ASSERT_LE(row.at + row.bytes.size(), bytes.size());
        std::copy(row.bytes.begin(), row.bytes.end(),
                  bytes.begin() + static_cast<std::ptrdiff_t>(row.at));
        EXPECT_NE(refusal_of(bytes).find(row.reason), std::string::npos)
            << row.reason << " at " << row.at << ", and not: " << refusal_of(bytes);
    }
}

TEST(MixedFrame, IsReadAtItsFullLengthOnly) {
    const Bytes whole = write(sample());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_NE(
            refusal_of(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))), "")
            << size;
    }
    Bytes longer = whole;
    longer.push_back(0);
    EXPECT_NE(refusal_of(longer), "");
}

}  // namespace
}  // namespace pixelflux
