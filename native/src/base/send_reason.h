// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstdint>

namespace pixelflux {

// Why a stripe, or a frame in mode mixed, is sent. Where several reasons apply, the first of them
// counts. The numbers are those of the packet to Java (packet.h).
enum class SendReason : std::uint8_t {
    kChange = 0,      // something looks different
    kKeyFrame = 1,    // it has to come whole: it is the first, or was asked for, or is due
    kPaintOver = 2,   // a stripe stayed still, and comes better than it was
    kRefresh = 3,     // a reader had missed it (mode mixed)
    kRefinement = 4,  // what was lossy and stayed still comes exactly (mode mixed)
    kStreaming = 5,   // a stripe that did not change, since every frame has all of them
};

}  // namespace pixelflux
