// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>

#include "worker_pool.h"

namespace pixelflux {

// A session's membership in the process: counted, and a share in the one pool of workers, which
// exists as long as somebody has one. As the last part of a session to go it returns the memory of
// the others to the system. Any thread.
class LiveSession {
public:
    LiveSession();
    ~LiveSession();
    LiveSession(const LiveSession&) = delete;
    LiveSession& operator=(const LiveSession&) = delete;

    WorkerPool& pool() { return *pool_; }

    static int count();

private:
    std::shared_ptr<WorkerPool> pool_;
};

}  // namespace pixelflux
