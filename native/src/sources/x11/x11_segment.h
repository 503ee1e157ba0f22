// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include <xcb/shm.h>

#include "lent_pixels.h"
#include "x11_handles.h"

namespace pixelflux {

// A piece of memory that this process and the X server share: System V, readable by this user
// alone, marked for removal as soon as both hold it, so that not even a killed process leaves it
// behind.
class SharedSegment final : public PictureMemory {
public:
    // Throws Error(kCapture) with the reason when the system or the X server refuses. `connection`
    // must outlive it.
    SharedSegment(xcb_connection_t* connection, std::size_t size);
    ~SharedSegment() override;

    std::uint8_t* data() const override { return data_; }
    std::uint32_t shared_as() const override { return name_; }

private:
    xcb_connection_t* connection_;
    std::uint8_t* data_ = nullptr;
    xcb_shm_seg_t name_ = 0;
};

}  // namespace pixelflux
