// SPDX-License-Identifier: MPL-2.0
#include "offered_library.h"

#include <dlfcn.h>
#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace pixelflux {
namespace {

OfferedLibrary::Missing linker_error() {
    const char* const text = dlerror();
    return OfferedLibrary::Missing(text == nullptr ? "the linker does not say why" : text);
}

}  // namespace

void OfferedLibrary::offer(const std::string& path) {
    const std::lock_guard<std::mutex> lock(mutex_);
    file_ = Socket(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file_) trouble_ = path + ": " + std::strerror(errno);
}

void* OfferedLibrary::entry() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (loaded_ != nullptr) return loaded_;
    if (!file_) throw Missing(trouble_);
    const std::string path = "/proc/self/fd/" + std::to_string(file_.get());
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw linker_error();
    void* const entry = dlsym(library, entry_);
    if (entry == nullptr) {
        const Missing missing = linker_error();
        dlclose(library);
        throw missing;
    }
    loaded_ = entry;
    return loaded_;
}

void OfferedLibrary::withdraw() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (loaded_ != nullptr) return;
    file_ = Socket();
    trouble_ = "it was withdrawn";
}

}  // namespace pixelflux
