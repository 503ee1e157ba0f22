// SPDX-License-Identifier: MPL-2.0
// Sessions that encode nothing, on a screen that the test draws: what they say has changed holds
// all that has, and little else.
#include "change_frames.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "capture_session.h"
#include "error.h"
#include "overlays.h"
#include "rect.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "test_length.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;
using Outcome = CaptureSession::Outcome;

constexpr Size kSize = {300, 170};
constexpr std::size_t kHeader = 56;
constexpr std::size_t kFirstArea = kHeader + 8;  // after the epoch

std::uint32_t u32_at(const std::vector<std::uint8_t>& packet, std::size_t at) {
    std::uint32_t value = 0;
    std::memcpy(&value, packet.data() + at, sizeof value);
    return value;
}

int int_at(const std::vector<std::uint8_t>& packet, std::size_t at) {
    return static_cast<int>(u32_at(packet, at));
}

// A reader of its own, from the layout in packet.h.
std::vector<Rect> areas_in(const std::vector<std::uint8_t>& packet) {
    EXPECT_EQ(u32_at(packet, 4), 0u);
    EXPECT_EQ(u32_at(packet, 40) & 4u, 4u);
    const std::size_t cursor = u32_at(packet, 48);
    const std::size_t end = cursor == 0 ? packet.size() : cursor;
    EXPECT_EQ((end - kFirstArea) % 16, 0u);
    std::vector<Rect> areas;
    for (std::size_t at = kFirstArea; at < end; at += 16)
        areas.push_back({int_at(packet, at), int_at(packet, at + 4), int_at(packet, at + 8),
                         int_at(packet, at + 12)});
    return areas;
}

class Screen {
public:
    explicit Screen(const std::string& settings = "")
        : source(new ScriptedSource(kSize)),
          settings_(settings),
          session(parse_settings(settings), std::unique_ptr<FrameSource>(source), source->time(), 1,
                  FrameContent::kChanges) {
        source->noise(1);
    }

    // What the next frame says, as far as there is one.
    std::optional<std::vector<Rect>> next() {
        std::vector<std::uint8_t> packet(1 << 16);
        const CaptureSession::Result result =
            session.next(packet.data(), packet.size(), milliseconds(100));
        if (result.outcome == Outcome::kNothing) return {};
        packet.resize(result.size);
        epoch = u32_at(packet, kHeader) | static_cast<std::uint64_t>(u32_at(packet, kHeader + 4))
                                              << 32;
        reason = static_cast<SendReason>(u32_at(packet, 40) >> 16 & 15u);
        return areas_in(packet);
    }

    void change(const std::string& lines) { session.update(parse_settings(settings_ + lines)); }

    ScriptedSource* source;
    std::uint64_t epoch = 0;  // of the last frame
    SendReason reason = SendReason::kStreaming;

private:
    std::string settings_;

public:
    CaptureSession session;
};

std::int64_t pixels_in(const std::vector<Rect>& areas) {
    std::int64_t sum = 0;
    for (const Rect& area : areas) sum += area_of(area);
    return sum;
}

bool is_in(const std::vector<Rect>& areas, int x, int y) {
    return std::any_of(areas.begin(), areas.end(), [&](const Rect& area) {
        return contains(area, Rect{x, y, 1, 1});
    });
}

// Returns how many pixels differ.
std::int64_t expect_all_in(const std::vector<Rect>& areas, const Picture& before,
                           const Picture& now) {
    std::int64_t differing = 0;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const std::size_t at = row_bytes(x);
            if (std::memcmp(before.view().row(y) + at, now.view().row(y) + at, 3) == 0) continue;
            ++differing;
            EXPECT_TRUE(is_in(areas, x, y)) << x << "," << y;
        }
    }
    return differing;
}

void expect_disjoint(const std::vector<Rect>& areas) {
    for (std::size_t i = 0; i < areas.size(); ++i) {
        EXPECT_FALSE(is_empty(areas[i]));
        EXPECT_TRUE(contains(whole_of(kSize), areas[i]));
        for (std::size_t j = 0; j < i; ++j)
            EXPECT_TRUE(is_empty(intersection(areas[i], areas[j]))) << i << " " << j;
    }
}

TEST(ChangeFrames, BeginWithTheWholePicture) {
    Screen screen;
    EXPECT_EQ(screen.next(), std::vector<Rect>{whole_of(kSize)});
    EXPECT_FALSE(screen.next());
}

TEST(ChangeFrames, SayWhatChangedToThePixel) {
    Screen screen;
    screen.next();
    screen.source->fill({40, 50, 7, 12}, 1, 2, 3);
    EXPECT_EQ(screen.next(), (std::vector<Rect>{{40, 50, 7, 12}}));
    // Over the edges of tiles.
    screen.source->fill({60, 60, 10, 10}, 3, 2, 1);
    EXPECT_EQ(screen.next(), (std::vector<Rect>{{60, 60, 10, 10}}));
}

TEST(ChangeFrames, ACaretAndAClockAreTwo) {
    Screen screen;
    screen.next();
    screen.source->fill({40, 50, 2, 12}, 1, 2, 3);
    screen.source->fill({250, 50, 20, 12}, 1, 2, 3);
    const std::optional<std::vector<Rect>> changed = screen.next();
    ASSERT_TRUE(changed);
    EXPECT_EQ(changed->size(), 2u);
    EXPECT_EQ(pixels_in(*changed), 2 * 12 + 20 * 12);
}

TEST(ChangeFrames, WhatIsDrawnAgainIsNone) {
    Screen screen;
    screen.next();
    screen.source->touch(0, kSize.height);
    EXPECT_FALSE(screen.next());
}

TEST(ChangeFrames, TheCursorLeavesAndEnters) {
    Screen screen("captureCursor=true\n");
    screen.source->move_cursor({red_square(10, 0), 20, 30});
    screen.next();
    screen.source->move_cursor({red_square(10, 0), 200, 130});
    const std::optional<std::vector<Rect>> changed = screen.next();
    ASSERT_TRUE(changed);
    EXPECT_EQ(pixels_in(*changed), 200);
    EXPECT_TRUE(is_in(*changed, 20, 30) && is_in(*changed, 209, 139));
}

TEST(ChangeFrames, EverythingCountsAsChangedWhenItIsAskedFor) {
    Screen screen;
    screen.next();
    screen.session.request_key_frame();
    EXPECT_EQ(screen.next(), std::vector<Rect>{whole_of(kSize)});
    EXPECT_FALSE(screen.next());
}

TEST(ChangeFrames, BeginAnewAfterAFailureAndWithAnotherRegion) {
    Screen screen;
    screen.next();
    screen.source->fill({40, 50, 7, 12}, 1, 2, 3);
    screen.source->fail_next_grab(Error(ErrorCode::kCapture, "no pixels"));
    EXPECT_THROW(screen.next(), Error);
    EXPECT_EQ(screen.next(), std::vector<Rect>{whole_of(kSize)});
    screen.change("width=100\nheight=80\n");
    EXPECT_EQ(screen.next(), (std::vector<Rect>{{0, 0, 100, 80}}));
}

TEST(ChangeFrames, SayWhyTheyCome) {
    Screen screen;
    screen.next();
    EXPECT_EQ(screen.reason, SendReason::kKeyFrame);
    screen.source->fill({40, 50, 7, 12}, 1, 2, 3);
    screen.next();
    EXPECT_EQ(screen.reason, SendReason::kChange);
    screen.session.request_key_frame();
    screen.next();
    EXPECT_EQ(screen.reason, SendReason::kKeyFrame);
    screen.source->fill({40, 50, 7, 12}, 9, 8, 7);
    screen.session.request_key_frame();
    screen.next();
    EXPECT_EQ(screen.reason, SendReason::kChange);
}

TEST(ChangeFrames, AnotherSizeBeginsAnEpochAndAFailureDoesNot) {
    Screen screen("minimumEpoch=4000000000000000\n");
    screen.next();
    const std::uint64_t first = screen.epoch;
    EXPECT_EQ(first, 4000000000000000u);
    screen.source->fail_next_grab(Error(ErrorCode::kCapture, "no pixels"));
    screen.source->fill({40, 50, 7, 12}, 1, 2, 3);
    EXPECT_THROW(screen.next(), Error);
    screen.next();
    EXPECT_EQ(screen.epoch, first);
    screen.change("width=100\nheight=80\n");
    screen.next();
    EXPECT_GT(screen.epoch, first);
}

TEST(ChangeFrames, NeedNoEncoderAndNothingOfTheMode) {
    for (const char* mode : {"jpeg", "h264", "mixed"}) {
        Screen screen(
            "rateControl=cbr\nkeyframeIntervalSeconds=0.1\nusePaintOverQuality=true\nmode=" +
            std::string(mode) + "\n");
        screen.next();
        EXPECT_FALSE(screen.next());
        screen.change("mode=jpeg\nstripeHeight=64\n");
        EXPECT_FALSE(screen.next());
    }
}

TEST(ChangeFrames, HoldAllThatChangesAtRandomAndLittleElse) {
    std::mt19937 random(11);
    const auto below = [&](int limit) {
        return static_cast<int>(random() % static_cast<unsigned>(limit));
    };
    Screen screen;
    screen.next();
    Picture before = screen.source->picture();
    std::int64_t told = 0;
    std::int64_t differing = 0;
    for (int round = 0; round < test_length(400, 150); ++round) {
        for (int i = 1 + below(round % 50 == 0 ? 80 : 4); i > 0; --i) {
            const Rect drawn = intersection(
                {below(kSize.width), below(kSize.height), 1 + below(60), 1 + below(40)},
                whole_of(kSize));
            screen.source->fill(drawn, static_cast<std::uint8_t>(random()), 9, 9);
        }
        if (below(30) == 0) screen.source->noise(static_cast<std::uint32_t>(random()));
        const std::optional<std::vector<Rect>> areas = screen.next();
        if (!areas) {  // painted in the colours that were there
            EXPECT_EQ(expect_all_in({}, before, screen.source->picture()), 0);
            continue;
        }
        EXPECT_LE(areas->size(), 32u);
        ASSERT_NO_FATAL_FAILURE(expect_disjoint(*areas));
        differing += expect_all_in(*areas, before, screen.source->picture());
        told += pixels_in(*areas);
        before = screen.source->picture();
        if (HasFailure()) return;
    }
    EXPECT_LE(told, differing * 3 / 2);
}

}  // namespace
}  // namespace pixelflux
