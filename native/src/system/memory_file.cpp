// SPDX-License-Identifier: MPL-2.0
#include "memory_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "file_limit.h"

namespace pixelflux {

MemoryFile::Refused::Refused(const std::string& step, int its_reason)
    : std::runtime_error(step + " failed: " + std::strerror(its_reason)), reason(its_reason) {}

MemoryFile::MemoryFile(std::size_t bytes)
    : file_(memfd_create("pixelflux", MFD_CLOEXEC | MFD_ALLOW_SEALING)), bytes_(bytes) {
    if (!file_) throw NoDescriptor("memfd_create", errno);
    require_file_of(bytes);
    if (ftruncate(file_.get(), static_cast<off_t>(bytes)) != 0)
        throw Refused("ftruncate to " + std::to_string(bytes) + " bytes", errno);
    // Who holds the file could make it smaller, which would end a process that reads it.
    if (fcntl(file_.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
        throw Refused("sealing a memfd", errno);
    void* const mapped = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file_.get(), 0);
    if (mapped == MAP_FAILED) throw Refused("mmap of a memfd", errno);
    data_ = static_cast<std::uint8_t*>(mapped);
}

MemoryFile::~MemoryFile() { munmap(data_, bytes_); }

}  // namespace pixelflux
