// SPDX-License-Identifier: MPL-2.0
#include "settings_text.h"

#include <clocale>

#include <gtest/gtest.h>

#include "error.h"
#include "geometry.h"

namespace pixelflux {
namespace {

std::string rejection(const std::string& text) {
    try {
        parse_settings(text);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kArgument);
        return error.what();
    }
    return "accepted";
}

TEST(SettingsText, NothingMeansTheDefaults) {
    const Settings settings = parse_settings("");
    EXPECT_EQ(settings.fps, 60);
    EXPECT_EQ(settings.jpeg_quality, 85);
    EXPECT_EQ(settings.h264_crf, 25);
    EXPECT_EQ(settings.mode, CaptureMode::kJpeg);
}

TEST(SettingsText, AnUnsetSideIsNotDescribed) {
    EXPECT_EQ(describe_settings(Settings()).find("width="), std::string::npos);
    EXPECT_NE(describe_settings(parse_settings("width=7")).find("width=7\n"), std::string::npos);
}

TEST(SettingsText, DescribesWhatItParsed) {
    const std::string text =
        "source=synthetic\ndisplay=:7.0\nx=3\ny=5\nwidth=1281\nheight=51\nfps=29.97\nmode="
        "h264\njpegQuality=1\n"
        "h264Crf=51\nstripeHeight=4096\nsyntheticSeed=-9223372036854775808\nsyntheticChange=0.5\n";
    const Settings again = parse_settings(describe_settings(parse_settings(text)));
    EXPECT_EQ(describe_settings(again), describe_settings(parse_settings(text)));
    EXPECT_EQ(again.fps, 29.97);
    EXPECT_EQ(again.display, ":7.0");
    EXPECT_EQ(again.synthetic_seed, std::numeric_limits<std::int64_t>::min());
}

TEST(SettingsText, ASideIsAtMostWhatASourceMayHave) {
    EXPECT_EQ(parse_settings("width=" + std::to_string(kLargestSide)).width, kLargestSide);
    EXPECT_NE(rejection("width=" + std::to_string(kLargestSide + 1)), "accepted");
}

struct Bad {
    std::string line;
    std::string message;
};

class BadSetting : public testing::TestWithParam<Bad> {};

TEST_P(BadSetting, IsRejectedWithOptionValueAndRange) {
    EXPECT_EQ(rejection(GetParam().line), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, BadSetting,
    testing::Values(
        Bad{"jpegQuality=101", "jpegQuality: 101 is out of range, allowed 1..100"},
        Bad{"jpegQuality=0", "jpegQuality: 0 is out of range, allowed 1..100"},
        Bad{"jpegQuality=9x", "jpegQuality: 9x is out of range, allowed 1..100"},
        Bad{"jpegQuality=", "jpegQuality:  is out of range, allowed 1..100"},
        Bad{"h264Crf=52", "h264Crf: 52 is out of range, allowed 0..51"},
        Bad{"h264Crf=-1", "h264Crf: -1 is out of range, allowed 0..51"},
        Bad{"width=0", "width: 0 is out of range, allowed 1..16384"},
        Bad{"height=16385", "height: 16385 is out of range, allowed 1..16384"},
        Bad{"x=-1", "x: -1 is out of range, allowed 0..32767"},
        Bad{"y=99999999999", "y: 99999999999 is out of range, allowed 0..32767"},
        Bad{"fps=0.005", "fps: 0.005 is out of range, allowed 0.01..240"},
        Bad{"fps=nan", "fps: nan is out of range, allowed 0.01..240"},
        Bad{"fps=30 ", "fps: 30  is out of range, allowed 0.01..240"},
        Bad{"mode=vp8", "mode: vp8 is out of range, allowed jpeg, h264, mixed"},
        Bad{"source=camera",
            "source: camera is out of range, allowed screen, x11, wayland, portal, synthetic, "
            "frames"},
        Bad{"stripeHeight=65",
            "stripeHeight: 65 is out of range, allowed 0 or a multiple of 16 in 16..4096"},
        Bad{"syntheticChange=100.1", "syntheticChange: 100.1 is out of range, allowed 0..100"},
        Bad{"syntheticSeed=x",
            "syntheticSeed: x is out of range, allowed -9223372036854775808..9223372036854775807"},
        Bad{"minimumEpoch=-1", "minimumEpoch: -1 is out of range, allowed 0..4503599627370496"},
        Bad{"minimumEpoch=4503599627370497",
            "minimumEpoch: 4503599627370497 is out of range, allowed 0..4503599627370496"},
        Bad{"source=synthetic\nmonitor=HDMI-1",
            "monitor: with source=synthetic it names nothing, allowed with screen, x11 and "
            "wayland; "
            "leave it out"},
        Bad{"input=cam\nwindowId=7\nsource=frames",
            "windowId: with source=frames it names nothing, allowed with screen, x11 and wayland; "
            "leave it out"},
        Bad{"windowTitle=xterm\nsource=portal",
            "windowTitle: with source=portal it names nothing, allowed with screen, x11 and "
            "wayland; leave it out"},
        Bad{"fps", "'fps' is not of the form name=value"}));

TEST(SettingsText, ANulWouldEndAPathAndIsRefusedByName) {
    using namespace std::string_literals;
    EXPECT_EQ(rejection("watermarkPath=/logo.png\0/other"s),
              "watermarkPath: a NUL character is not allowed, for many it would end the text");
}

TEST(SettingsText, NamesTheKnownOptionsWhenOneIsUnknown) {
    const std::string message = rejection("fsp=30");
    EXPECT_NE(message.find("unknown option 'fsp', known options: source, display, monitor"),
              std::string::npos)
        << message;
}

TEST(SettingsText, ReadsNumbersTheSameInEveryLocale) {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    std::setlocale(LC_ALL, "de_DE.UTF-8");
    EXPECT_EQ(parse_settings("fps=29.5").fps, 29.5);
    EXPECT_NE(describe_settings(parse_settings("fps=29.5")).find("fps=29.5\n"), std::string::npos);
    std::setlocale(LC_ALL, before.c_str());
}

TEST(SettingsText, OnlyTheSourceIsFixedWhileACaptureRuns) {
    const Settings running = parse_settings("display=:1");
    EXPECT_NO_THROW(
        require_same_source(running, parse_settings("display=:1\nfps=5\nmode=h264\nx=5\nwidth=7")));
    try {
        require_same_source(running, parse_settings("display=:2"));
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "display: :2 cannot replace ':1' in a running capture; open another one");
    }
}

}  // namespace
}  // namespace pixelflux
