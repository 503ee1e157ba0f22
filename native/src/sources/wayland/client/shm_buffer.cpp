// SPDX-License-Identifier: MPL-2.0
#include "shm_buffer.h"

#include <new>

namespace pixelflux {

Owned<wl_buffer> make_buffer_of(wl_shm* shm, int memory, const BufferNeed& need) {
    wl_shm_pool* const pool =
        wl_shm_create_pool(shm, memory, static_cast<std::int32_t>(need.stride * need.height));
    if (pool == nullptr) throw std::bad_alloc();
    Owned<wl_buffer> buffer(wl_shm_pool_create_buffer(
        pool, 0, static_cast<std::int32_t>(need.width), static_cast<std::int32_t>(need.height),
        static_cast<std::int32_t>(need.stride), need.format));
    wl_shm_pool_destroy(pool);
    if (buffer == nullptr) throw std::bad_alloc();
    return buffer;
}

}  // namespace pixelflux
