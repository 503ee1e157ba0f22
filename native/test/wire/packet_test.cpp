// SPDX-License-Identifier: MPL-2.0
#include "packet.h"

#include <algorithm>
#include <cstring>
#include <string>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

EncodedStripe encoded(const std::string& bytes, PictureKind kind) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), kind};
}

Packet packet_of(std::uint64_t frame_id, std::vector<SentStripe> stripes) {
    Packet packet;
    packet.frame_id = frame_id;
    packet.epoch = 5;
    packet.capture_nanos = 11;
    packet.encoded_nanos = 22;
    packet.width = 1281;
    packet.height = 600;
    packet.wire_header = WireHeader::k1;
    packet.stripes = std::move(stripes);
    return packet;
}

std::vector<std::uint8_t> write(const Packet& packet) {
    std::vector<std::uint8_t> bytes(packet_size(packet));
    write_packet(packet, bytes.data());
    return bytes;
}

template <typename Integer>
Integer read(const std::vector<std::uint8_t>& bytes, std::size_t at) {
    Integer value;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return value;
}

TEST(Packet, HasHeaderIndexAndPayloadWhereTheLayoutSays) {
    const std::string first = "abc";
    const std::string second = "defgh";
    Packet packet =
        packet_of(0x1234567, {{{0, 128}, encoded(first, PictureKind::kKeyFrame), kH264Format},
                              {{128, 172},
                               encoded(second, PictureKind::kOther),
                               kH264Format,
                               std::uint64_t{0x1234566}}});
    packet.notices_waiting = true;
    const std::vector<std::uint8_t> bytes = write(packet);
    ASSERT_EQ(bytes.size(), 56u + 2 * 48 + 10 + 3 + 10 + 5);
    EXPECT_EQ(std::string(bytes.begin(), bytes.begin() + 4), "PFX1");
    EXPECT_EQ(read<std::uint32_t>(bytes, 4), 2u);
    EXPECT_EQ(read<std::uint64_t>(bytes, 8), 0x1234567u);
    EXPECT_EQ(read<std::int64_t>(bytes, 16), 11);
    EXPECT_EQ(read<std::int64_t>(bytes, 24), 22);
    EXPECT_EQ(read<std::uint32_t>(bytes, 32), 1281u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 36), 600u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 40), 0x101u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 44), bytes.size());
    EXPECT_EQ(read<std::uint32_t>(bytes, 48), 0u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 52), 0u);

    constexpr std::size_t kSecondEntry = 56 + 48;
    const auto offset = read<std::uint32_t>(bytes, kSecondEntry);
    EXPECT_EQ(offset, 56u + 96 + 13);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 4), 15u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 8), 10u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 12), 128u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 16), 1281u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 20), 172u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 24), 2u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 28), 0u);
    EXPECT_EQ(read<std::int64_t>(bytes, kSecondEntry + 32), 0x1234566);
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 28), 1u);
    EXPECT_EQ(read<std::int64_t>(bytes, 56 + 32), -1);
    EXPECT_EQ(read<std::uint64_t>(bytes, kSecondEntry + 40), 5u);
    EXPECT_EQ(std::string(bytes.begin() + offset + 10, bytes.end()), second);
}

TEST(Packet, H264WireHeaderIsTheContractOfViewersInTheField) {
    const std::string payload = "x";
    struct Row {
        PictureKind kind;
        std::uint8_t byte;
    };
    for (const Row& row : {Row{PictureKind::kKeyFrame, 1}, Row{PictureKind::kIntra, 2},
                           Row{PictureKind::kOther, 0}}) {
        const Packet packet =
            packet_of(0xABCDE, {{{0x180, 77}, encoded(payload, row.kind), kH264Format}});
        const std::vector<std::uint8_t> bytes = write(packet);
        const std::vector<std::uint8_t> wire(bytes.begin() + 104, bytes.end());
        EXPECT_EQ(wire, (std::vector<std::uint8_t>{4, row.byte, 0xBC, 0xDE, 0x01, 0x80, 0x05, 0x01,
                                                   0, 77, 'x'}));
    }
}

TEST(Packet, JpegWireHeaderIsTheContractOfViewersInTheField) {
    const std::string payload = "y";
    const Packet packet =
        packet_of(65537, {{{64, 64}, encoded(payload, PictureKind::kKeyFrame), kJpegFormat}});
    const std::vector<std::uint8_t> bytes = write(packet);
    EXPECT_EQ(std::vector<std::uint8_t>(bytes.begin() + 104, bytes.end()),
              (std::vector<std::uint8_t>{3, 0, 0, 1, 0, 64, 'y'}));
}

TEST(Packet, WireHeader2SaysWhatAVideoStripePredictsFrom) {
    const std::string payload = "x";
    Packet packet = packet_of(
        0xABCDE,
        {{{0, 64}, encoded(payload, PictureKind::kKeyFrame), kH264Format},
         {{0x180, 77}, encoded(payload, PictureKind::kOther), kH264Format, std::uint64_t{0xABCDC}},
         {{0x200, 64}, encoded(payload, PictureKind::kKeyFrame), kJpegFormat}});
    packet.wire_header = WireHeader::k2;
    const std::vector<std::uint8_t> bytes = write(packet);
    EXPECT_EQ(read<std::uint32_t>(bytes, 40), 0x200u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 8), 12u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 2 * 48 + 8), 6u);
    EXPECT_EQ(
        std::vector<std::uint8_t>(bytes.begin() + 56 + 3 * 48, bytes.end()),
        (std::vector<std::uint8_t>{4,    0x11, 0xBC, 0xDE, 0,    0,    5,    1,    0, 64, 0xBC,
                                   0xDE, 'x',  4,    0x10, 0xBC, 0xDE, 1,    0x80, 5, 1,  0,
                                   77,   0xBC, 0xDC, 'x',  3,    0,    0xBC, 0xDE, 2, 0,  'x'}));
}

TEST(Packet, EachStripeHasTheWireFormatOfItsOwnEncoder) {
    const std::string payload = "z";
    const WireFormat another = {77, 0x4d, WireFormat::Header::kShort};
    const std::vector<std::uint8_t> bytes =
        write(packet_of(1, {{{0, 64}, encoded(payload, PictureKind::kKeyFrame), kH264Format},
                            {{64, 64}, encoded(payload, PictureKind::kKeyFrame), another}}));
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 8), 10u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 24), 2u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 48 + 8), 6u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 48 + 24), 77u);
    EXPECT_EQ(std::vector<std::uint8_t>(bytes.end() - 7, bytes.end()),
              (std::vector<std::uint8_t>{0x4d, 0, 0, 1, 0, 64, 'z'}));
}

TEST(Packet, WithoutWireHeadersThePayloadStandsAlone) {
    const std::string payload = "xyz";
    for (const WireFormat& format : {kJpegFormat, kH264Format}) {
        Packet packet = packet_of(1, {{{0, 64}, encoded(payload, PictureKind::kKeyFrame), format}});
        packet.wire_header = WireHeader::kNone;
        const std::vector<std::uint8_t> bytes = write(packet);
        EXPECT_EQ(read<std::uint32_t>(bytes, 40), 0u);
        EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 4), 3u);
        EXPECT_EQ(read<std::uint32_t>(bytes, 56 + 8), 0u);
        EXPECT_EQ(std::string(bytes.begin() + 104, bytes.end()), payload);
    }
}

TEST(Packet, NewsOfTheCursorFollowTheStripes) {
    const std::string payload = "xyz";
    for (const bool with_stripe : {true, false}) {
        for (const bool with_shape : {true, false}) {
            Packet packet = packet_of(1, {});
            if (with_stripe)
                packet.stripes = {{{0, 64}, encoded(payload, PictureKind::kKeyFrame), kJpegFormat}};
            packet.cursor = CursorReport{-3, 7, true, 5, nullptr};
            if (with_shape) {
                auto image = std::make_shared<OverlayImage>();
                *image = {{2, 1}, {1, 2, 3, 4, 5, 6, 7, 8}};
                packet.cursor->new_shape = std::make_shared<CursorShape>(CursorShape{image, 1, 0});
            }
            const std::vector<std::uint8_t> bytes = write(packet);
            const auto at = read<std::uint32_t>(bytes, 48);
            const std::size_t pixels = with_shape ? 8 : 0;
            EXPECT_EQ(at, 56u + (with_stripe ? 48 + 6 + 3 : 0));
            EXPECT_EQ(read<std::uint32_t>(bytes, 52), 32 + pixels);
            ASSERT_EQ(bytes.size(), at + 32 + pixels);
            EXPECT_EQ(read<std::int32_t>(bytes, at), -3);
            EXPECT_EQ(read<std::int32_t>(bytes, at + 4), 7);
            EXPECT_EQ(read<std::uint32_t>(bytes, at + 8), 1u);
            EXPECT_EQ(read<std::uint32_t>(bytes, at + 12), 5u);
            EXPECT_EQ(read<std::uint32_t>(bytes, at + 16), with_shape ? 2u : 0u);
            EXPECT_EQ(read<std::uint32_t>(bytes, at + 20), with_shape ? 1u : 0u);
            EXPECT_EQ(read<std::uint32_t>(bytes, at + 24), with_shape ? 1u : 0u);
            EXPECT_EQ(read<std::uint32_t>(bytes, at + 28), 0u);
            if (with_shape) {
                EXPECT_EQ(bytes.back(), 8);
            }
        }
    }
}

TEST(Packet, CarriesAFrameInModeMixedInItsWireForm) {
    const std::string image = "an image";
    Packet packet = packet_of(7, {});
    packet.mixed.emplace();
    packet.mixed->complete = true;
    packet.mixed->size = {1281, 600};
    MixedRectangle rectangle;
    rectangle.area = {0, 0, 1281, 600};
    rectangle.data = reinterpret_cast<const std::uint8_t*>(image.data());
    rectangle.size = image.size();
    packet.mixed->rectangles = {rectangle};
    const std::size_t size = mixed_frame_size(*packet.mixed);
    for (const bool with_cursor : {false, true}) {
        packet.notices_waiting = with_cursor;
        if (with_cursor) packet.cursor = CursorReport{-3, 7, true, 5, nullptr};
        const std::vector<std::uint8_t> bytes = write(packet);
        EXPECT_EQ(read<std::uint32_t>(bytes, 4), 0u);
        EXPECT_EQ(read<std::uint64_t>(bytes, 8), 7u);
        EXPECT_EQ(read<std::uint32_t>(bytes, 40), with_cursor ? 0x103u : 0x102u);
        EXPECT_EQ(read<std::uint32_t>(bytes, 48), with_cursor ? 56 + size : 0u);
        ASSERT_EQ(bytes.size(), 56 + size + (with_cursor ? 32 : 0));
        const MixedFrame frame = read_mixed_frame(bytes.data() + 56, size);
        EXPECT_EQ(std::string(frame.rectangles.at(0).data,
                              frame.rectangles.at(0).data + frame.rectangles.at(0).size),
                  image);
        if (with_cursor) {
            EXPECT_EQ(read<std::int32_t>(bytes, 56 + size), -3);
        }
    }
}

class Pieces final : public PacketSink {
public:
    std::vector<std::uint8_t> bytes;
    std::vector<const std::uint8_t*> places;

    void write(const std::uint8_t* from, std::size_t size) override {
        bytes.insert(bytes.end(), from, from + size);
        places.push_back(from);
    }
};

TEST(Packet, GoesToASinkInPiecesWithoutACopyOfWhatIsLong) {
    const std::string little = "abc";
    const std::string large(100'000, 'x');
    std::vector<SentStripe> stripes;
    for (int row = 0; row < 40; ++row) {
        stripes.push_back({{row * 16, 16},
                           encoded(row == 20 ? large : little, PictureKind::kOther),
                           kH264Format});
    }
    const Packet packet = packet_of(1, std::move(stripes));
    Pieces pieces;
    write_packet(packet, pieces);
    EXPECT_EQ(pieces.bytes, write(packet));
    const auto* const whole = reinterpret_cast<const std::uint8_t*>(large.data());
    EXPECT_EQ(std::count(pieces.places.begin(), pieces.places.end(), whole), 1);
    EXPECT_LT(pieces.places.size(), 10u);
}

}  // namespace
}  // namespace pixelflux
