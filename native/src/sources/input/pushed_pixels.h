// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "geometry.h"

namespace pixelflux {

// The rows of a picture that a program pushes, wherever they lie and whatever their pixels are.
class PushedRows {
public:
    virtual ~PushedRows() = default;

    // Writes `count` pixels of row `y`, from column `x` on, as kBgrx. They lie within the picture.
    virtual void read(int x, int y, int count, std::uint8_t* bgrx) const = 0;
};

// How pixels lie in a program's memory: 3 or 4 bytes each, the colours in `order`.
struct PushedFormat {
    int bytes = kBytesPerPixel;
    PixelOrder order;
};

// Writes `count` pixels of that format as kBgrx. Pure.
void to_bgrx(const PushedFormat& format, const std::uint8_t* from, std::uint8_t* to, int count);

// Throws Error(kArgument), which names what is wrong and what is allowed, unless a picture of
// `size` with `stride` bytes from one row to the next lies within `bytes`. Pure.
void require_pixels(Size size, const PushedFormat& format, std::int64_t stride, std::int64_t bytes);

// The rows of a picture in the memory of this process, which outlives this.
class MemoryRows final : public PushedRows {
public:
    MemoryRows(const std::uint8_t* data, std::size_t stride, const PushedFormat& format)
        : data_(data), stride_(stride), format_(format) {}

    void read(int x, int y, int count, std::uint8_t* bgrx) const override {
        to_bgrx(format_,
                data_ + static_cast<std::size_t>(y) * stride_ +
                    static_cast<std::size_t>(x) * static_cast<std::size_t>(format_.bytes),
                bgrx, count);
    }

private:
    const std::uint8_t* data_;
    std::size_t stride_;
    PushedFormat format_;
};

}  // namespace pixelflux
