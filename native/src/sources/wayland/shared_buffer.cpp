// SPDX-License-Identifier: MPL-2.0
#include "shared_buffer.h"

#include <new>

#include "no_descriptor.h"

namespace pixelflux {

SharedBuffer::SharedBuffer(std::size_t bytes) try : memory_(bytes) {
} catch (const MemoryFile::NoDescriptor& refused) {
    throw no_descriptor("memory to share", refused.reason);
} catch (const MemoryFile::Refused&) {
    throw std::bad_alloc();
}

}  // namespace pixelflux
