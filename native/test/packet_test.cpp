// SPDX-License-Identifier: MPL-2.0
#include "packet.h"

#include <cstring>
#include <string>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

EncodedStripe encoded(const std::string& bytes, PictureKind kind) {
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), kind};
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
    const Packet packet{Codec::kH264,
                        0x1234567,
                        11,
                        22,
                        1281,
                        300,
                        true,
                        {{{0, 128}, encoded(first, PictureKind::kKeyFrame)},
                         {{128, 172}, encoded(second, PictureKind::kOther)}}};
    const std::vector<std::uint8_t> bytes = write(packet);
    ASSERT_EQ(bytes.size(), 48u + 2 * 32 + 10 + 3 + 10 + 5);
    EXPECT_EQ(std::string(bytes.begin(), bytes.begin() + 4), "PFX1");
    EXPECT_EQ(read<std::uint32_t>(bytes, 4), 2u);
    EXPECT_EQ(read<std::uint64_t>(bytes, 8), 0x1234567u);
    EXPECT_EQ(read<std::int64_t>(bytes, 16), 11);
    EXPECT_EQ(read<std::int64_t>(bytes, 24), 22);
    EXPECT_EQ(read<std::uint32_t>(bytes, 32), 1281u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 36), 300u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 40), 1u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 44), bytes.size());

    constexpr std::size_t kSecondEntry = 48 + 32;
    const auto offset = read<std::uint32_t>(bytes, kSecondEntry);
    EXPECT_EQ(offset, 48u + 64 + 13);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 4), 15u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 8), 10u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 12), 128u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 16), 1281u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 20), 172u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 24), 2u);
    EXPECT_EQ(read<std::uint32_t>(bytes, kSecondEntry + 28), 0u);
    EXPECT_EQ(read<std::uint32_t>(bytes, 48 + 28), 1u);
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
        const Packet packet{
            Codec::kH264, 0xABCDE, 0,     0,
            1281,         600,     false, {{{0x180, 77}, encoded(payload, row.kind)}}};
        const std::vector<std::uint8_t> bytes = write(packet);
        const std::vector<std::uint8_t> wire(bytes.begin() + 80, bytes.end());
        EXPECT_EQ(wire, (std::vector<std::uint8_t>{4, row.byte, 0xBC, 0xDE, 0x01, 0x80, 0x05, 0x01,
                                                   0, 77, 'x'}));
    }
}

TEST(Packet, JpegWireHeaderIsTheContractOfViewersInTheField) {
    const std::string payload = "y";
    const Packet packet{
        Codec::kJpeg, 65537, 0,     0,
        64,           64,    false, {{{64, 64}, encoded(payload, PictureKind::kKeyFrame)}}};
    const std::vector<std::uint8_t> bytes = write(packet);
    EXPECT_EQ(std::vector<std::uint8_t>(bytes.begin() + 80, bytes.end()),
              (std::vector<std::uint8_t>{3, 0, 0, 1, 0, 64, 'y'}));
}

}  // namespace
}  // namespace pixelflux
