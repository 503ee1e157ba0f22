// SPDX-License-Identifier: MPL-2.0
#include "worker_pool.h"

#include <algorithm>
#include <system_error>

#include <pthread.h>

#include "signals_blocked.h"

namespace pixelflux {

struct WorkerPool::Batch {
    const std::function<void(int)>& job;
    int count;
    int most_helpers;
    int helpers = 0;
    int taken = 0;
    int ended = 0;
    std::exception_ptr failure;
    std::condition_variable all_ended;
};

WorkerPool::~WorkerPool() {
    {
        const std::lock_guard<std::mutex> lock(mutex_);
        ending_ = true;
    }
    work_there_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

std::string WorkerPool::grow_to(int workers) {
    const SignalsBlocked blocked;
    const std::lock_guard<std::mutex> lock(mutex_);
    while (static_cast<int>(threads_.size()) < workers) {
        const std::string name = "pf-enc-" + std::to_string(threads_.size());
        try {
            start(name);
        } catch (const std::system_error& refused) {
            return "cannot start the thread " + name + ": " + refused.what();
        }
    }
    return "";
}

void WorkerPool::start(const std::string& name) {
    threads_.emplace_back([this] { work(); });
    pthread_setname_np(threads_.back().native_handle(), name.c_str());
}

int WorkerPool::workers() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return static_cast<int>(threads_.size());
}

void WorkerPool::run(int count, int threads, const std::function<void(int)>& job) {
    if (count <= 0) return;
    Batch batch{job, count, threads - 1, 0, 0, 0, nullptr, {}};
    std::unique_lock<std::mutex> lock(mutex_);
    if (count > 1 && batch.most_helpers > 0) {
        batches_.push_back(&batch);
        for (int i = std::min(count - 1, batch.most_helpers); i > 0; --i) work_there_.notify_one();
    }
    while (batch.taken < batch.count) take_and_run(batch, lock);
    batch.all_ended.wait(lock, [&] { return batch.ended == batch.count; });
    lock.unlock();
    if (batch.failure) std::rethrow_exception(batch.failure);
}

void WorkerPool::work() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
        Batch* batch = nullptr;
        work_there_.wait(lock, [&] {
            batch = batch_that_wants_help();
            return ending_ || batch != nullptr;
        });
        if (batch == nullptr) return;
        ++batch->helpers;
        take_and_run(*batch, lock);
        --batch->helpers;
    }
}

// A worker that leaves a batch looks here before it sleeps, so nothing that may be done waits.
WorkerPool::Batch* WorkerPool::batch_that_wants_help() const {
    const auto found = std::find_if(batches_.begin(), batches_.end(), [](const Batch* batch) {
        return batch->helpers < batch->most_helpers;
    });
    return found == batches_.end() ? nullptr : *found;
}

// Of a batch that has a job left. It lives on the stack of `run`, which cannot return before
// `ended` says so, and not while a worker holds the lock.
void WorkerPool::take_and_run(Batch& batch, std::unique_lock<std::mutex>& lock) {
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
}

}  // namespace pixelflux
