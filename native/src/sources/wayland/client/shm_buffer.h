// SPDX-License-Identifier: MPL-2.0
#pragma once

#include "buffer_need.h"
#include "proxies.h"

namespace pixelflux {

// A buffer of the memory behind a descriptor, which the compositor keeps, from its beginning on.
// The need's stride is set, and its bytes fit an int32. Throws std::bad_alloc.
Owned<wl_buffer> make_buffer_of(wl_shm* shm, int memory, const BufferNeed& need);

}  // namespace pixelflux
