// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <xcb/shm.h>

#include "lent_pixels.h"
#include "x11_handles.h"

namespace pixelflux {

// How an X server learns which memory is meant. Nothing is left behind either way, not even by a
// process that is killed.
enum class SharedBy {
    // By a file descriptor (MIT-SHM 1.2), which works whoever the server runs as and in whichever
    // container, if only the connection is local. Nobody can make that memory smaller.
    kDescriptor,
    // By a number of System V, which the server has to be allowed to attach. Readable by this user
    // alone, and marked for removal as soon as both hold it.
    kNumber,
};

// Memory of this process that the X server can write to too. Throws Error(kCapture) with the reason
// when the system or the X server refuses. `connection` must outlive it.
std::unique_ptr<PictureMemory> share_memory(xcb_connection_t* connection, SharedBy way,
                                            std::size_t size);

}  // namespace pixelflux
