// SPDX-License-Identifier: MPL-2.0
#include "wayland_library.h"

#include <dlfcn.h>
#include <fcntl.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "error.h"
#include "socket.h"

namespace pixelflux {
namespace {

constexpr char kEntry[] = "pixelflux_open_compositor";

struct Offer {
    std::mutex mutex;
    Socket file;  // any descriptor
    std::string path;
    std::string trouble = "nobody said where it is";
    OpenCompositor loaded = nullptr;
};

Offer& the_offer() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static Offer& offer = *new Offer;
    return offer;
}

std::string remedy(const std::string& trouble) {
    if (trouble.find("libwayland-client") != std::string::npos)
        return "; install it (Debian: apt-get install libwayland-client0)";
    return "; use the library of this version's jar, or capture an X11 display";
}

[[noreturn]] void refuse(const std::string& trouble) {
    throw Error(ErrorCode::kLibrary,
                "a Wayland compositor cannot be captured: libpixelflux_wayland.so cannot be "
                "loaded: " +
                    trouble + remedy(trouble));
}

// The linker's own words, which name what is missing.
std::string linker_error() {
    const char* const text = dlerror();
    return text == nullptr ? "the linker does not say why" : text;
}

}  // namespace

void offer_wayland_library(const std::string& path) {
    Offer& offer = the_offer();
    const std::lock_guard<std::mutex> lock(offer.mutex);
    offer.path = path;
    offer.file = Socket(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!offer.file) offer.trouble = path + ": " + std::strerror(errno);
}

OpenCompositor wayland_library() {
    Offer& offer = the_offer();
    const std::lock_guard<std::mutex> lock(offer.mutex);
    if (offer.loaded != nullptr) return offer.loaded;
    if (!offer.file) refuse(offer.trouble);
    const std::string path = "/proc/self/fd/" + std::to_string(offer.file.get());
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) refuse(linker_error());
    void* const entry = dlsym(library, kEntry);
    if (entry == nullptr) {
        const std::string trouble = linker_error();
        dlclose(library);
        refuse(trouble);
    }
    offer.loaded = reinterpret_cast<OpenCompositor>(entry);
    // It stays for the process's life.
    offer.file = Socket();
    return offer.loaded;
}

}  // namespace pixelflux
