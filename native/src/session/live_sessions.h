// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "worker_pool.h"

namespace pixelflux {

// A session's membership in the process: a count, and a share in the one pool of workers, which
// exists as long as a session has a share. It is the last part of a session to be destroyed, and
// then returns the memory of the other parts to the system. Any thread.
class LiveSession {
public:
    // `processors`: how many this process may keep busy.
    explicit LiveSession(int processors);
    ~LiveSession();
    LiveSession(const LiveSession&) = delete;
    LiveSession& operator=(const LiveSession&) = delete;

    // From now on at most so many threads encode this session's stripes at a time, including the
    // one that asks for frames; 0: as many as there are processors. The pool has as many as the
    // session with the most ever asked for. If the system refuses threads it goes on with fewer and
    // returns a sentence that says so; otherwise the answer is empty.
    std::string encode_with(int threads);

    int threads() const { return threads_; }
    WorkerPool& pool() { return *pool_; }

    static int count();

    // The processors of the machine on which this process may run. Knows no CPU quota.
    static int all_processors() { return static_cast<int>(std::thread::hardware_concurrency()); }

private:
    std::shared_ptr<WorkerPool> pool_;
    int processors_;
    int threads_ = 1;
};

}  // namespace pixelflux
