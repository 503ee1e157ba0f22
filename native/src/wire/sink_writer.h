// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "packet.h"

namespace pixelflux {

// Writes numbers and bytes to a sink: what is small is handed on many at a time, what is long as it
// lies. What was written has reached the sink after flush().
class SinkWriter {
public:
    explicit SinkWriter(PacketSink& sink) : sink_(sink) {}

    // In the machine's byte order.
    template <typename Integer>
    void native(Integer value) {
        bytes(reinterpret_cast<const std::uint8_t*>(&value), sizeof value);
    }

    void u32(std::size_t value) { native(static_cast<std::uint32_t>(value)); }
    void u32(int value) { native(static_cast<std::uint32_t>(value)); }

    // The lower bytes of `value`, as many as Unsigned has, the highest first.
    template <typename Unsigned>
    void big_endian(std::uint64_t value) {
        std::array<std::uint8_t, sizeof(Unsigned)> wire;
        for (std::size_t i = wire.size(); i > 0; --i, value >>= 8) {
            wire[i - 1] = static_cast<std::uint8_t>(value);
        }
        bytes(wire.data(), wire.size());
    }

    void byte(std::uint8_t value) { bytes(&value, 1); }

    void bytes(const std::uint8_t* from, std::size_t size) {
        if (size == 0) return;
        if (size > small_.size() - used_) flush();
        if (size > small_.size()) {
            sink_.write(from, size);
        } else {
            std::memcpy(small_.data() + used_, from, size);
            used_ += size;
        }
    }

    void flush() {
        if (used_ > 0) sink_.write(small_.data(), used_);
        used_ = 0;
    }

private:
    PacketSink& sink_;
    std::array<std::uint8_t, 1024> small_;
    std::size_t used_ = 0;
};

}  // namespace pixelflux
