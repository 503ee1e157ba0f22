// SPDX-License-Identifier: MPL-2.0
#include "wayland_library.h"

#include "error.h"
#include "offered_library.h"

namespace pixelflux {
namespace {

OfferedLibrary& the_library() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static OfferedLibrary& library = *new OfferedLibrary("pixelflux_open_compositor");
    return library;
}

std::string remedy(const std::string& trouble) {
    if (trouble.find("libwayland-client") != std::string::npos)
        return "; install it (Debian: apt-get install libwayland-client0)";
    return "; use the library of this version's jar, or capture an X11 display";
}

}  // namespace

void offer_wayland_library(const std::string& path) { the_library().offer(path); }

void withdraw_wayland_library() { the_library().withdraw(); }

OpenCompositor wayland_library() try {
    return reinterpret_cast<OpenCompositor>(the_library().entry());
} catch (const OfferedLibrary::Missing& missing) {
    throw Error(ErrorCode::kLibrary,
                "a Wayland compositor cannot be captured: libpixelflux_wayland.so cannot be "
                "loaded: " +
                    std::string(missing.what()) + remedy(missing.what()));
}

}  // namespace pixelflux
