// SPDX-License-Identifier: MPL-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace pixelflux {

// Long-lived threads named pf-enc-0, pf-enc-1, ... that share out independent jobs. Any number of
// threads may call it at the same time; each also works on its own batch. Workers block all
// signals, which belong to the program.
class WorkerPool {
public:
    WorkerPool() = default;
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // Starts workers until there are at least so many. If the system refuses a thread there are
    // fewer, and the answer names that thread and the reason; otherwise it is empty.
    std::string grow_to(int workers);

    // Calls job(0) ... job(count - 1), each once, on at most `threads` threads at a time, of which
    // the calling one is the first; returns when all have ended. The lower numbers start first. If
    // jobs throw, the others still run and the first exception is thrown here.
    void run(int count, int threads, const std::function<void(int)>& job);

    int workers() const;

private:
    struct Batch;

    void start(const std::string& name);
    void work();
    Batch* batch_that_wants_help() const;
    void take_and_run(Batch& batch, std::unique_lock<std::mutex>& lock);

    mutable std::mutex mutex_;
    std::condition_variable work_there_;
    std::deque<Batch*> batches_;  // those with jobs not yet taken
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pixelflux
