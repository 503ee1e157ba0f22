// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "worker_pool.h"

namespace pixelflux {

// A session's membership in the process: counted, and a share in the one pool of workers, which
// exists as long as somebody has one. As the last part of a session to go it returns the memory of
// the others to the system. Any thread.
class LiveSession {
public:
    // `processors`: how many this process may keep busy.
    explicit LiveSession(int processors);
    ~LiveSession();
    LiveSession(const LiveSession&) = delete;
    LiveSession& operator=(const LiveSession&) = delete;

    // From now on this session's stripes are encoded by so many threads at most at a time, the one
    // that asks for frames included; 0: as many as there are processors. The pool has as many as
    // the session with the most ever asked for. Where the system refuses threads it goes on with
    // fewer, and the answer is a sentence that says so; else it is empty.
    std::string encode_with(int threads);

    int threads() const { return threads_; }
    WorkerPool& pool() { return *pool_; }

    static int count();

    // Of the machine, as far as this process may run on them; knows no CPU quota.
    static int all_processors() { return static_cast<int>(std::thread::hardware_concurrency()); }

private:
    std::shared_ptr<WorkerPool> pool_;
    int processors_;
    int threads_ = 1;
};

}  // namespace pixelflux
