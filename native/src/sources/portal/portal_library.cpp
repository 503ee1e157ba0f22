// SPDX-License-Identifier: MPL-2.0
#include "portal_library.h"

#include "error.h"
#include "offered_library.h"

namespace pixelflux {
namespace {

OfferedLibrary& the_library() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static OfferedLibrary& library = *new OfferedLibrary("pixelflux_open_desktop");
    return library;
}

std::string remedy(const std::string& trouble) {
    if (trouble.find("libpipewire") != std::string::npos)
        return "; install it (Debian: apt-get install libpipewire-0.3-0)";
    if (trouble.find("libdbus") != std::string::npos)
        return "; install it (Debian: apt-get install libdbus-1-3)";
    return "; use the library of this version's jar";
}

}  // namespace

void offer_portal_library(const std::string& path) { the_library().offer(path); }

void withdraw_portal_library() { the_library().withdraw(); }

OpenDesktop portal_library() try {
    return reinterpret_cast<OpenDesktop>(the_library().entry());
} catch (const OfferedLibrary::Missing& missing) {
    throw Error(ErrorCode::kLibrary,
                "the screen of a desktop cannot be captured: libpixelflux_portal.so cannot be "
                "loaded: " +
                    std::string(missing.what()) + remedy(missing.what()));
}

}  // namespace pixelflux
