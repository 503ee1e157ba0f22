// SPDX-License-Identifier: MPL-2.0
#include "shared_buffer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <new>

#include "file_limit.h"
#include "no_descriptor.h"

namespace pixelflux {

SharedBuffer::SharedBuffer(std::size_t bytes)
    : memory_(memfd_create("pixelflux", MFD_CLOEXEC | MFD_ALLOW_SEALING)), bytes_(bytes) {
    if (!memory_) throw no_descriptor("memory to share", errno);
    require_file_of(bytes);
    if (ftruncate(memory_.get(), static_cast<off_t>(bytes)) != 0 ||
        fcntl(memory_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        throw std::bad_alloc();
    void* const mapped = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, memory_.get(), 0);
    if (mapped == MAP_FAILED) throw std::bad_alloc();
    data_ = static_cast<std::uint8_t*>(mapped);
}

SharedBuffer::~SharedBuffer() { munmap(data_, bytes_); }

}  // namespace pixelflux
