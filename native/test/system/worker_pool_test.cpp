// SPDX-License-Identifier: MPL-2.0
#include "worker_pool.h"

#include <atomic>
#include <csignal>
#include <set>
#include <stdexcept>

#include <gtest/gtest.h>
#include <pthread.h>

#include "live_sessions.h"

namespace pixelflux {
namespace {

TEST(WorkerPool, RunsEachJobOnceWhateverTheNumberOfWorkers) {
    for (const int workers : {0, 1, 3}) {
        WorkerPool pool;
        EXPECT_EQ(pool.grow_to(workers), "");
        EXPECT_EQ(pool.workers(), workers);
        for (const int count : {0, 1, 2, 17, 1000}) {
            std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
            pool.run(count, workers + 1, [&](int i) { ++runs[static_cast<std::size_t>(i)]; });
            for (const std::atomic<int>& times : runs) ASSERT_EQ(times, 1);
        }
    }
}

TEST(WorkerPool, ServesSeveralCallersAtTheSameTime) {
    WorkerPool pool;
    pool.grow_to(2);
    std::atomic<int> sum{0};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 4; ++caller) {
        callers.emplace_back([&] {
            for (int round = 0; round < 200; ++round) pool.run(5, 3, [&](int) { ++sum; });
        });
    }
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(sum, 4 * 200 * 5);
}

TEST(WorkerPool, ThrowsTheFirstFailureAfterAllJobsHaveEnded) {
    WorkerPool pool;
    pool.grow_to(2);
    std::atomic<int> ended{0};
    EXPECT_THROW(pool.run(20, 3,
                          [&](int i) {
                              ++ended;
                              if (i % 2 == 0) throw std::runtime_error("even");
                          }),
                 std::runtime_error);
    EXPECT_EQ(ended, 20);
    pool.run(3, 3, [&](int) { ++ended; });
    EXPECT_EQ(ended, 23);
}

TEST(WorkerPool, WorkersAreNamedAndLeaveSignalsToTheProgram) {
    WorkerPool pool;
    pool.grow_to(2);
    std::mutex mutex;
    std::condition_variable both;
    std::set<std::string> names;
    bool blocked = true;
    // Each job waits for the other two, so three threads take part: two workers and this one.
    pool.run(3, 3, [&](int) {
        char name[16] = {};
        pthread_getname_np(pthread_self(), name, sizeof name);
        sigset_t mask;
        pthread_sigmask(SIG_BLOCK, nullptr, &mask);
        std::unique_lock<std::mutex> lock(mutex);
        names.insert(name);
        if (std::string(name).rfind("pf-enc-", 0) == 0)
            blocked = blocked && sigismember(&mask, SIGTERM) == 1;
        both.notify_all();
        both.wait(lock, [&] { return names.size() == 3; });
    });
    EXPECT_TRUE(blocked);
    EXPECT_EQ(names.count("pf-enc-0"), 1u);
    EXPECT_EQ(names.count("pf-enc-1"), 1u);
}

// The most jobs that run at a time. Each waits until so many are there, or until it learns that no
// more will come.
TEST(WorkerPool, LendsABatchNoMoreThanItAsksFor) {
    WorkerPool pool;
    pool.grow_to(3);
    for (const int threads : {1, 2, 3}) {
        std::mutex mutex;
        std::condition_variable changed;
        int inside = 0, most = 0, ended = 0;
        pool.run(12, threads, [&](int) {
            std::unique_lock<std::mutex> lock(mutex);
            most = std::max(most, ++inside);
            changed.notify_all();
            // The last ones are fewer.
            changed.wait(lock, [&] { return most >= threads || ended > 12 - threads; });
            --inside;
            ++ended;
        });
        EXPECT_EQ(most, threads);
    }
}

TEST(WorkerPool, AWorkerThatOneBatchDoesNotWantHelpsAnother) {
    WorkerPool pool;
    pool.grow_to(2);
    std::mutex mutex;
    std::condition_variable changed;
    std::set<std::thread::id> inside;
    // Two callers with a helper each: four threads must be inside at once.
    const auto job = [&](int) {
        std::unique_lock<std::mutex> lock(mutex);
        inside.insert(std::this_thread::get_id());
        changed.notify_all();
        changed.wait(lock, [&] { return inside.size() == 4; });
    };
    std::thread other([&] { pool.run(2, 2, job); });
    pool.run(2, 2, job);
    other.join();
    EXPECT_EQ(inside.size(), 4u);
}

TEST(LiveSession, SharesOnePoolAndCounts) {
    EXPECT_EQ(LiveSession::count(), 0);
    {
        LiveSession first(2);
        LiveSession second(2);
        EXPECT_EQ(LiveSession::count(), 2);
        EXPECT_EQ(&first.pool(), &second.pool());
    }
    EXPECT_EQ(LiveSession::count(), 0);
}

TEST(LiveSession, EncodesWithItsOwnThreadAndAsManyWorkersAsAreMissing) {
    LiveSession alone(1);
    EXPECT_EQ(alone.encode_with(0), "");
    EXPECT_EQ(alone.threads(), 1);
    EXPECT_EQ(alone.pool().workers(), 0);
    LiveSession told(1);
    EXPECT_EQ(told.encode_with(3), "");
    EXPECT_EQ(told.pool().workers(), 2);
    LiveSession automatic(2);
    EXPECT_EQ(automatic.encode_with(0), "");
    EXPECT_EQ(automatic.threads(), 2);
    EXPECT_EQ(automatic.pool().workers(), 2);
    EXPECT_EQ(told.encode_with(1), "");
    EXPECT_EQ(told.threads(), 1);
}

}  // namespace
}  // namespace pixelflux
