// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cursor_report.h"
#include "mixed_frame.h"
#include "settings.h"
#include "stripe.h"

namespace pixelflux {

// One frame as it is handed to Java, in the machine's byte order (little-endian everywhere we run):
//
//   header, 56 bytes   u32 magic "PFX1" | u32 stripes | u64 frame id | i64 capture ns | i64 encoded
//   ns
//                      | u32 width | u32 height | u32 flags (bit 0: notices are waiting, bit 1: a
//                      frame in mode mixed) | u32 total length | u32 offset of the cursor's news, 0
//                      if there are none | u32 their length
//   index, 32 bytes    u32 offset of the wire header from the packet's start | u32 length of wire
//   header and payload a stripe           | u32 length of the wire header | u32 y | u32 width | u32
//   height | u32 type
//                      | u32 flags (bit 0: key frame)
//   then the stripes   wire header and payload of each
//   then the cursor    i32 x | i32 y | u32 flags (bit 0: visible) | u32 shape id | u32 width | u32
//                      height | u32 hotspot x | u32 hotspot y | the shape's pixels, 4 bytes each:
//                      blue, green, red, alpha, premultiplied; without pixels its size is 0
//
// With bit 1 of the flags there are no stripes: what lies between the header and the cursor's news,
// or the end, is one frame in the wire form of mode mixed (docs/wire.md).
//
// A packet with news of the cursor may have no stripe; its frame id is that of the next frame then.
//
// The wire header (big-endian) is what viewers parse, as the stripe's WireFormat says: the long one
// is first byte (H.264 04) | kind | frame id u16 | y u16 | width u16 | height u16 with kind 01 IDR,
// 02 I, 00 other; the short one first byte (JPEG 03) | 00 | frame id u16 | y u16.
//
// Must change together with PacketReader.java.

struct Packet {
    std::uint64_t frame_id = 0;
    std::int64_t capture_nanos = 0;  // CLOCK_MONOTONIC when the pixels were read
    std::int64_t encoded_nanos = 0;  // and when the last stripe was encoded
    int width = 0;
    int height = 0;
    bool notices_waiting = false;
    bool wire_headers = true;  // else the length of each is 0
    std::optional<CursorReport> cursor;
    std::vector<SentStripe> stripes;
    std::optional<MixedFrame> mixed = {};  // then no stripes
};

// Bytes that write_packet needs. Pure.
std::size_t packet_size(const Packet& packet);

// Where a packet goes, piece by piece and in order.
class PacketSink {
public:
    virtual ~PacketSink() = default;
    // May throw; then nothing follows.
    virtual void write(const std::uint8_t* bytes, std::size_t size) = 0;
};

// Writes packet_size(packet) bytes. What is long comes as it lies in the packet, without a copy.
void write_packet(const Packet& packet, PacketSink& sink);

// The same to memory, which needs no alignment.
void write_packet(const Packet& packet, std::uint8_t* to);

}  // namespace pixelflux
