// SPDX-License-Identifier: MPL-2.0
// Sessions on the synthetic source: order, loss, waking, live change.
#include "capture_session.h"

#include <cstring>
#include <thread>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "error.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "viewer.h"

namespace pixelflux {
namespace {

std::vector<std::string> modes() {
    std::vector<std::string> available = {"mode=jpeg\n"};
    for (const H264Library& library : h264_libraries())
        available.push_back("mode=h264\nh264Encoder=" + std::string(library.word) + "\n");
    return available;
}

class CaptureSessionInEveryMode : public testing::TestWithParam<std::string> {};

TEST_P(CaptureSessionInEveryMode, FirstSendsEverythingThenWhatMoves) {
    Viewer viewer(GetParam() + "width=320\nheight=1000\nsyntheticChange=5");
    const Received first = viewer.next();
    EXPECT_EQ(first.frame_id, 0u);
    EXPECT_EQ(first.rows(), 1000);
    EXPECT_TRUE(first.all_key_frames());
    for (std::uint64_t id = 1; id < 20; ++id) {
        const Received frame = viewer.next();
        EXPECT_EQ(frame.frame_id, id);
        ASSERT_FALSE(frame.stripes.empty());
        for (const Entry& stripe : frame.stripes) {
            // Rows 475 to 524 move.
            EXPECT_LT(stripe.y, 525u);
            EXPECT_GT(stripe.y + stripe.height, 475u);
        }
    }
}

TEST_P(CaptureSessionInEveryMode, DeliversEveryRowOfOddSizes) {
    const int least = encoder_for(parse_settings(GetParam())).traits.smallest_side;
    for (const Size size : {Size{1281, 51}, Size{least, least}, Size{1366, 767}, Size{63, 129}}) {
        Viewer viewer(GetParam() + "width=" + std::to_string(size.width) +
                      "\nheight=" + std::to_string(size.height));
        const Received first = viewer.next();
        EXPECT_EQ(first.rows(), size.height);
        EXPECT_EQ(first.width, static_cast<std::uint32_t>(size.width));
        for (const Entry& stripe : first.stripes)
            EXPECT_EQ(stripe.width, static_cast<std::uint32_t>(size.width));
    }
}

TEST_P(CaptureSessionInEveryMode, ATooSmallBufferLosesNothing) {
    Viewer viewer(GetParam() + "width=320\nheight=320\nsyntheticChange=100");
    std::uint8_t little[8] = {};
    for (std::uint64_t id = 0; id < 5; ++id) {
        const CaptureSession::Result refused = viewer.session.next(little, sizeof little, kForever);
        ASSERT_EQ(refused.outcome, Outcome::kTooSmall);
        const CaptureSession::Result again = viewer.session.next(little, sizeof little, kForever);
        EXPECT_EQ(again.size, refused.size);
        EXPECT_EQ(viewer.next().frame_id, id);
    }
}

// A reader that has no room for a packet may ask for less.
TEST_P(CaptureSessionInEveryMode, APacketThatWasNotTakenGivesWayToOtherSettings) {
    const std::string source = "source=synthetic\nfps=240\nsyntheticChange=0\n" + GetParam();
    Viewer viewer(GetParam() + "width=320\nheight=320\nsyntheticChange=0");
    const std::size_t large = viewer.session.next(nullptr, 0, kForever).size;
    viewer.session.update(parse_settings(source + "width=64\nheight=64"));
    EXPECT_LT(viewer.session.next(nullptr, 0, kForever).size, large);
    const Received frame = viewer.next();
    EXPECT_EQ(frame.rows(), 64);
    EXPECT_TRUE(frame.all_key_frames());
    EXPECT_EQ(frame.frame_id, 0u);
}

TEST_P(CaptureSessionInEveryMode, APacketStaysUntilItIsTakenWhole) {
    class Sink final : public PacketSink {
    public:
        void write(const std::uint8_t*, std::size_t size) override {
            if (size_ + size > capacity) throw Error(ErrorCode::kInternal, "full");
            size_ += size;
        }
        std::size_t capacity = 0;
        std::size_t size_ = 0;
    };
    Viewer viewer(GetParam() + "width=320\nheight=320\nsyntheticChange=100");
    Sink sink;
    EXPECT_THROW(viewer.session.take(sink), Error);
    const CaptureSession::Result waiting = viewer.session.next(nullptr, 0, kForever);
    ASSERT_EQ(waiting.outcome, Outcome::kTooSmall);
    EXPECT_THROW(viewer.session.take(sink), Error);
    Sink roomy;
    roomy.capacity = waiting.size;
    viewer.session.take(roomy);
    EXPECT_EQ(roomy.size_, waiting.size);
    EXPECT_EQ(viewer.next().frame_id, 1u);
}

TEST_P(CaptureSessionInEveryMode, AKeyFrameRequestSendsEverythingAgainEvenWhenNothingMoves) {
    Viewer viewer(GetParam() + "width=64\nheight=300\nsyntheticChange=0");
    viewer.next();
    viewer.session.request_key_frame();
    const Received frame = viewer.next();
    EXPECT_EQ(frame.rows(), 300);
    EXPECT_TRUE(frame.all_key_frames());
}

TEST_P(CaptureSessionInEveryMode, NothingNewMeansATimeOut) {
    Viewer viewer(GetParam() + "width=64\nheight=64\nsyntheticChange=0");
    viewer.next();
    std::uint8_t none[1];
    const CaptureSession::Result result =
        viewer.session.next(none, 1, std::chrono::milliseconds(20));
    EXPECT_EQ(result.outcome, Outcome::kNothing);
}

TEST_P(CaptureSessionInEveryMode, StopWakesAWaitingNextForGood) {
    Viewer viewer(GetParam() + "width=64\nheight=64\nsyntheticChange=0");
    viewer.next();
    std::thread other([&] { viewer.session.stop(); });
    std::uint8_t none[1];
    EXPECT_EQ(viewer.session.next(none, 1, kForever).outcome, Outcome::kNothing);
    EXPECT_EQ(viewer.session.next(none, 1, kForever).outcome, Outcome::kNothing);
    other.join();
}

TEST_P(CaptureSessionInEveryMode, UpdateChangesTheRegionAndSendsItWhole) {
    const std::string source = "source=synthetic\nfps=240\nsyntheticChange=0\n" + GetParam();
    Viewer viewer(GetParam() + "width=300\nheight=300\nsyntheticChange=0");
    viewer.next();
    viewer.session.update(parse_settings(source + "x=10\ny=20\nwidth=201\nheight=101"));
    const Received frame = viewer.next();
    EXPECT_EQ(frame.width, 201u);
    EXPECT_EQ(frame.height, 101u);
    EXPECT_EQ(frame.rows(), 101);
    EXPECT_TRUE(frame.all_key_frames());
    EXPECT_EQ(frame.frame_id, 1u);
}

TEST_P(CaptureSessionInEveryMode, ARefusedUpdateChangesNothing) {
    const std::string source = "source=synthetic\n" + GetParam();
    Viewer viewer(GetParam() + "width=300\nheight=300\nsyntheticChange=0");
    const std::string before = describe_settings(viewer.session.settings());
    EXPECT_THROW(
        viewer.session.update(parse_settings(source + "width=301\nheight=300\nsyntheticChange=0")),
        Error);
    EXPECT_THROW(
        viewer.session.update(parse_settings(source + "width=300\nheight=300\nsyntheticChange=1")),
        Error);
    EXPECT_EQ(describe_settings(viewer.session.settings()), before);
}

TEST_P(CaptureSessionInEveryMode, TakesRequestsFromOtherThreadsWhileItRuns) {
    Viewer viewer(GetParam() + "width=128\nheight=256\nsyntheticChange=50");
    std::thread other([&] {
        for (int round = 0; round < 50; ++round) {
            Settings settings = viewer.session.settings();
            settings.jpeg_quality = 40 + round;
            settings.h264_crf = 20 + round % 20;
            settings.stripe_height = round % 3 == 0 ? 64 : 0;
            viewer.session.update(settings);
            viewer.session.request_key_frame();
            viewer.session.take_notices();
        }
        viewer.session.stop();
    });
    std::vector<std::uint8_t> buffer(4 << 20);
    std::uint64_t expected = 0;
    while (true) {
        const CaptureSession::Result result =
            viewer.session.next(buffer.data(), buffer.size(), kForever);
        if (result.outcome == Outcome::kNothing) break;
        ASSERT_EQ(result.outcome, Outcome::kFrame);
        std::uint64_t id = 0;
        std::memcpy(&id, buffer.data() + 8, sizeof id);
        ASSERT_EQ(id, expected++);
    }
    other.join();
}

TEST_P(CaptureSessionInEveryMode, TwoSessionsRunSideBySide) {
    const std::string settings = GetParam() + "width=640\nheight=480\nsyntheticChange=100";
    const auto watch = [&] {
        Viewer viewer(settings);
        for (std::uint64_t id = 0; id < 30; ++id) ASSERT_EQ(viewer.next().frame_id, id);
    };
    std::thread other(watch);
    watch();
    other.join();
    EXPECT_EQ(LiveSession::count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Modes, CaptureSessionInEveryMode, testing::ValuesIn(modes()),
                         [](const auto& mode) {
                             return mode.index == 0
                                        ? std::string("jpeg")
                                        : std::string(h264_libraries()[mode.index - 1].word);
                         });

TEST(CaptureSession, TheSourceRestsWhileNobodyAsksForAFrame) {
    auto owned = std::make_unique<ScriptedSource>(Size{64, 64});
    ScriptedSource& source = *owned;
    Viewer viewer("mode=jpeg", std::move(owned));
    viewer.next();
    EXPECT_TRUE(source.rests());
    EXPECT_EQ(source.waits, 0);
    EXPECT_EQ(viewer.session.next(nullptr, 0, std::chrono::milliseconds(5)).outcome,
              Outcome::kNothing);
    EXPECT_TRUE(source.rests());
    EXPECT_GT(source.waits, 0);
    source.fail_next_grab(Error(ErrorCode::kCapture, "no pixels"));
    source.fill({0, 0, 64, 64}, 1, 2, 3);
    EXPECT_THROW(viewer.session.next(nullptr, 0, kForever), Error);
    EXPECT_TRUE(source.rests());
}

TEST(CaptureSession, KeepsToItsFrameRate) {
    // The time before the first frame, which may reach this thread long after it was captured.
    const TimePoint start = Clock::now();
    CaptureSession session(
        parse_settings("source=synthetic\nfps=10\nwidth=64\nheight=64\nsyntheticChange=100"));
    std::vector<std::uint8_t> buffer(1 << 20);
    for (int frame = 0; frame <= 5; ++frame) session.next(buffer.data(), buffer.size(), kForever);
    EXPECT_GE(Clock::now() - start, std::chrono::milliseconds(490));
}

TEST(CaptureSession, SwitchesBetweenCodecsWhileItRuns) {
    if (!has_codec(CaptureMode::kH264)) {
        Viewer viewer("width=64\nheight=64");
        EXPECT_THROW(viewer.session.update(
                         parse_settings("source=synthetic\nwidth=64\nheight=64\nmode=h264")),
                     Error);
        return;
    }
    Viewer viewer("mode=jpeg\nwidth=320\nheight=300\nsyntheticChange=0");
    EXPECT_EQ(viewer.next().stripes.front().codec, 1u);
    Settings settings = viewer.session.settings();
    settings.mode = CaptureMode::kH264;
    viewer.session.update(settings);
    const Received frame = viewer.next();
    EXPECT_EQ(frame.stripes.front().codec, 2u);
    EXPECT_EQ(frame.rows(), 300);
    EXPECT_TRUE(frame.all_key_frames());
}

TEST(CaptureSession, ADisplayThatIsNotThereIsRefusedAndLeavesNothingBehind) {
    try {
        CaptureSession session(parse_settings("display=:59999"));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("':59999'"), std::string::npos) << error.what();
    }
    EXPECT_EQ(LiveSession::count(), 0);
}

}  // namespace
}  // namespace pixelflux
