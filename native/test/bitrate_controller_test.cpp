// SPDX-License-Identifier: MPL-2.0
#include "bitrate_controller.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr int kKbps = 4000;
constexpr double kFps = 60;

// A screen whose macroblocks cost so many bits at CRF 0, halved by every 6 steps, seen at so many
// frames a second.
class Motion {
public:
    explicit Motion(double frames_a_second) : step_(1 / frames_a_second) {
        controller_.set_rate(kKbps, kFps, 1.5);
    }

    // Kilobits a second over `seconds` in which frames of `work()` come; `cost()` bits a
    // macroblock.
    template <typename Work, typename Cost>
    double kbps_of(double seconds, Work work, Cost cost) {
        double sum = 0;
        const TimePoint start = now_;
        while (std::chrono::duration<double>(now_ - start).count() < seconds) {
            now_ = std::max(
                now_ + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(step_)),
                controller_.ready());
            const FrameWork todo = work();
            const double crf = controller_.begin(now_, todo);
            const double bits =
                static_cast<double>(todo.moved + todo.whole) * cost() * std::exp2(-crf / 6);
            largest = std::max(largest, bits);
            controller_.spent(std::llround(bits));
            sum += bits;
        }
        return sum / std::chrono::duration<double>(now_ - start).count() / 1000;
    }

    double kbps(double seconds, std::int64_t moved, double cost) {
        return kbps_of(
            seconds,
            [&] {
                return FrameWork{moved, 0, 0, 0};
            },
            [&] { return cost; });
    }

    void rest(int seconds) { now_ += std::chrono::seconds(seconds); }

    double largest = 0;

private:
    BitrateController controller_;
    double step_;
    TimePoint now_{std::chrono::hours(1)};
};

TEST(BitrateController, MeetsTheRateWithSteadyMotion) {
    for (const double frames : {60.0, 30.0, 20.0}) {
        for (const double cost : {150.0, 600.0, 2000.0}) {
            Motion motion(frames);
            motion.kbps(1, 4000, cost);
            EXPECT_NEAR(motion.kbps(10, 4000, cost), kKbps, kKbps * 0.03) << frames << " " << cost;
        }
    }
}

TEST(BitrateController, MeetsTheRateWithMotionThatChangesFromFrameToFrame) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> exponent(2, 3);
    std::uniform_int_distribution<std::int64_t> moved(500, 8000);
    for (const double frames : {60.0, 30.0}) {
        Motion motion(frames);
        EXPECT_NEAR(motion.kbps_of(
                        10,
                        [&] {
                            return FrameWork{moved(random), 0, 0, 0};
                        },
                        [&] { return std::pow(10, exponent(random)); }),
                    kKbps, kKbps * 0.1);
    }
}

TEST(BitrateController, AForeseenFrameIsNoLargerThanTheBucket) {
    Motion motion(60);
    motion.kbps(2, 100, 600);
    motion.largest = 0;
    motion.kbps(2, 8000, 600);  // eighty times as much of the same kind
    EXPECT_LE(motion.largest, 1.5 * kKbps * 1000 / kFps * 1.01);
}

TEST(BitrateController, AfterAFrameThatWasTooLargeTheNextOneWaits) {
    BitrateController controller;
    const TimePoint start{std::chrono::hours(1)};
    controller.set_rate(4000, 50, 1.5);
    controller.begin(start, {100, 0, 0, 0});
    controller.spent(120'000);
    EXPECT_EQ(controller.ready(), start);
    controller.begin(start + milliseconds(100), {100, 0, 0, 0});
    controller.spent(520'000);
    EXPECT_EQ(controller.ready(), start + milliseconds(200));
}

TEST(BitrateController, ACalmEarnsNoBurst) {
    Motion motion(30);
    motion.kbps(5, 4000, 600);
    motion.rest(600);
    EXPECT_NEAR(motion.kbps(1, 4000, 600), kKbps, kKbps * 0.1);
}

TEST(BitrateController, FindsBackFromCheapMotionToDearWithinASecond) {
    Motion motion(60);
    motion.kbps(10, 4000, 10);
    motion.kbps(1, 4000, 2000);
    EXPECT_NEAR(motion.kbps(5, 4000, 2000), kKbps, kKbps * 0.1);
    EXPECT_LT(motion.largest, kKbps * 1000 * 0.6);  // the worst surprise stops it for so long
}

TEST(BitrateController, WhatCannotUseTheRateUpIsAsFineAsCanBe) {
    BitrateController controller;
    controller.set_rate(4000, 60, 1.5);
    EXPECT_EQ(controller.begin(TimePoint{std::chrono::hours(1)}, {1, 0, 0, 0}), 1);
}

TEST(BitrateController, NothingGetsSoCoarseThatNobodyCouldReadIt) {
    BitrateController controller;
    controller.set_rate(50, 60, 1);
    EXPECT_EQ(controller.begin(TimePoint{std::chrono::hours(1)}, {0, 8160, 0, 0}), 45);
}

TEST(BitrateController, RefinesAStillPictureStepByStepAtItsRate) {
    BitrateController controller;
    controller.set_rate(kKbps, kFps, 1.5);
    TimePoint now{std::chrono::hours(1)};
    controller.begin(now, {});
    double crf = 45;
    double sum = 0;
    int frames = 0;
    for (; crf > 20 && frames < 200; ++frames) {
        now += milliseconds(17);
        const double finer = controller.begin(now, {0, 0, 8160, crf});
        EXPECT_LT(finer, crf);
        const double bits = 8160 * 300 * (std::exp2(-finer / 6) - std::exp2(-crf / 6));
        EXPECT_LT(bits, 3.0 * kKbps * 1000 / kFps) << frames;
        controller.spent(std::llround(bits));
        sum += bits;
        crf = finer;
    }
    EXPECT_LT(frames, 30);
    EXPECT_NEAR(sum / frames / 0.017 / 1000, kKbps, kKbps * 0.25);
}

}  // namespace
}  // namespace pixelflux
