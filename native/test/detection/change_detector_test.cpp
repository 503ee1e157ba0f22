// SPDX-License-Identifier: MPL-2.0
#include "change_detector.h"

#include <gtest/gtest.h>

#include "all_bands.h"
#include "pictures.h"

namespace pixelflux {
namespace {

TEST(ChangeDetector, FindsEveryBandChangedAtFirstAndNoneAfter) {
    Picture picture(33, 100);
    picture.fill_with_noise(1);
    ChangeDetector detector;
    detector.reset(100);
    EXPECT_EQ(detector.changed(picture.view(), all(100)).size(), 7);
    EXPECT_EQ(detector.changed(picture.view(), all(100)).size(), 0);
}

TEST(ChangeDetector, FindsAOneBitChangeOfAnyColourInAnyPixel) {
    constexpr int kHeight = 100;
    for (const int width : {33, 1920}) {
        for (const std::size_t gap : {0, 64}) {
            Picture picture(width, kHeight, static_cast<std::size_t>(width) * kBytesPerPixel + gap);
            picture.fill_with_noise(2);
            ChangeDetector detector;
            detector.reset(kHeight);
            detector.changed(picture.view(), all(kHeight));
            for (const auto& [x, y] : std::vector<std::pair<int, int>>{
                     {0, 0}, {width - 1, 15}, {0, 16}, {width - 1, 99}, {7, 96}, {width / 2, 40}}) {
                for (int colour = 0; colour < 3; ++colour) {
                    picture.pixel(x, y)[colour] ^= 1;
                    EXPECT_EQ(detector.changed(picture.view(), all(kHeight)).runs(),
                              (std::vector<BandRun>{{y / kBandHeight, y / kBandHeight + 1}}))
                        << width << "+" << gap << " " << x << "," << y << " " << colour;
                }
            }
        }
    }
}

TEST(ChangeDetector, IgnoresTheUnusedByteOfEveryPixel) {
    constexpr int kHeight = 50;
    for (const int width : {1, 33, 1920, 4097}) {
        for (const std::size_t gap : {0, 64}) {
            Picture picture(width, kHeight, static_cast<std::size_t>(width) * kBytesPerPixel + gap);
            picture.fill_with_noise(3);
            ChangeDetector detector;
            detector.reset(kHeight);
            detector.changed(picture.view(), all(kHeight));
            for (int y = 0; y < kHeight; ++y) {
                for (int x = 0; x < width; ++x) picture.pixel(x, y)[3] ^= 0xff;
            }
            EXPECT_FALSE(detector.changed(picture.view(), all(kHeight)).any())
                << width << "+" << gap;
        }
    }
}

TEST(ChangeDetector, LooksOnlyAtCandidates) {
    Picture picture(20, 64);
    ChangeDetector detector;
    detector.reset(64);
    detector.changed(picture.view(), all(64));
    picture.pixel(3, 3)[0] = 9;
    picture.pixel(3, 40)[0] = 9;
    BandSet candidates(4);
    candidates.set(2);
    EXPECT_EQ(detector.changed(picture.view(), candidates).runs(), (std::vector<BandRun>{{2, 3}}));
    EXPECT_EQ(detector.changed(picture.view(), all(64)).runs(), (std::vector<BandRun>{{0, 1}}));
}

TEST(ChangeDetector, SeesABandThatWasNeverACandidateAsChanged) {
    Picture picture(20, 64);
    ChangeDetector detector;
    detector.reset(64);
    BandSet first(4);
    first.set(0);
    detector.changed(picture.view(), first);
    EXPECT_EQ(detector.changed(picture.view(), all(64)).runs(), (std::vector<BandRun>{{1, 4}}));
}

TEST(ChangeDetector, ComparesWithWhatItRemembers) {
    Picture picture(20, 64);
    ChangeDetector detector;
    detector.reset(64);
    BandSet upper(4);
    upper.set_run({0, 2});
    detector.remember(picture.view(), upper);
    picture.pixel(3, 20)[0] = 9;
    EXPECT_EQ(detector.changed(picture.view(), all(64)).runs(), (std::vector<BandRun>{{1, 4}}));
    // What is known already is not looked at anew.
    picture.pixel(3, 20)[0] = 8;
    detector.remember(picture.view(), all(64));
    EXPECT_EQ(detector.changed(picture.view(), all(64)).runs(), (std::vector<BandRun>{{1, 2}}));
}

TEST(ChangeDetector, SeesABandThatItForgotAsChangedUnlessItLooksAgain) {
    Picture picture(20, 64);
    ChangeDetector detector;
    detector.reset(64);
    detector.changed(picture.view(), all(64));
    BandSet lower(4);
    lower.set_run({2, 4});
    detector.forget(lower);
    EXPECT_EQ(detector.changed(picture.view(), all(64)).runs(), (std::vector<BandRun>{{2, 4}}));
    detector.forget(lower);
    detector.remember(picture.view(), lower);
    EXPECT_FALSE(detector.changed(picture.view(), all(64)).any());
}

TEST(ChangeDetector, IgnoresWhatLiesBetweenTheRows) {
    Picture picture(10, 32, 64);
    picture.fill_with_noise(3);
    ChangeDetector detector;
    detector.reset(32);
    detector.changed(picture.view(), all(32));
    picture.pixel(10, 5)[0] ^= 0xff;
    EXPECT_FALSE(detector.changed(picture.view(), all(32)).any());
    picture.pixel(9, 5)[0] ^= 0xff;
    EXPECT_EQ(detector.changed(picture.view(), all(32)).runs(), (std::vector<BandRun>{{0, 1}}));
}

}  // namespace
}  // namespace pixelflux
