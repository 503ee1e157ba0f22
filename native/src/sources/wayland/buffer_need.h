// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geometry.h"
#include "pixel_order.h"

namespace pixelflux {

// A buffer in shared memory, as a compositor wants it.
struct BufferNeed {
    std::uint32_t format = 0;  // as wl_shm numbers them
    std::uint32_t width = 0;   // as the compositor says, so anything
    std::uint32_t height = 0;
    std::uint32_t stride = 0;  // bytes from one row to the next; 0: any
    friend bool operator==(const BufferNeed& a, const BufferNeed& b) {
        return a.format == b.format && a.width == b.width && a.height == b.height &&
               a.stride == b.stride;
    }
    friend bool operator!=(const BufferNeed& a, const BufferNeed& b) { return !(a == b); }
};

// A buffer that can be made and read.
struct BufferShape {
    BufferNeed need;  // its stride is set
    Size size;
    PixelOrder order;       // with 10 bits of each colour: as ten_to_eight_bits leaves them
    bool ten_bits = false;  // of each colour, not a byte
    std::size_t bytes() const {
        return std::size_t{need.stride} * static_cast<std::size_t>(size.height);
    }
};

// The one of these to take. Throws Error(kCapture), naming what the compositor wants, when none has
// a byte or 10 bits each of red, green and blue in 32 bits, or none makes sense. Pure.
BufferShape choose_buffer(const std::vector<BufferNeed>& needs);

// The order of the colours in a format of wl_shm, if it has a byte for each in 32 bits. Pure.
std::optional<PixelOrder> order_of_format(std::uint32_t format);

// How messages name a format: as the protocol does, by its four characters, or by its number. Pure.
std::string format_name(std::uint32_t format);

}  // namespace pixelflux
