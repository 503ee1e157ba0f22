// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "socket.h"

namespace pixelflux {

// Memory that another process can write to, by a descriptor. It cannot be cut short, so that
// reading it is safe whatever that process does, and nothing of it is left when nobody has it any
// more.
class SharedBuffer {
public:
    // Throws Error(kResources), Error(kCapture) if no file may be so large, or std::bad_alloc.
    explicit SharedBuffer(std::size_t bytes);
    ~SharedBuffer();
    SharedBuffer(const SharedBuffer&) = delete;
    SharedBuffer& operator=(const SharedBuffer&) = delete;

    int descriptor() const { return memory_.get(); }
    const std::uint8_t* data() const { return data_; }

private:
    Socket memory_;  // any descriptor
    std::size_t bytes_;
    std::uint8_t* data_ = nullptr;
};

}  // namespace pixelflux
