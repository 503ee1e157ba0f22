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
constexpr TimePoint kStart{std::chrono::hours(1)};

// A screen whose macroblocks cost so many bits at quantizer 0, halved by every 6 steps, seen at so
// many frames a second.
class Motion {
public:
    explicit Motion(double frames_a_second) : step_(1 / frames_a_second) {
        controller_.set_rate(kKbps, kFps, 1.5);
    }

    // Kilobits a second over `seconds` in which frames of `moved()` macroblocks come, each of
    // `cost()` bits at quantizer 0.
    template <typename Moved, typename Cost>
    double kbps_of(double seconds, Moved moved, Cost cost) {
        double sum = 0;
        const TimePoint start = now_;
        while (std::chrono::duration<double>(now_ - start).count() < seconds) {
            now_ = std::max(
                now_ + std::chrono::duration_cast<Duration>(std::chrono::duration<double>(step_)),
                controller_.ready());
            controller_.begin(now_, false);
            const std::int64_t macroblocks = moved();
            const double quantizer = controller_.quantizer_for(macroblocks, 0);
            const double bits =
                static_cast<double>(macroblocks) * cost() * std::exp2(-quantizer / 6);
            largest = std::max(largest, bits);
            controller_.spent({std::llround(bits), 0});
            sum += bits;
        }
        return sum / std::chrono::duration<double>(now_ - start).count() / 1000;
    }

    double kbps(double seconds, std::int64_t moved, double cost) {
        return kbps_of(
            seconds, [&] { return moved; }, [&] { return cost; });
    }

    void rest(int seconds) { now_ += std::chrono::seconds(seconds); }

    double largest = 0;

private:
    BitrateController controller_;
    double step_;
    TimePoint now_ = kStart;
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
        EXPECT_NEAR(
            motion.kbps_of(
                10, [&] { return moved(random); }, [&] { return std::pow(10, exponent(random)); }),
            kKbps, kKbps * 0.15);
    }
}

TEST(BitrateController, AForeseenFrameIsNoLargerThanTheBucket) {
    Motion motion(60);
    motion.kbps(2, 100, 600);
    motion.largest = 0;
    motion.kbps(2, 8000, 600);  // eighty times as much of the same kind
    EXPECT_LE(motion.largest, 1.5 * kKbps * 1000 / kFps * 1.1);
}

TEST(BitrateController, AfterAFrameThatWasTooLargeTheNextOneWaits) {
    BitrateController controller;
    controller.set_rate(4000, 50, 1.5);
    controller.begin(kStart, false);
    controller.begin(kStart + milliseconds(20), false);
    controller.spent({120'000, 0});
    EXPECT_EQ(controller.ready(), kStart + milliseconds(20));
    controller.begin(kStart + milliseconds(60), false);
    controller.spent({420'000, 20'000});
    // Two periods passed, so the bucket holds 240'000.
    EXPECT_EQ(controller.ready(), kStart + milliseconds(110));
}

TEST(BitrateController, ACalmEarnsNoBurst) {
    Motion motion(30);
    motion.kbps(5, 4000, 600);
    motion.rest(600);
    EXPECT_NEAR(motion.kbps(1, 4000, 600), kKbps, kKbps * 0.1);
}

TEST(BitrateController, FindsBackFromCheapMotionToDearWithinASecond) {
    Motion motion(60);
    motion.kbps(10, 3600, 20);                       // far from using the rate up
    motion.kbps(1, 3600, 400);                       // a film of 1280x720
    EXPECT_LT(motion.largest, kKbps * 1000 * 0.25);  // the surprise stops it for so long
    EXPECT_NEAR(motion.kbps(5, 3600, 400), kKbps, kKbps * 0.1);
}

TEST(BitrateController, WhatMovesIsNeverFinerOrCoarserThanMakesSense) {
    BitrateController controller;
    controller.set_rate(4000, 60, 1.5);
    controller.begin(kStart, false);
    EXPECT_EQ(controller.quantizer_for(1, 0), BitrateController::kFinest);
    controller.set_rate(50, 60, 1);
    controller.begin(kStart + milliseconds(20), false);
    EXPECT_EQ(controller.quantizer_for(0, 8160), BitrateController::kCoarsest);
}

// Refines eight rows of 400 macroblocks whose every step costs `bits(from, to)`.
template <typename Bits>
double refine_all(BitrateController& controller, TimePoint& now, double to, Bits bits,
                  double& largest) {
    std::vector<double> rows(8, 45);
    double sum = 0;
    for (int frame = 0; frame < 20000; ++frame) {
        const auto coarsest = std::max_element(rows.begin(), rows.end());
        if (*coarsest <= to) break;
        now += milliseconds(17);
        controller.begin(now, true);
        controller.quantizer_for(0, 0);
        double sent = 0;
        const double finer = std::max(to, *coarsest - 2);
        if (controller.grant_refinement(400, *coarsest, finer)) {
            sent = bits(*coarsest, finer);
            *coarsest = finer;
        }
        largest = std::max(largest, sent);
        sum += sent;
        if (sent > 0) controller.spent({0, std::llround(sent)});
    }
    EXPECT_LE(*std::max_element(rows.begin(), rows.end()), to);
    return sum;
}

TEST(BitrateController, RefinesAStillPictureAtItsRate) {
    for (const int kbps : {50, 300, 4000}) {
        BitrateController controller;
        controller.set_rate(kbps, kFps, 1.5);
        TimePoint now = kStart;
        controller.begin(now, false);
        double largest = 0;
        const double sum = refine_all(
            controller, now, 18,
            [](double from, double to) {
                return 400 * 256 * (std::exp2(-to / 6) - std::exp2(-from / 6));
            },
            largest);
        const double seconds = std::chrono::duration<double>(now - kStart).count();
        EXPECT_LT(sum / seconds / 1000, kbps * 1.1);
        if (kbps == 50) {
            EXPECT_GT(sum / seconds / 1000, 40);
        }
    }
}

TEST(BitrateController, RefinementThatCostsNothingForLongAndThenMuchStaysBounded) {
    BitrateController controller;
    controller.set_rate(50, kFps, 1.5);
    TimePoint now = kStart;
    controller.begin(now, false);
    double largest = 0;
    // Below a quantizer of 30 every step costs ten times what it seemed to cost so far.
    refine_all(
        controller, now, 18, [](double, double to) { return to > 30 ? 200.0 : 10000.0; }, largest);
    EXPECT_EQ(largest, 10000);
    EXPECT_LT(controller.ready() - now, std::chrono::seconds(1));
}

TEST(BitrateController, WhatMovesKeepsMostOfTheRateWhileOthersAreRefined) {
    BitrateController controller;
    controller.set_rate(kKbps, kFps, 1.5);
    controller.begin(kStart, false);
    controller.begin(kStart + milliseconds(17), false);
    const double alone = controller.quantizer_for(4000, 0);
    controller.spent({66'000, 0});
    controller.begin(kStart + milliseconds(34), true);
    const double beside = controller.quantizer_for(4000, 0);
    EXPECT_GT(beside, alone);
    EXPECT_LT(beside, alone + 4);
}

}  // namespace
}  // namespace pixelflux
