// SPDX-License-Identifier: MPL-2.0
// Sources that change their size under a running session, and the settings that go with it.
#include <new>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "error.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "viewer.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

struct Screen {
    explicit Screen(const std::string& settings)
        : Screen(settings, new ScriptedSource({320, 240})) {}

    ScriptedSource* source;
    Viewer viewer;

private:
    Screen(const std::string& settings, ScriptedSource* scripted)
        : source(scripted), viewer(settings, std::unique_ptr<ScriptedSource>(scripted)) {
        source->noise(1);
    }
};

void expect_size(const Received& frame, std::uint32_t width, std::uint32_t height) {
    EXPECT_EQ(frame.width, width);
    EXPECT_EQ(frame.height, height);
    EXPECT_EQ(frame.rows(), static_cast<int>(height));
    EXPECT_TRUE(frame.all_key_frames());
}

TEST(SessionSize, FollowsASourceThatGrowsAndShrinks) {
    for (const char* mode : {"mode=jpeg\n", "mode=h264\n"}) {
        if (mode == std::string("mode=h264\n") && !has_codec(CaptureMode::kH264)) continue;
        Screen screen(std::string(mode) + "autoAdjustSize=true\n");
        expect_size(screen.viewer.next(), 320, 240);
        const int least = encoder_for(parse_settings(mode)).traits.smallest_side;
        for (const Size size :
             {Size{640, 480}, Size{201, 99}, Size{least, least}, Size{320, 240}}) {
            screen.source->resize(size);
            expect_size(screen.viewer.next(), static_cast<std::uint32_t>(size.width),
                        static_cast<std::uint32_t>(size.height));
            EXPECT_TRUE(screen.viewer.quiet(milliseconds(20)));
        }
    }
}

TEST(SessionSize, ASourceTooSmallForTheLibraryIsRefusedByNameUntilItGrows) {
    for (const H264Library& library : h264_libraries()) {
        const int least = library.stripes().traits.smallest_side;
        if (least == 1) continue;  // it takes every size
        Screen screen("mode=h264\nautoAdjustSize=true\nh264Encoder=" + std::string(library.word) +
                      "\n");
        screen.viewer.next();
        screen.source->resize({least - 1, 240});
        for (int call = 0; call < 2; ++call) {
            try {
                screen.viewer.quiet(milliseconds(50));
                FAIL();
            } catch (const Error& error) {
                EXPECT_EQ(error.code(), ErrorCode::kArgument);
                EXPECT_EQ(std::string(error.what()).substr(0, 29), "width: a stripe of 15 pixels ");
            }
        }
        screen.source->resize({320, 240});
        expect_size(screen.viewer.next(), 320, 240);
    }
}

TEST(SessionSize, ASetSizeIsAsMuchAsFits) {
    Screen screen("autoAdjustSize=true\nx=20\ny=10\nwidth=200\nheight=100\n");
    expect_size(screen.viewer.next(), 200, 100);
    screen.source->resize({150, 80});
    expect_size(screen.viewer.next(), 130, 70);
    screen.source->resize({1000, 1000});
    expect_size(screen.viewer.next(), 200, 100);
}

TEST(SessionSize, ARegionThatIsGoneIsARetryableErrorUntilItIsBack) {
    Screen screen("autoAdjustSize=true\nx=200\n");
    expect_size(screen.viewer.next(), 120, 240);
    screen.source->resize({100, 240});
    for (int call = 0; call < 2; ++call) {
        try {
            screen.viewer.quiet(milliseconds(50));
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        }
    }
    screen.source->resize({320, 240});
    expect_size(screen.viewer.next(), 120, 240);
}

TEST(SessionSize, WithoutFollowingARegionThatNoLongerFitsSaysWhatToDo) {
    Screen screen("");
    screen.viewer.next();
    screen.source->resize({320, 200});
    for (int call = 0; call < 2; ++call) {
        try {
            screen.viewer.quiet(milliseconds(50));
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay);
            EXPECT_EQ(std::string(error.what()),
                      "the source was resized to 320x200, so the region 320x240 at 0,0 no longer "
                      "fits; open the capture again, or set autoAdjustSize to follow the source");
        }
    }
    screen.source->resize({400, 400});
    expect_size(screen.viewer.next(), 320, 240);
}

TEST(SessionSize, WithoutFollowingARegionThatStillFitsGoesOn) {
    Screen screen("width=100\nheight=100\n");
    screen.viewer.next();
    screen.source->resize({120, 110});
    screen.source->noise(5);
    expect_size(screen.viewer.next(), 100, 100);
    screen.source->resize({2000, 2000});
    screen.viewer.change("jpegQuality=50\n");
    screen.source->noise(6);
    expect_size(screen.viewer.next(), 100, 100);
}

TEST(SessionSize, ARegionThatIsOvertakenByAResizeIsRetriedAndTheRestHolds) {
    Screen screen("");
    screen.viewer.next();
    screen.source->resize({100, 240});  // nobody has looked yet
    screen.viewer.change("x=200\nwidth=120\nstripeHeight=16\n");
    screen.viewer.session.request_key_frame();
    for (int call = 0; call < 2; ++call) {
        try {
            screen.viewer.quiet(milliseconds(50));
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::kDisplay) << error.what();
        }
    }
    screen.source->resize({320, 240});
    const Received frame = screen.viewer.next();
    expect_size(frame, 120, 240);
    EXPECT_EQ(frame.stripes.size(), 15u);
}

TEST(SessionSize, FollowingCanBeSwitchedOnLive) {
    Screen screen("");
    screen.viewer.next();
    screen.source->resize({100, 50});
    EXPECT_THROW(screen.viewer.quiet(milliseconds(50)), Error);
    screen.viewer.change("autoAdjustSize=true\n");
    expect_size(screen.viewer.next(), 100, 50);
}

TEST(SessionSize, AGrabThatFailsDuringAResizeIsTriedAgain) {
    Screen screen("autoAdjustSize=true\n");
    screen.viewer.next();
    screen.source->noise(2);
    screen.source->fail_next_grab(Error(ErrorCode::kCapture, "bad match"));
    EXPECT_THROW(screen.viewer.next(), Error);  // nothing was resized: a failure like any other
    expect_size(screen.viewer.next(), 320, 240);
}

TEST(SessionSize, EverySettingChangesLiveWithoutLosingAFrame) {
    Screen screen("");
    std::uint64_t id = screen.viewer.next().frame_id;
    std::uint32_t seed = 2;
    for (const char* lines :
         {"fps=100\n", "jpegQuality=30\n", "captureCursor=true\n", "usePaintOverQuality=true\n",
          "stripeHeight=16\n", "wireHeader=1\n", "wireHeader=none\n",
          "keyframeIntervalSeconds=30\n", "x=10\ny=20\nwidth=101\nheight=103\n",
          "autoAdjustSize=true\n", "cursorEvents=true\n", "damageBlockThreshold=1\n"}) {
        screen.viewer.change(lines);
        screen.source->noise(++seed);
        const Received frame = screen.viewer.next();
        EXPECT_EQ(frame.frame_id, ++id) << lines;
        EXPECT_FALSE(frame.stripes.empty()) << lines;
    }
    if (!has_codec(CaptureMode::kH264)) return;
    screen.viewer.change("usePaintOverQuality=false\nstripeHeight=64\n");
    std::vector<const char*> changes = {"mode=h264\n", "h264FullFrame=true\n",
                                        "rateControl=cbr\nh264FullFrame=false\n",
                                        "rateControl=crf\nmode=jpeg\n"};
    if (encoder_for(parse_settings("mode=h264\n")).traits.full_color) {
        changes.insert(changes.begin() + 1, "h264FullColor=true\n");
        changes.insert(changes.end() - 1, "h264FullColor=false\n");
    }
    for (const char* const lines : changes) {
        screen.viewer.change(lines);
        const Received frame = screen.viewer.next();
        EXPECT_EQ(frame.frame_id, ++id) << lines;
        EXPECT_TRUE(frame.all_key_frames()) << lines;
        EXPECT_EQ(frame.rows(), 103) << lines;
        // With a constant bit rate the picture is refined until it is as good as it should be.
        while (!screen.viewer.quiet(milliseconds(30))) ASSERT_LT(++id, 2000u) << lines;
    }
}

TEST(SessionSize, ARegionThatMemoryWasShortForIsMovedToNextTime) {
    Screen screen("width=100\n");
    expect_size(screen.viewer.next(), 100, 240);
    screen.viewer.change("width=200\n");
    screen.source->exhaust_next_region();
    EXPECT_THROW(screen.viewer.next(), std::bad_alloc);
    expect_size(screen.viewer.next(), 200, 240);
}

TEST(SessionSize, ChangesThatWereLostToAShortageAreReadAnew) {
    Screen screen("");
    screen.viewer.next();
    screen.source->touch(0, 16);
    screen.source->exhaust_next_wait();
    EXPECT_THROW(screen.viewer.next(), std::bad_alloc);
    expect_size(screen.viewer.next(), 320, 240);
}

}  // namespace
}  // namespace pixelflux
