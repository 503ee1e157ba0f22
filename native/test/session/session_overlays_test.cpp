// SPDX-License-Identifier: MPL-2.0
// Cursor and watermark through a whole session, seen in decoded JPEG stripes.
#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "error.h"
#include "overlays.h"
#include "scripted_source.h"
#include "viewer.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

constexpr Size kSize = {96, 192};
const std::vector<std::uint32_t> kRows = {0, 64, 128};

// A grey screen, its session, and what a viewer has drawn of it.
class Screen {
public:
    explicit Screen(const std::string& settings) : Screen(settings, new ScriptedSource(kSize)) {}

    Received next() {
        Received frame = viewer.next();
        for (std::size_t i = 0; i < frame.stripes.size(); ++i) {
            const std::vector<std::uint8_t> pixels = decode_jpeg(frame.payloads[i]);
            std::copy(pixels.begin(), pixels.end(),
                      shown_.pixel(0, static_cast<int>(frame.stripes[i].y)));
        }
        return frame;
    }

    // The colour at a pixel, as 'r', 'g' or '.' for the grey of the screen.
    char at(int x, int y) {
        const std::uint8_t* const bgr = shown_.pixel(x, y);
        if (bgr[2] > 200 && bgr[1] < 90) return 'r';
        if (bgr[1] > 200 && bgr[2] < 90) return 'g';
        return std::abs(bgr[0] - 128) < 20 && std::abs(bgr[2] - 128) < 20 ? '.' : '?';
    }

    int count(char color) {
        int sum = 0;
        for (int y = 0; y < kSize.height; ++y) {
            for (int x = 0; x < kSize.width; ++x) sum += at(x, y) == color ? 1 : 0;
        }
        return sum;
    }

    ScriptedSource* source;
    Viewer viewer;

private:
    Screen(const std::string& settings, ScriptedSource* scripted)
        : source(scripted),
          viewer("jpegQuality=100\nstripeHeight=64\n" + settings,
                 std::unique_ptr<ScriptedSource>(scripted)) {
        source->fill({0, 0, kSize.width, kSize.height}, 128, 128, 128);
    }

    Picture shown_{kSize.width, kSize.height};
};

TEST(SessionOverlays, TheCursorIsDrawnAtItsHotspotAndLeavesNoGhost) {
    Screen screen("captureCursor=true\n");
    const auto shape = red_square(16, 4);
    screen.source->move_cursor({shape, 24, 24});
    screen.next();
    EXPECT_EQ(screen.at(24, 24), 'r');
    EXPECT_EQ(screen.at(22, 22), 'r');
    EXPECT_EQ(screen.at(16, 24), '.');
    for (const auto& [x, y, rows] :
         {std::tuple{30, 30, "I--"}, {30, 100, "II-"}, {30, 150, "-II"}, {40, 150, "--I"}}) {
        screen.source->move_cursor({shape, x, y});
        const std::int64_t grabbed = screen.source->grabbed_pixels;
        EXPECT_EQ(screen.next().kinds(kRows), rows);
        EXPECT_EQ(screen.source->grabbed_pixels, grabbed);
        EXPECT_EQ(screen.at(x, y), 'r');
        EXPECT_NEAR(screen.count('r'), 16 * 16, 40);
        EXPECT_TRUE(screen.viewer.quiet(milliseconds(10)));
    }
    screen.source->move_cursor({shape, 1000, 1000});
    EXPECT_EQ(screen.next().kinds(kRows), "--I");
    EXPECT_EQ(screen.count('r'), 0);
    EXPECT_EQ(screen.count('.'), kSize.width * kSize.height);
}

TEST(SessionOverlays, TheCursorIsCutAtEveryEdge) {
    Screen screen("captureCursor=true\n");
    const auto shape = red_square(16, 8);
    const int right = kSize.width - 1;
    const int bottom = kSize.height - 1;
    screen.source->move_cursor({shape, 48, 96});
    screen.next();
    for (const auto& [x, y] : {std::pair{0, 0},
                               {right, 0},
                               {right, bottom},
                               {0, bottom},
                               {48, 0},
                               {right, 96},
                               {48, bottom},
                               {0, 96}}) {
        screen.source->move_cursor({shape, x, y});
        screen.next();
        EXPECT_EQ(screen.at(x, y), 'r') << x << "," << y;
        const bool corner = (x == 0 || x == right) && (y == 0 || y == bottom);
        EXPECT_NEAR(screen.count('r'), corner ? 64 + 8 : 128 + 8, 24) << x << "," << y;
    }
}

TEST(SessionOverlays, WhatIsDrawnUnderTheCursorShowsWhenItLeaves) {
    Screen screen("captureCursor=true\n");
    const auto shape = red_square(16, 0);
    screen.source->move_cursor({shape, 16, 16});
    screen.next();
    screen.source->fill({8, 8, 32, 32}, 0, 255, 0);
    screen.next();
    EXPECT_EQ(screen.at(24, 24), 'r');
    EXPECT_EQ(screen.at(10, 10), 'g');
    screen.source->move_cursor({shape, 70, 150});
    screen.next();
    EXPECT_EQ(screen.at(24, 24), 'g');
    EXPECT_NEAR(screen.count('g'), 32 * 32, 70);
}

TEST(SessionOverlays, OffMeansNeverInThePicture) {
    Screen screen("captureCursor=false\n");
    screen.source->move_cursor({red_square(16, 0), 16, 16});
    screen.next();
    EXPECT_EQ(screen.count('r'), 0);
    screen.source->move_cursor({red_square(16, 0), 50, 50});
    EXPECT_TRUE(screen.viewer.quiet(milliseconds(30)));
    screen.viewer.change("captureCursor=true\n");
    EXPECT_EQ(screen.next().kinds(kRows), "II-");
    EXPECT_GT(screen.count('r'), 200);
    screen.viewer.change("captureCursor=false\n");
    EXPECT_EQ(screen.next().kinds(kRows), "II-");
    EXPECT_EQ(screen.count('r'), 0);
}

TEST(SessionOverlays, ARegionSeesItsPartOfTheCursor) {
    Screen screen("captureCursor=true\nx=32\ny=64\nwidth=64\nheight=128\n");
    screen.source->move_cursor({red_square(16, 0), 24, 70});
    Received frame = screen.viewer.next();
    const std::vector<std::uint8_t> pixels = decode_jpeg(frame.payloads.front());
    const auto red_at = [&](int x, int y) {
        return pixels[static_cast<std::size_t>((y * 64 + x) * 4 + 2)];
    };
    EXPECT_GT(red_at(4, 14), 200);
    EXPECT_LT(red_at(16, 14), 150);
}

TEST(SessionOverlays, CursorEventsComeBesideThePicture) {
    Screen screen("cursorEvents=true\n");
    const auto shape = red_square(16, 3);
    screen.source->move_cursor({shape, 20, 30});
    const Received first = screen.next();
    EXPECT_EQ(first.stripes.size(), 3u);
    ASSERT_EQ(first.cursor.size(), 32u + 16 * 16 * 4);
    EXPECT_EQ(screen.count('r'), 0);
    screen.source->move_cursor({shape, 21, 30});
    const Received moved = screen.viewer.next();
    EXPECT_TRUE(moved.stripes.empty());
    ASSERT_EQ(moved.cursor.size(), 32u);
    EXPECT_EQ(moved.cursor[0], 21);
    EXPECT_EQ(moved.cursor[4], 30);
    EXPECT_TRUE(screen.viewer.quiet(milliseconds(20)));
    screen.source->fill({0, 0, 8, 8}, 0, 0, 0);
    const Received drawn = screen.next();
    EXPECT_EQ(drawn.frame_id, 1u);
    EXPECT_TRUE(drawn.cursor.empty());
    screen.viewer.session.request_key_frame();
    EXPECT_EQ(screen.next().cursor.size(), 32u + 16 * 16 * 4);
}

TEST(SessionOverlays, AStillWatermarkIsThereFromTheFirstFrameAndCostsNothing) {
    const WatermarkFile file({24, 16});
    Screen screen(file.line() + "watermarkLocation=bottomRight\n");
    screen.next();
    EXPECT_EQ(screen.at(kSize.width - 2, kSize.height - 2), 'g');
    EXPECT_NEAR(screen.count('g'), 24 * 16, 40);
    EXPECT_TRUE(screen.viewer.quiet(milliseconds(60)));
    EXPECT_EQ(screen.source->grabs, 1);
    screen.source->fill({0, 0, 8, 8}, 0, 0, 0);
    EXPECT_EQ(screen.next().kinds(kRows), "I--");
    screen.source->fill({80, 180, 8, 8}, 0, 0, 255);
    screen.next();
    EXPECT_EQ(screen.count('r'), 0);
}

TEST(SessionOverlays, TheWatermarkGoesWhereverItIsSentAndAway) {
    const WatermarkFile file({24, 16});
    Screen screen(file.line());
    screen.next();
    EXPECT_EQ(screen.count('g'), 0);
    for (const auto& [word, x, y] : {std::tuple{"topLeft", 2, 2},
                                     {"topRight", 93, 2},
                                     {"bottomLeft", 2, 189},
                                     {"bottomRight", 93, 189},
                                     {"middle", 48, 96}}) {
        screen.viewer.change(std::string("watermarkLocation=") + word + "\n");
        screen.next();
        EXPECT_EQ(screen.at(x, y), 'g') << word;
        EXPECT_NEAR(screen.count('g'), 24 * 16, 60) << word;
    }
    screen.viewer.change("watermarkLocation=none\n");
    screen.next();
    EXPECT_EQ(screen.count('g'), 0);
}

TEST(SessionOverlays, AnAnimatedWatermarkCostsItsRowsOnly) {
    const WatermarkFile file({24, 16});
    Screen screen(file.line() + "watermarkLocation=animated\n");
    screen.next();
    for (int frame = 1; frame < 150; ++frame) {
        const std::string rows = screen.next().kinds(kRows);
        EXPECT_NE(rows, "III") << frame;
        const int x = frame * 2 % 144 <= 72 ? frame * 2 % 144 : 144 - frame * 2 % 144;
        const int y = frame * 2 % 352 <= 176 ? frame * 2 % 352 : 352 - frame * 2 % 352;
        EXPECT_EQ(screen.at(x + 12, y + 8), 'g') << frame;
        EXPECT_NEAR(screen.count('g'), 24 * 16, 80) << frame;
    }
    EXPECT_EQ(screen.source->grabbed_pixels, kSize.width * kSize.height);
}

TEST(SessionOverlays, ALargerWatermarkCoversAll) {
    const WatermarkFile file({300, 300});
    Screen screen(file.line() + "watermarkLocation=middle\n");
    screen.next();
    EXPECT_EQ(screen.count('g'), kSize.width * kSize.height);
}

TEST(SessionOverlays, AnAnimatedWatermarkWithoutRoomIsStillAndHoldsNothingUp) {
    const WatermarkFile file({300, 300});
    Screen screen(file.line() +
                  "watermarkLocation=animated\nusePaintOverQuality=true\n"
                  "keyframeIntervalSeconds=0.1\n");
    screen.next();
    EXPECT_EQ(screen.next().kinds(kRows), "III");  // the paint-over
    EXPECT_EQ(screen.next().kinds(kRows), "III");  // the first interval
    screen.viewer.change("keyframeIntervalSeconds=0\n");
    EXPECT_TRUE(screen.viewer.quiet(milliseconds(60)));
    EXPECT_EQ(screen.source->grabbed_pixels, kSize.width * kSize.height);
}

TEST(SessionOverlays, CursorMovesDoNotSpoilWhatTheBitrateKnows) {
    if (!has_codec(CaptureMode::kH264)) return;
    std::size_t sizes[2] = {};
    for (const int moves : {0, 40}) {
        auto* const source = new ScriptedSource({320, 192});
        Viewer viewer("mode=h264\nrateControl=cbr\nbitrateKbps=20000\ncursorEvents=true\n",
                      std::unique_ptr<ScriptedSource>(source));
        source->noise(1);
        viewer.next();
        while (!viewer.quiet(milliseconds(50))) {
        }
        const auto shape = red_square(16, 0);
        for (int i = 0; i < moves; ++i) {
            source->move_cursor({shape, i, i});
            EXPECT_TRUE(viewer.next().stripes.empty());
        }
        viewer.session.request_key_frame();
        sizes[moves != 0] = viewer.next().bytes();
    }
    EXPECT_NEAR(static_cast<double>(sizes[1]), static_cast<double>(sizes[0]),
                static_cast<double>(sizes[0]) * 0.2);
}

TEST(SessionOverlays, AFileThatIsNoPngIsRefusedAtStartAndLive) {
    EXPECT_THROW(Screen("watermarkPath=/etc/hostname\nwatermarkLocation=middle\n"), Error);
    Screen screen("");
    screen.next();
    EXPECT_THROW(screen.viewer.change("watermarkPath=/nowhere.png\n"), Error);
    EXPECT_EQ(screen.viewer.session.settings().watermark_path, "");
    EXPECT_TRUE(screen.viewer.quiet(milliseconds(10)));
}

}  // namespace
}  // namespace pixelflux
