// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

namespace pixelflux {

// The form of a stripe on the wire (docs/wire.md), by which a viewer finds its decoder.
struct WireFormat {
    enum class Header {
        kShort,  // first byte | 00 | frame id u16 | y u16
        kLong,   // first byte | kind of picture | frame id u16 | y u16 | width u16 | height u16
    };
    std::uint32_t type = 0;       // as the packet's index names it to Java
    std::uint8_t first_byte = 0;  // of the wire header
    Header header = Header::kShort;
    std::uint8_t codec = 0;  // in wire header 2, where it is long

    friend bool operator==(const WireFormat& a, const WireFormat& b) {
        return a.type == b.type && a.first_byte == b.first_byte && a.header == b.header &&
               a.codec == b.codec;
    }
};

// Those of one row are a stream. A JPEG needs no other, whichever rows it has.
constexpr bool is_stream(const WireFormat& format) {
    return format.header == WireFormat::Header::kLong;
}

// The formats that viewers in the field know.
constexpr WireFormat kJpegFormat = {1, 0x03, WireFormat::Header::kShort};
constexpr WireFormat kH264Format = {2, 0x04, WireFormat::Header::kLong, 1};

}  // namespace pixelflux
