// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace pixelflux {

// The frame in wire form that a packet of a session in mode mixed has, by the layout in packet.h:
// between its header and the news of the cursor.
inline std::vector<std::uint8_t> frame_in(const std::vector<std::uint8_t>& packet,
                                          std::size_t size) {
    constexpr std::ptrdiff_t kHeader = 56;
    constexpr std::size_t kCursorAt = 48;
    std::uint32_t cursor = 0;
    std::memcpy(&cursor, packet.data() + kCursorAt, sizeof cursor);
    const std::size_t end = cursor == 0 ? size : cursor;
    return {packet.begin() + kHeader, packet.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace pixelflux
