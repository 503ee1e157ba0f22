// SPDX-License-Identifier: MPL-2.0
// Sessions and readers on the frames that a program pushes.
#include "frame_input.h"

#include <atomic>
#include <cstring>
#include <thread>

#include <gtest/gtest.h>

#include "error.h"
#include "input_names.h"
#include "input_source.h"
#include "kept_picture.h"
#include "pictures.h"
#include "settings_text.h"
#include "snapshot.h"
#include "viewer.h"

namespace pixelflux {
namespace {

using Changed = std::optional<std::vector<Rect>>;

void push(FrameInput& input, const Picture& picture, const Changed& changed = {}) {
    const PixelView view = picture.view();
    input.push({view.width, view.height}, changed, MemoryRows(view.data, view.stride, {}));
}

Picture painted(int width, int height, std::uint8_t shade) {
    Picture picture(width, height);
    picture.fill({0, 0, width, height}, shade, shade, shade);
    return picture;
}

bool same(const PixelView& a, const PixelView& b) {
    if (a.width != b.width || a.height != b.height) return false;
    for (int y = 0; y < a.height; ++y) {
        if (std::memcmp(a.row(y), b.row(y), row_bytes(a.width)) != 0) return false;
    }
    return true;
}

TEST(FrameInput, AReaderIsToldWhatChangedSinceItLooked) {
    const auto input = std::make_shared<FrameInput>();
    FrameInput::Reader reader(input);
    std::vector<Rect> changed;
    EXPECT_FALSE(reader.has_news());
    EXPECT_EQ(reader.take(changed), nullptr);

    Picture picture = painted(64, 48, 10);
    push(*input, picture);
    EXPECT_TRUE(reader.has_news());
    ASSERT_NE(reader.take(changed), nullptr);
    EXPECT_EQ(changed, (std::vector<Rect>{{0, 0, 64, 48}}));
    EXPECT_TRUE(same(reader.held()->view(), picture.view()));
    reader.let_go();

    changed.clear();
    picture.fill({8, 4, 2, 2}, 1, 2, 3);
    push(*input, picture, {{{8, 4, 2, 2}}});
    picture.fill({30, 40, 5, 5}, 4, 5, 6);
    push(*input, picture, {{{30, 40, 5, 5}}});
    reader.take(changed);
    EXPECT_FALSE(changed.empty());
    EXPECT_TRUE(same(reader.held()->view(), picture.view()));
    EXPECT_FALSE(reader.has_news());
}

// Only what is named is copied where nobody reads: the rest of a frame is the one before.
TEST(FrameInput, OnlyTheNamedRectanglesAreCopiedWhileNobodyReads) {
    const auto input = std::make_shared<FrameInput>();
    push(*input, painted(64, 48, 10));
    push(*input, painted(64, 48, 20), {{{8, 4, 2, 2}}});
    Picture expected = painted(64, 48, 10);
    expected.fill({8, 4, 2, 2}, 20, 20, 20);
    FrameInput::Reader reader(input);
    std::vector<Rect> changed;
    EXPECT_TRUE(same(reader.take(changed)->view(), expected.view()));
}

TEST(FrameInput, AFrameThatIsHeldStaysAsItIs) {
    const auto input = std::make_shared<FrameInput>();
    push(*input, painted(64, 48, 10));
    FrameInput::Reader reader(input);
    std::vector<Rect> changed;
    const FrameInput::Frame* const held = reader.take(changed);
    for (std::uint8_t shade = 20; shade < 40; ++shade) {
        push(*input, painted(64, 48, shade), {{{0, 0, 64, 48}}});
        ASSERT_TRUE(same(held->view(), painted(64, 48, 10).view()));
    }
    changed.clear();
    EXPECT_TRUE(same(reader.take(changed)->view(), painted(64, 48, 39).view()));
}

TEST(FrameInput, ARectangleBesideThePictureIsRefusedAndChangesNothing) {
    const auto input = std::make_shared<FrameInput>();
    push(*input, painted(64, 48, 10));
    FrameInput::Reader reader(input);
    std::vector<Rect> changed;
    reader.take(changed);
    for (const Rect& wrong : {Rect{60, 0, 5, 1}, Rect{-1, 0, 5, 1}, Rect{0, 48, 1, 1},
                              Rect{0, 0, 0, 1}, Rect{1, 1, 2147483647, 1}}) {
        EXPECT_THROW(push(*input, painted(64, 48, 20), {{wrong}}), Error);
    }
    EXPECT_FALSE(reader.has_news());
}

TEST(FrameInput, NamesAreSharedAndGoWithTheirLastHolder) {
    {
        const auto one = input_named("shared");
        EXPECT_EQ(one, input_named("shared"));
        EXPECT_NE(one, input_named("another"));
        push(*one, painted(8, 8, 1));
    }
    FrameInput::Reader later(input_named("shared"));
    std::vector<Rect> changed;
    EXPECT_EQ(later.take(changed), nullptr);
}

// However it goes on beside them, what a reader grabs is one frame: all its pixels have one shade.
TEST(FrameInput, WhatIsGrabbedIsOfOneFrameWhateverIsPushedMeanwhile) {
    constexpr int kFrames = 2000;
    const auto input = input_named("storm");
    std::atomic<bool> ends{false};
    std::thread pusher([&] {
        for (int frame = 1; frame <= kFrames; ++frame) {
            const Picture picture = painted(96, 64, static_cast<std::uint8_t>(frame % 251));
            push(*input, picture, frame % 2 == 0 ? Changed{{{0, 0, 96, 64}}} : Changed{});
        }
        ends = true;
    });
    const auto watch = [&] {
        InputSource source("storm");
        WakeEvent wake;
        std::unique_ptr<KeptPicture> kept;
        Damage damage({96, 64});
        damage.add_all();
        const std::uint8_t last = kFrames % 251;
        while (true) {
            const bool over = ends;
            if (source.wait_for_change(wake, Clock::now() + std::chrono::milliseconds(5)) ==
                    FrameSource::Change::kNone &&
                !over)
                continue;
            source.take_changes(damage);
            if (kept == nullptr) kept = std::make_unique<KeptPicture>(source, Rect{0, 0, 96, 64});
            const PixelView picture = kept->grab(damage);
            damage.clear();
            source.rest();
            for (int y = 0; y < 64; ++y) {
                for (int x = 0; x < 96; ++x)
                    ASSERT_EQ(picture.row(y)[4 * x], picture.row(0)[0]) << x << "," << y;
            }
            if (over) {
                EXPECT_EQ(picture.row(0)[0], last);
                return;
            }
        }
    };
    std::thread second(watch);
    watch();
    pusher.join();
    second.join();
}

const char* const kSession = "source=frames\ninput=session\nmode=jpeg\nfps=240\n";

TEST(FramesOfAProgram, ACaptureWaitsForTheFirstFrameWhichSetsItsSize) {
    const auto input = input_named("session");
    Viewer viewer(kSession);
    EXPECT_TRUE(viewer.quiet(Duration::zero()));
    viewer.session.request_key_frame();
    EXPECT_TRUE(viewer.quiet(Duration::zero()));
    push(*input, painted(200, 100, 90));
    const Received first = viewer.next();
    EXPECT_EQ(first.width, 200u);
    EXPECT_EQ(first.height, 100u);
    EXPECT_EQ(first.rows(), 100);
    const std::vector<std::uint8_t> pixels = decode_jpeg(first.payloads.at(0));
    EXPECT_NEAR(pixels.at(0), 90, 2);
}

TEST(FramesOfAProgram, ACallThatWaitsIsWokenByAFrameAndByStop) {
    Viewer viewer(kSession);
    std::thread pusher([] { push(*input_named("session"), painted(64, 64, 5)); });
    EXPECT_EQ(viewer.next().rows(), 64);
    pusher.join();
    std::thread stopper([&] { viewer.session.stop(); });
    EXPECT_EQ(viewer.session.next(nullptr, 0, kForever).outcome, Outcome::kNothing);
    stopper.join();
}

TEST(FramesOfAProgram, OnlyTheRowsThatDifferAreSent) {
    const auto input = input_named("session");
    Picture picture = painted(320, 640, 90);
    push(*input, picture);
    Viewer viewer(kSession);
    EXPECT_EQ(viewer.next().rows(), 640);
    push(*input, picture);  // the same again, and nobody said what changed
    EXPECT_TRUE(viewer.quiet(std::chrono::milliseconds(50)));
    picture.fill({10, 300, 20, 4}, 255, 255, 255);
    push(*input, picture);
    const Received news = viewer.next();
    EXPECT_LE(news.rows(), 32);
    EXPECT_LE(news.stripes.at(0).y, 300u);
}

TEST(FramesOfAProgram, ANewSizeIsAResize) {
    const auto input = input_named("session");
    push(*input, painted(320, 240, 90));
    Viewer follows(std::string(kSession) + "autoAdjustSize=true\n");
    Viewer stays(kSession);
    EXPECT_EQ(follows.next().rows(), 240);
    EXPECT_EQ(stays.next().rows(), 240);
    push(*input, painted(160, 120, 30));
    EXPECT_EQ(follows.next().rows(), 120);
    try {
        stays.session.next(nullptr, 0, kForever);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("160x120"), std::string::npos);
    }
}

TEST(FramesOfAProgram, ARegionBesideTheFirstFrameIsAnError) {
    const auto input = input_named("session");
    Viewer viewer(std::string(kSession) + "x=500\n");
    push(*input, painted(320, 240, 90));
    try {
        viewer.session.next(nullptr, 0, kForever);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("x: 500"), std::string::npos);
    }
    push(*input, painted(640, 480, 90));
    EXPECT_EQ(viewer.next().width, 140u);
}

TEST(FramesOfAProgram, ARegionIsPartOfTheFrame) {
    const auto input = input_named("session");
    Picture picture = painted(320, 240, 90);
    picture.fill({100, 50, 64, 64}, 200, 10, 10);
    push(*input, picture);
    const Snapshot part = take_snapshot(
        parse_settings("source=frames\ninput=session\nx=100\ny=50\nwidth=64\nheight=64"));
    EXPECT_EQ(part.size, (Size{64, 64}));
    for (const std::int32_t rgb : part.rgb) ASSERT_EQ(rgb, 0x0a0ac8);
}

TEST(FramesOfAProgram, ASnapshotNeedsAFrame) {
    try {
        take_snapshot(parse_settings("source=frames\ninput=nobody"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
    }
}

TEST(FramesOfAProgram, AnInputNeedsAName) { EXPECT_THROW(parse_settings("source=frames"), Error); }

}  // namespace
}  // namespace pixelflux
