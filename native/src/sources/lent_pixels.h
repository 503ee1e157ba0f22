// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

#include "band_set.h"
#include "geometry.h"
#include "grab_place.h"
#include "pixel_order.h"

namespace pixelflux {

// Memory for pictures. The session or the snapshot owns it. The source that will fill it makes it,
// since some sources can write only to memory of a certain kind, such as a segment that an X server
// shares.
class PictureMemory {
public:
    PictureMemory() = default;
    virtual ~PictureMemory() = default;
    PictureMemory(const PictureMemory&) = delete;
    PictureMemory& operator=(const PictureMemory&) = delete;

    virtual std::uint8_t* data() const = 0;

    // The number by which another process, such as an X server, knows this memory and can write to
    // it; 0: none does.
    virtual std::uint32_t shared_as() const { return 0; }
};

// Memory of this process alone, zeroed at first. What is not used costs nothing.
class PrivateMemory final : public PictureMemory {
public:
    explicit PrivateMemory(std::size_t bytes)
        : bytes_(static_cast<std::uint8_t*>(std::calloc(bytes, 1))) {
        if (bytes_ == nullptr) throw std::bad_alloc();
    }

    std::uint8_t* data() const override { return bytes_.get(); }

private:
    struct Free {
        void operator()(std::uint8_t* bytes) const { std::free(bytes); }
    };
    std::unique_ptr<std::uint8_t[], Free> bytes_;
};

// Pixels that a source lends, in its own order and with its own distance between rows: those of
// `area`, counted from the corner of the captured region. Valid until the next call of the source.
struct LentPixels {
    Rect area;
    const std::uint8_t* data = nullptr;  // of the area's first pixel
    std::size_t stride = 0;              // bytes from one row to the next
    PixelOrder order;
};

// The pixels of `picture`, which outlives them, at these places of `region`, which lies within it.
std::vector<LentPixels> lent_from(const PixelView& picture, const Rect& region,
                                  const std::vector<GrabPlace>& places);

// Whether what was lent lies where `picture` has its area, so that the pixels from before are lost.
bool lies_in(const MutablePixelView& picture, const LentPixels& lent);

// Writes what was lent into `picture`, which has room for its area. Copies nothing that lies in its
// place already. Pure.
void take_over(const LentPixels& lent, const MutablePixelView& picture);

// The same, but writes to no row in which no colour changes, and adds the bands in which one does;
// none for what lies in its place already. Pure.
void take_over(const LentPixels& lent, const MutablePixelView& picture, BandSet& changed);

}  // namespace pixelflux
