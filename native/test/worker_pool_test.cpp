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
        WorkerPool pool(workers);
        for (const int count : {0, 1, 2, 17, 1000}) {
            std::vector<std::atomic<int>> runs(static_cast<std::size_t>(count));
            pool.run(count, [&](int i) { ++runs[static_cast<std::size_t>(i)]; });
            for (const std::atomic<int>& times : runs) ASSERT_EQ(times, 1);
        }
    }
}

TEST(WorkerPool, ServesSeveralCallersAtTheSameTime) {
    WorkerPool pool(2);
    std::atomic<int> sum{0};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 4; ++caller) {
        callers.emplace_back([&] {
            for (int round = 0; round < 200; ++round) pool.run(5, [&](int) { ++sum; });
        });
    }
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(sum, 4 * 200 * 5);
}

TEST(WorkerPool, ThrowsTheFirstFailureAfterAllJobsHaveEnded) {
    WorkerPool pool(2);
    std::atomic<int> ended{0};
    EXPECT_THROW(pool.run(20,
                          [&](int i) {
                              ++ended;
                              if (i % 2 == 0) throw std::runtime_error("even");
                          }),
                 std::runtime_error);
    EXPECT_EQ(ended, 20);
    pool.run(3, [&](int) { ++ended; });
    EXPECT_EQ(ended, 23);
}

TEST(WorkerPool, WorkersAreNamedAndLeaveSignalsToTheProgram) {
    WorkerPool pool(2);
    std::mutex mutex;
    std::condition_variable both;
    std::set<std::string> names;
    bool blocked = true;
    // Each job waits for the other two, so three threads take part: two workers and this one.
    pool.run(3, [&](int) {
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

TEST(LiveSession, SharesOnePoolAndCounts) {
    EXPECT_EQ(LiveSession::count(), 0);
    {
        LiveSession first;
        LiveSession second;
        EXPECT_EQ(LiveSession::count(), 2);
        EXPECT_EQ(&first.pool(), &second.pool());
    }
    EXPECT_EQ(LiveSession::count(), 0);
}

}  // namespace
}  // namespace pixelflux
