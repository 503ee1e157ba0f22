// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cursor_report.h"
#include "mixed_frame.h"
#include "send_reason.h"
#include "settings.h"
#include "stripe.h"

namespace pixelflux {

// One frame on its way to Java, in the byte order of the machine (little-endian everywhere we run).
// It consists of a header, an index, the stripes, and the news of the cursor.
//
// Header, 56 bytes:
//    0  u32  magic "PFX1"
//    4  u32  number of stripes
//    8  u64  frame id
//   16  i64  when the pixels were read, ns
//   24  i64  when the last stripe was encoded, ns
//   32  u32  width of the picture
//   36  u32  height of the picture
//   40  u32  flags: bit 0, notices are waiting; bit 1, a frame in mode mixed; bit 2, changes;
//            bits 8 and 9, which wire header the stripes have: 0 none, 1 that of the
//            original's 1.x, 2 that since 2.1; bits 16 to 19, why a frame in mode mixed or
//            changes are sent (send_reason.h)
//   44  u32  total length
//   48  u32  offset of the news of the cursor; 0 if there are none
//   52  u32  their length
//
// Index, 48 bytes for each stripe:
//    0  u32  offset of its wire header from the packet's start
//    4  u32  length of wire header and payload
//    8  u32  length of the wire header; 0 if there is none
//   12  u32  y
//   16  u32  width
//   20  u32  height
//   24  u32  type (wire_format.h)
//   28  u32  flags: bit 0, a key frame; bits 8 to 11, why it is sent (send_reason.h)
//   32  i64  the frame that it predicts from; -1 if it needs no other
//   40  u64  its epoch, that of all stripes of the packet
//
// Stripes: wire header and payload of each.
//
// News of the cursor:
//    0  i32  x
//    4  i32  y
//    8  u32  flags: bit 0, visible
//   12  u32  id of the shape
//   16  u32  width of the shape; 0 if it comes without pixels
//   20  u32  height of the shape; 0 if it comes without pixels
//   24  u32  x of its hotspot
//   28  u32  y of its hotspot
//   32       its pixels, 4 bytes each: blue, green, red, alpha; premultiplied
//
// With bit 1 of the header's flags there are no stripes. Then one frame in the wire form of mode
// mixed (docs/wire.md) lies between the header and the news of the cursor, or the end.
//
// With bit 2 there are no stripes either. Then the epoch (u64) lies there, and x, y, width and
// height (u32 each) of the areas that changed.
//
// A packet with news of the cursor may have no stripe. Its frame id is then that of the next frame.
//
// Wire header 1 (big-endian) is what viewers parse; the stripe's WireFormat says which one:
//   long   first byte (H.264: 04), kind (01 IDR, 02 I, 00 other), frame id u16, y u16, width u16,
//          height u16
//   short  first byte (JPEG: 03), 00, frame id u16, y u16
// Wire header 2 has another long one:
//   long   first byte, codec in the high and key frame in the low half of a byte, frame id u16,
//          y u16, width u16, height u16, the frame that it predicts from u16
//
// PacketReader.java reads this; both must change together.

struct Packet {
    std::uint64_t frame_id = 0;
    std::uint64_t epoch = 0;         // of stripes and changes; a frame in mode mixed has its own
    std::int64_t capture_nanos = 0;  // CLOCK_MONOTONIC when the pixels were read
    std::int64_t encoded_nanos = 0;  // and when the last stripe was encoded
    int width = 0;
    int height = 0;
    bool notices_waiting = false;
    WireHeader wire_header = WireHeader::kNone;
    std::optional<CursorReport> cursor;
    std::vector<SentStripe> stripes;
    std::optional<MixedFrame> mixed = {};           // then no stripes
    SendReason reason = SendReason::kChange;        // of a frame in mode mixed, or changes
    std::optional<std::vector<Rect>> changes = {};  // then neither
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

// Writes packet_size(packet) bytes. Passes long parts on as they lie in the packet, without a copy.
void write_packet(const Packet& packet, PacketSink& sink);

// The same to memory, which needs no alignment.
void write_packet(const Packet& packet, std::uint8_t* to);

}  // namespace pixelflux
