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

}  // namespace
}  // namespace pixelflux
