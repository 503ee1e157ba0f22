// SPDX-License-Identifier: MPL-2.0
#include "epochs.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(Epochs, AreTheClockUnlessTheyWouldNotGrow) {
    std::uint64_t now = 5000;
    Epochs epochs([&] { return now; });
    EXPECT_EQ(epochs.next(0), 5000u);
    EXPECT_EQ(epochs.next(0), 5001u);
    now = 100;  // set back
    EXPECT_EQ(epochs.next(0), 5002u);
    now = 6000;
    EXPECT_EQ(epochs.next(0), 6000u);
}

TEST(Epochs, AreNotBelowTheMinimum) {
    Epochs epochs([] { return std::uint64_t{5000}; });
    EXPECT_EQ(epochs.next(9000), 9000u);
    EXPECT_EQ(epochs.next(9000), 9001u);
    EXPECT_EQ(epochs.next(10), 9002u);
}

// A reader that goes on with the next capture takes what does not grow for what it has had.
TEST(Epochs, GrowFromCaptureToCaptureEvenWithinAMillisecond) {
    std::uint64_t last = 0;
    for (int capture = 0; capture < 1000; ++capture) {
        Epochs epochs;
        const std::uint64_t first = epochs.next(0);
        ASSERT_GT(first, last);
        last = epochs.next(0);
        ASSERT_GT(last, first);
    }
}

}  // namespace
}  // namespace pixelflux
