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

}  // namespace

LiveSession::LiveSession(int processors) : processors_(processors) {
    Process& shared = process();
    const std::lock_guard<std::mutex> lock(shared.mutex);
    pool_ = shared.pool.lock();
    if (pool_ == nullptr) {
        pool_ = std::make_shared<WorkerPool>();
        shared.pool = pool_;
    }
    ++shared.sessions;
}

std::string LiveSession::encode_with(int threads) {
    threads_ = std::max(1, threads == 0 ? processors_ : threads);
    const std::string refusal = pool_->grow_to(threads_ - 1);
    if (refusal.empty()) return "";
    return refusal + "; stripes are encoded by " + std::to_string(pool_->workers() + 1) +
           " threads at most; raise the limit of threads (ulimit -u, or the container's pids "
           "limit), or set "
           "encoderThreads";
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
