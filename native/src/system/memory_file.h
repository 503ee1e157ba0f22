// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "socket.h"

namespace pixelflux {

// Memory of this process that another one can map too, by a descriptor. It cannot be cut short, so
// that reading it is safe whatever that process does, and nothing of it is left when nobody has it
// any more. Zeroed at first.
class MemoryFile {
public:
    // Throws Error(kCapture) if no file may be so large, and Refused.
    explicit MemoryFile(std::size_t bytes);
    ~MemoryFile();
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    // The system gives no such memory; what() says why.
    struct Refused : std::runtime_error {
        Refused(const std::string& step, int its_reason);
        int reason;  // an errno
    };
    // Not even a descriptor.
    struct NoDescriptor : Refused {
        using Refused::Refused;
    };

    std::uint8_t* data() const { return data_; }

    int descriptor() const { return file_.get(); }
    // The caller closes it. The memory stays.
    int release_descriptor() { return file_.release(); }

private:
    Socket file_;  // any descriptor
    std::size_t bytes_;
    std::uint8_t* data_ = nullptr;
};

}  // namespace pixelflux
