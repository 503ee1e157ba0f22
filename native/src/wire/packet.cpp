// SPDX-License-Identifier: MPL-2.0
#include "packet.h"

#include <cstring>

#include "sink_writer.h"

namespace pixelflux {
namespace {

constexpr std::uint32_t kMagic = 0x31584650;
constexpr std::size_t kHeaderSize = 56;
constexpr int kNoticesWaiting = 1;
constexpr int kMixed = 2;
constexpr int kChanges = 4;
constexpr std::size_t kEpochSize = 8;
constexpr std::size_t kAreaSize = 16;
constexpr int kWireHeaderShift = 8;
constexpr int kReasonShift = 16;
constexpr int kStripeReasonShift = 8;
constexpr std::size_t kCursorSize = 32;
constexpr std::size_t kIndexSize = 48;
constexpr std::size_t kShortWireHeader = 6;
constexpr std::size_t kLongWireHeader = 10;
constexpr std::size_t kPredictedFrom = 2;  // bytes that wire header 2 has more
constexpr int kCodecShift = 4;

std::size_t wire_header_size(const Packet& packet, const SentStripe& stripe) {
    if (packet.wire_header == WireHeader::kNone) return 0;
    if (!is_stream(stripe.format)) return kShortWireHeader;
    return kLongWireHeader + (packet.wire_header == WireHeader::k2 ? kPredictedFrom : 0);
}

std::int64_t predicted_from(const SentStripe& stripe) {
    return stripe.predicts_from ? static_cast<std::int64_t>(*stripe.predicts_from) : -1;
}

int flags_of(const Packet& packet) {
    return (packet.notices_waiting ? kNoticesWaiting : 0) | (packet.mixed ? kMixed : 0) |
           (packet.changes ? kChanges : 0) |
           static_cast<int>(packet.wire_header) << kWireHeaderShift |
           (packet.mixed || packet.changes ? static_cast<int>(packet.reason) << kReasonShift : 0);
}

int flags_of(const SentStripe& stripe) {
    return (stripe.encoded.kind == PictureKind::kKeyFrame ? 1 : 0) | static_cast<int>(stripe.reason)
                                                                         << kStripeReasonShift;
}

std::size_t cursor_size(const Packet& packet) {
    if (!packet.cursor) return 0;
    const CursorShape* const shape = packet.cursor->new_shape.get();
    return kCursorSize + (shape == nullptr ? 0 : shape->image->pixels.size());
}

std::uint8_t wire_kind(PictureKind kind) {
    switch (kind) {
        case PictureKind::kKeyFrame:
            return 1;
        case PictureKind::kIntra:
            return 2;
        case PictureKind::kOther:
            return 0;
    }
    return 0;
}

std::uint8_t codec_and_kind(const SentStripe& stripe) {
    const bool key_frame = stripe.encoded.kind == PictureKind::kKeyFrame;
    return static_cast<std::uint8_t>(stripe.format.codec << kCodecShift | (key_frame ? 1 : 0));
}

class MemorySink final : public PacketSink {
public:
    explicit MemorySink(std::uint8_t* to) : to_(to) {}

    void write(const std::uint8_t* bytes, std::size_t size) override {
        std::memcpy(to_, bytes, size);
        to_ += size;
    }

private:
    std::uint8_t* to_;
};

void write_wire_header(SinkWriter& writer, const Packet& packet, const SentStripe& stripe) {
    if (packet.wire_header == WireHeader::kNone) return;
    const bool second = packet.wire_header == WireHeader::k2;
    writer.byte(stripe.format.first_byte);
    if (!is_stream(stripe.format))
        writer.byte(0);
    else if (second)
        writer.byte(codec_and_kind(stripe));
    else
        writer.byte(wire_kind(stripe.encoded.kind));
    writer.big_endian<std::uint16_t>(packet.frame_id);
    writer.big_endian<std::uint16_t>(static_cast<std::uint64_t>(stripe.place.y));
    if (!is_stream(stripe.format)) return;
    writer.big_endian<std::uint16_t>(static_cast<std::uint64_t>(packet.width));
    writer.big_endian<std::uint16_t>(static_cast<std::uint64_t>(stripe.place.height));
    if (second) writer.big_endian<std::uint16_t>(stripe.predicts_from.value_or(packet.frame_id));
}

void write_cursor(SinkWriter& writer, const CursorReport& cursor) {
    writer.u32(cursor.x);
    writer.u32(cursor.y);
    writer.u32(cursor.visible ? 1 : 0);
    writer.native(cursor.shape_id);
    const CursorShape* const shape = cursor.new_shape.get();
    const Size size = shape != nullptr ? shape->image->size : Size{};
    writer.u32(size.width);
    writer.u32(size.height);
    writer.u32(shape != nullptr ? shape->hotspot_x : 0);
    writer.u32(shape != nullptr ? shape->hotspot_y : 0);
    if (shape != nullptr) writer.bytes(shape->image->pixels.data(), shape->image->pixels.size());
}

}  // namespace

std::size_t packet_size(const Packet& packet) {
    std::size_t size = kHeaderSize;
    for (const SentStripe& stripe : packet.stripes) {
        size += kIndexSize + wire_header_size(packet, stripe) + stripe.encoded.size;
    }
    if (packet.mixed) size += mixed_frame_size(*packet.mixed);
    if (packet.changes) size += kEpochSize + kAreaSize * packet.changes->size();
    return size + cursor_size(packet);
}

void write_packet(const Packet& packet, std::uint8_t* to) {
    MemorySink sink(to);
    write_packet(packet, sink);
}

void write_packet(const Packet& packet, PacketSink& sink) {
    SinkWriter writer(sink);
    writer.native(kMagic);
    writer.u32(packet.stripes.size());
    writer.native(packet.frame_id);
    writer.native(packet.capture_nanos);
    writer.native(packet.encoded_nanos);
    writer.u32(packet.width);
    writer.u32(packet.height);
    writer.u32(flags_of(packet));
    writer.u32(packet_size(packet));
    writer.u32(packet.cursor ? packet_size(packet) - cursor_size(packet) : 0);
    writer.u32(cursor_size(packet));

    std::size_t offset = kHeaderSize + kIndexSize * packet.stripes.size();
    for (const SentStripe& stripe : packet.stripes) {
        const std::size_t length = wire_header_size(packet, stripe) + stripe.encoded.size;
        writer.u32(offset);
        writer.u32(length);
        writer.u32(wire_header_size(packet, stripe));
        writer.u32(stripe.place.y);
        writer.u32(packet.width);
        writer.u32(stripe.place.height);
        writer.native(stripe.format.type);
        writer.u32(flags_of(stripe));
        writer.native(predicted_from(stripe));
        writer.native(packet.epoch);
        offset += length;
    }
    for (const SentStripe& stripe : packet.stripes) {
        write_wire_header(writer, packet, stripe);
        writer.bytes(stripe.encoded.data, stripe.encoded.size);
    }
    if (packet.mixed) {
        writer.flush();
        write_mixed_frame(*packet.mixed, sink);
    }
    if (packet.changes) {
        writer.native(packet.epoch);
        for (const Rect& area : *packet.changes) {
            for (const int number : {area.x, area.y, area.width, area.height}) writer.u32(number);
        }
    }
    if (packet.cursor) write_cursor(writer, *packet.cursor);
    writer.flush();
}

}  // namespace pixelflux
