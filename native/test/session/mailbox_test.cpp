// SPDX-License-Identifier: MPL-2.0
#include "mailbox.h"

#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

TEST(Mailbox, WakesTheThreadThatWaits) {
    Mailbox mailbox;
    std::thread other([&] { mailbox.post_refresh({}); });
    EXPECT_EQ(mailbox.event().wait(kNever), WakeEvent::Reason::kSignal);
    other.join();
    EXPECT_TRUE(mailbox.take().refresh);
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
    EXPECT_FALSE(second.refresh);
    EXPECT_FALSE(second.stop);
}

TEST(Mailbox, JoinsRequestsToOneThatServesAll) {
    Mailbox mailbox;
    for (const std::uint64_t frame : {5u, 3u, 9u})
        mailbox.post_refresh({WholeAsOf{7, frame}, 1000, {{static_cast<int>(frame), 0, 1, 1}}});
    const auto joined = mailbox.take().refresh;
    ASSERT_TRUE(joined);
    EXPECT_EQ(joined->reader->frame, 3u);
    EXPECT_EQ(joined->most_bytes, 1000);
    EXPECT_EQ(joined->again, (std::vector<Rect>{{5, 0, 1, 1}, {3, 0, 1, 1}, {9, 0, 1, 1}}));
    mailbox.post_refresh({WholeAsOf{7, 3}});
    mailbox.post_refresh({});
    EXPECT_FALSE(mailbox.take().refresh->reader);
}

TEST(Mailbox, StopIsForGood) {
    Mailbox mailbox;
    mailbox.post_stop();
    EXPECT_TRUE(mailbox.take().stop);
    EXPECT_TRUE(mailbox.take().stop);
}

}  // namespace
}  // namespace pixelflux
