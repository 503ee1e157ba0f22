// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "memory_file.h"

namespace pixelflux {

// Memory that a compositor writes to.
class SharedBuffer {
public:
    // Throws Error(kResources), Error(kCapture) if no file may be so large, or std::bad_alloc.
    explicit SharedBuffer(std::size_t bytes);

    int descriptor() const { return memory_.descriptor(); }
    const std::uint8_t* data() const { return memory_.data(); }

private:
    MemoryFile memory_;
};

}  // namespace pixelflux
