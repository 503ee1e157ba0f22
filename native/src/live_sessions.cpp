// SPDX-License-Identifier: MPL-2.0
#include "live_sessions.h"

#include <algorithm>

#include "free_memory.h"

namespace pixelflux {
namespace {

struct Process {
    std::mutex mutex;
    int sessions = 0;
    std::weak_ptr<WorkerPool> pool;
};

Process& process() {
    // Never destroyed: threads of the JVM may be in here while the process ends.
    static Process& process = *new Process;
    return process;
}

// The thread that asks for a frame encodes too, so it counts as one.
int worker_count() {
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
}

}  // namespace

LiveSession::LiveSession() {
    Process& shared = process();
    const std::lock_guard<std::mutex> lock(shared.mutex);
    pool_ = shared.pool.lock();
    if (pool_ == nullptr) {
        pool_ = std::make_shared<WorkerPool>(worker_count());
        shared.pool = pool_;
    }
    ++shared.sessions;
}

LiveSession::~LiveSession() {
    Process& shared = process();
    {
        const std::lock_guard<std::mutex> lock(shared.mutex);
        --shared.sessions;
    }
    pool_.reset();  // outside the lock: the last one joins the workers
    return_free_memory();
}

int LiveSession::count() {
    Process& shared = process();
    const std::lock_guard<std::mutex> lock(shared.mutex);
    return shared.sessions;
}

}  // namespace pixelflux
