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

// What a mailbox gives after these requests, in this order.
std::optional<RefreshRequest> joined(const std::vector<RefreshRequest>& requests) {
    Mailbox mailbox;
    for (const RefreshRequest& request : requests) mailbox.post_refresh(request);
    return mailbox.take().refresh;
}

TEST(Mailbox, JoinsRequestsToOneThatServesAll) {
    const RefreshRequest nothing;
    const RefreshRequest early = {WholeAsOf{7, 3}};
    const RefreshRequest late = {WholeAsOf{7, 5}};
    const RefreshRequest other_epoch = {WholeAsOf{8, 9}};
    EXPECT_FALSE(joined({}));
    for (const auto& both : {std::vector{early, late}, std::vector{late, early}}) {
        EXPECT_EQ(joined(both)->reader->epoch, 7u);
        EXPECT_EQ(joined(both)->reader->frame, 3u);
    }
    const RefreshRequest slow = {WholeAsOf{7, 4}, 5000};
    const RefreshRequest slower = {WholeAsOf{7, 9}, 4000};
    EXPECT_EQ(joined({early, late})->most_bytes, RefreshRequest::kAnySize);
    EXPECT_EQ(joined({slow, late, slower})->most_bytes, 4000);
    EXPECT_EQ(joined({slow, late, slower})->reader->frame, 4u);
    EXPECT_EQ(joined({slow, nothing})->most_bytes, RefreshRequest::kAnySize);
    EXPECT_FALSE(joined({early, nothing})->reader);
    EXPECT_FALSE(joined({nothing, late})->reader);
    EXPECT_FALSE(joined({early, other_epoch})->reader);
}

TEST(Mailbox, StopIsForGood) {
    Mailbox mailbox;
    mailbox.post_stop();
    EXPECT_TRUE(mailbox.take().stop);
    EXPECT_TRUE(mailbox.take().stop);
}

}  // namespace
}  // namespace pixelflux
