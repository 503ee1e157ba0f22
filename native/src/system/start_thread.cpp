// SPDX-License-Identifier: MPL-2.0
#include "start_thread.h"

#include <pthread.h>

#include <system_error>
#include <utility>

#include "error.h"
#include "signals_blocked.h"

namespace pixelflux {

std::thread start_thread(const std::string& name, std::function<void()> body) {
    const SignalsBlocked blocked;
    try {
        std::thread thread(std::move(body));
        pthread_setname_np(thread.native_handle(), name.c_str());
        return thread;
    } catch (const std::system_error& failure) {
        throw Error(ErrorCode::kResources, "cannot start the thread " + name + ": " +
                                               failure.what() +
                                               "; raise the limit of threads (ulimit -u, or the "
                                               "container's pids limit)");
    }
}

}  // namespace pixelflux
