// SPDX-License-Identifier: MPL-2.0
#include "mailbox.h"

#include <thread>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(Mailbox, WakesTheThreadThatWaits) {
    Mailbox mailbox;
    std::thread other([&] { mailbox.post_key_frame(); });
    EXPECT_EQ(mailbox.event().wait(kNever), WakeEvent::Reason::kSignal);
    other.join();
    EXPECT_TRUE(mailbox.take().key_frame);
    EXPECT_EQ(mailbox.event().wait(TimePoint{}), WakeEvent::Reason::kDeadline);
}

TEST(Mailbox, HandsOutEachRequestOnceAndTheNewestSettings) {
    Mailbox mailbox;
    Settings settings;
    settings.fps = 10;
    mailbox.post_settings(settings, nullptr);
    settings.fps = 20;
    mailbox.post_settings(settings, nullptr);
    const Mailbox::Mail first = mailbox.take();
    ASSERT_TRUE(first.settings);
    EXPECT_EQ(first.settings->fps, 20);
    const Mailbox::Mail second = mailbox.take();
    EXPECT_FALSE(second.settings);
    EXPECT_FALSE(second.key_frame);
    EXPECT_FALSE(second.stop);
}

TEST(Mailbox, StopIsForGood) {
    Mailbox mailbox;
    mailbox.post_stop();
    EXPECT_TRUE(mailbox.take().stop);
    EXPECT_TRUE(mailbox.take().stop);
}

}  // namespace
}  // namespace pixelflux
