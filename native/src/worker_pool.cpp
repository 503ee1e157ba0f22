// SPDX-License-Identifier: MPL-2.0
#include "worker_pool.h"

#include <algorithm>
#include <system_error>

#include <pthread.h>

#include "error.h"
#include "signals_blocked.h"

namespace pixelflux {

struct WorkerPool::Batch {
    const std::function<void(int)>& job;
    int count;
    int taken = 0;
    int ended = 0;
    std::exception_ptr failure;
    std::condition_variable all_ended;
};

WorkerPool::WorkerPool(int workers) {
    const SignalsBlocked blocked;
    try {
        for (int i = 0; i < workers; ++i) start("pf-enc-" + std::to_string(i));
    } catch (...) {
        end();
        throw;
    }
}

WorkerPool::~WorkerPool() { end(); }

void WorkerPool::start(const std::string& name) {
    try {
        threads_.emplace_back([this] { work(); });
    } catch (const std::system_error& refused) {
        throw Error(ErrorCode::kInternal, "cannot start the thread " + name + ": " +
                                              refused.what() +
                                              "; raise the limit of threads (ulimit -u, or the "
                                              "container's pids limit)");
    }
    pthread_setname_np(threads_.back().native_handle(), name.c_str());
}

void WorkerPool::end() {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        ending_ = true;
    }
    work_there_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::run(int count, const std::function<void(int)>& job) {
    if (count <= 0) return;
    Batch batch{job, count, 0, 0, nullptr, {}};
    std::unique_lock<std::mutex> lock(mutex_);
    if (count > 1) {
        batches_.push_back(&batch);
        for (int i = std::min(count - 1, workers()); i > 0; --i) work_there_.notify_one();
    }
    while (take_and_run(batch, lock)) {
    }
    batch.all_ended.wait(lock, [&] { return batch.ended == batch.count; });
    lock.unlock();
    if (batch.failure) std::rethrow_exception(batch.failure);
}

void WorkerPool::work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
        work_there_.wait(lock, [this] { return ending_ || !batches_.empty(); });
        if (batches_.empty()) return;
        take_and_run(*batches_.front(), lock);
    }
}

// The batch lives on the stack of `run`, which cannot return before `ended` says so under the lock.
bool WorkerPool::take_and_run(Batch& batch, std::unique_lock<std::mutex>& lock) {
    if (batch.taken == batch.count) return false;
    const int index = batch.taken++;
    if (batch.taken == batch.count) {
        const auto found = std::find(batches_.begin(), batches_.end(), &batch);
        if (found != batches_.end()) batches_.erase(found);
    }
    lock.unlock();
    std::exception_ptr failure;
    try {
        batch.job(index);
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    if (failure && !batch.failure) batch.failure = failure;
    if (++batch.ended == batch.count) batch.all_ended.notify_one();
    return true;
}

}  // namespace pixelflux
