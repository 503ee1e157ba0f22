// SPDX-License-Identifier: MPL-2.0
#include "notices.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(Notices, AreTakenInTheirOrderAndOnce) {
    Notices notices;
    EXPECT_FALSE(notices.waiting());
    notices.say_once("b");
    notices.say_once("a");
    EXPECT_TRUE(notices.waiting());
    EXPECT_EQ(notices.take(), (std::vector<std::string>{"b", "a"}));
    EXPECT_FALSE(notices.waiting());
    EXPECT_TRUE(notices.take().empty());
}

TEST(Notices, TheSameIsNotSaidAgain) {
    Notices notices;
    notices.say_once("a");
    notices.say_once("a");
    EXPECT_EQ(notices.take().size(), 1U);
    notices.say_once("a");
    EXPECT_FALSE(notices.waiting());
}

}  // namespace
}  // namespace pixelflux
