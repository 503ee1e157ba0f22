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
// threads may `run` at the same time; each lends a hand with its own batch. Workers block all
// signals, which belong to the program.
class WorkerPool {
public:
    // Throws Error(kInternal) when the system refuses a thread.
    explicit WorkerPool(int workers);
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // Calls job(0) ... job(count - 1), each once, on the workers and the calling thread; returns
    // when all have ended. The lower numbers start first. If jobs throw, the others still run and
    // the first exception is thrown here.
    void run(int count, const std::function<void(int)>& job);

    int workers() const { return static_cast<int>(threads_.size()); }

private:
    struct Batch;

    void start(const std::string& name);
    void end();
    void work();
    bool take_and_run(Batch& batch, std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable work_there_;
    std::deque<Batch*> batches_;  // those with jobs not yet taken
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace pixelflux
