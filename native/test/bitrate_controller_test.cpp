// SPDX-License-Identifier: MPL-2.0
#include "bitrate_controller.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

constexpr int kKbps = 4000;
constexpr double kFps = 60;

// An encoder as the theory has it: 6 steps of CRF double the bits, which are cut to the limit at
// the expense of quality.
struct Model {
    double bits_at_crf_0;
    double bits = 0;
    double crf = 0;

    void encode(const BitrateController::Budget& budget) {
        bits = bits_at_crf_0 * std::exp2(-budget.crf / 6);
        crf = budget.crf;
        const auto most = static_cast<double>(budget.most_bits);
        if (bits > most) {
            crf += 6 * std::log2(bits / most);
            bits = most;
        }
    }
};

class Motion {
public:
    explicit Motion(double frames_a_second) : step_(1 / frames_a_second) {
        controller_.set_rate(kKbps, kFps, 1.5);
    }

    // Kilobits a second over `seconds` of frames that would cost so much at CRF 0.
    template <typename Cost>
    double kbps(double seconds, Cost cost) {
        double sum = 0;
        const int frames = static_cast<int>(seconds / step_);
        for (int frame = 0; frame < frames; ++frame) {
            now_ += std::chrono::duration_cast<Duration>(std::chrono::duration<double>(step_));
            Model model{cost()};
            const BitrateController::Budget budget = controller_.begin(now_);
            model.encode(budget);
            largest_ = std::max(largest_, model.bits);
            crf = model.crf;
            controller_.spent(std::llround(model.bits), model.crf, false);
            sum += model.bits;
        }
        return sum / seconds / 1000;
    }

    void rest(int seconds) { now_ += std::chrono::seconds(seconds); }
    double largest() const { return largest_; }
    double crf = 0;

private:
    BitrateController controller_;
    double step_;
    TimePoint now_{std::chrono::hours(1)};
    double largest_ = 0;
};

TEST(BitrateController, MeetsTheRateWithSteadyMotion) {
    for (const double frames : {60.0, 30.0, 20.0}) {
        for (const double cost : {3e5, 3e6, 2e7}) {
            Motion motion(frames);
            motion.kbps(1, [&] { return cost; });
            EXPECT_NEAR(motion.kbps(10, [&] { return cost; }), kKbps, kKbps * 0.05)
                << frames << " " << cost;
        }
    }
}

TEST(BitrateController, MeetsTheRateWithMotionOfChangingCost) {
    Motion motion(30);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> exponent(6, 7);
    EXPECT_NEAR(motion.kbps(10, [&] { return std::pow(10, exponent(random)); }), kKbps,
                kKbps * 0.1);
}

TEST(BitrateController, NoFrameIsLargerThanTheBuffer) {
    Motion motion(60);
    motion.kbps(5, [] { return 1e5; });
    motion.kbps(5, [] { return 1e8; });
    EXPECT_LE(motion.largest(), 1.5 * kKbps * 1000 / kFps + 1);
}

TEST(BitrateController, RareFramesMayCostAsMuchAsTheTimeBetweenThemYields) {
    BitrateController controller;
    const TimePoint start{std::chrono::hours(1)};
    controller.set_rate(4000, 50, 1.5);
    controller.begin(start);
    EXPECT_EQ(controller.begin(start + std::chrono::milliseconds(60)).most_bits, 360'000);
    EXPECT_EQ(controller.begin(start + std::chrono::seconds(9)).most_bits, 480'000);
    controller.spent(480'000, 30, false);
    EXPECT_EQ(controller.begin(start + std::chrono::milliseconds(9060)).most_bits, 120'000);
}

TEST(BitrateController, ACalmEarnsNoBurst) {
    Motion motion(30);
    motion.kbps(5, [] { return 3e6; });
    motion.rest(600);
    EXPECT_NEAR(motion.kbps(1, [] { return 3e6; }), kKbps, kKbps * 0.15);
}

TEST(BitrateController, FindsBackFromLittleMotionToMuchWithinAFewFrames) {
    Motion motion(60);
    motion.kbps(10, [] { return 1e3; });
    motion.kbps(0.2, [] { return 1e7; });
    EXPECT_NEAR(motion.kbps(5, [] { return 1e7; }), kKbps, kKbps * 0.05);
}

TEST(BitrateController, ANewRateHoldsFromTheNextFrameOn) {
    BitrateController controller;
    const TimePoint start{std::chrono::hours(1)};
    controller.set_rate(4000, 50, 1.5);
    controller.begin(start);
    EXPECT_EQ(controller.begin(start + std::chrono::milliseconds(20)).most_bits, 120'000);
    controller.set_rate(1000, 50, 2);
    EXPECT_EQ(controller.begin(start + std::chrono::milliseconds(40)).most_bits, 40'000);
}

}  // namespace
}  // namespace pixelflux
