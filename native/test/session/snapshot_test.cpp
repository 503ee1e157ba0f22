// SPDX-License-Identifier: MPL-2.0
// Those on a screen start their own Xvfb; without it they fail.
#include "snapshot.h"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "choose_encoder.h"
#include "error.h"
#include "live_sessions.h"
#include "overlays.h"
#include "region.h"
#include "scripted_source.h"
#include "settings_text.h"
#include "synthetic_picture.h"
#include "viewer.h"
#include "xvfb.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {97, 83};
constexpr Rect kWhole = {0, 0, kScreen.width, kScreen.height};
constexpr std::int32_t kRed = 0xff0000;
constexpr std::int32_t kGreen = 0x00ff00;
constexpr std::int32_t kGrey = 0x808080;

std::int32_t rgb_of(const std::uint8_t* bgrx) { return bgrx[0] | bgrx[1] << 8 | bgrx[2] << 16; }

std::int32_t at(const Snapshot& snapshot, int x, int y) {
    return snapshot.rgb.at(static_cast<std::size_t>(y * snapshot.size.width + x));
}

std::ptrdiff_t count(const Snapshot& snapshot, std::int32_t color) {
    return std::count(snapshot.rgb.begin(), snapshot.rgb.end(), color);
}

Snapshot snapshot_of(FrameSource& source, const std::string& settings) {
    return take_snapshot(parse_settings(settings), source);
}

ErrorCode refusal(FrameSource& source, const std::string& settings, std::string& text) {
    try {
        snapshot_of(source, settings);
    } catch (const Error& error) {
        text = error.what();
        return error.code();
    }
    text = "accepted";
    return ErrorCode::kInternal;
}

Picture picture_of(const Snapshot& snapshot) {
    Picture picture(snapshot.size.width, snapshot.size.height);
    for (int y = 0; y < snapshot.size.height; ++y) {
        for (int x = 0; x < snapshot.size.width; ++x) {
            const std::int32_t rgb = at(snapshot, x, y);
            picture.fill({x, y, 1, 1}, static_cast<std::uint8_t>(rgb),
                         static_cast<std::uint8_t>(rgb >> 8), static_cast<std::uint8_t>(rgb >> 16));
        }
    }
    return picture;
}

void expect_part(const Snapshot& snapshot, const Picture& screen, const Rect& part) {
    ASSERT_EQ(snapshot.size, (Size{part.width, part.height}));
    ASSERT_EQ(snapshot.rgb.size(), static_cast<std::size_t>(part.width * part.height));
    for (int y = 0; y < part.height; ++y) {
        const std::uint8_t* const row = screen.view().row(part.y + y) + part.x * kBytesPerPixel;
        for (int x = 0; x < part.width; ++x)
            ASSERT_EQ(at(snapshot, x, y), rgb_of(row + x * kBytesPerPixel)) << x << "," << y;
    }
}

void expect_first_step(const std::string& lines) {
    const Settings settings = parse_settings("source=synthetic\n" + lines);
    const Snapshot snapshot = take_snapshot(settings);
    const Rect region =
        region_of(settings, {settings.x + snapshot.size.width, settings.y + snapshot.size.height});
    Picture expected(region.width, region.height);
    const auto picture = make_synthetic_picture(settings, region);
    for (int y = 0; y < region.height; ++y)
        picture->draw_row({0, region.width}, y, 0, expected.pixel(0, y));
    expect_part(snapshot, expected, {0, 0, region.width, region.height});
}

// A screen of one grey with a pointer that is a red square.
struct GreyScreen : ScriptedSource {
    GreyScreen() : ScriptedSource(kScreen) {
        fill(kWhole, 0x80, 0x80, 0x80);
        move_cursor({red_square(16, 4), 30, 20});
    }
};

// Is resized to these sizes in turn, each time after somebody has chosen a region.
class RestlessScreen : public ScriptedSource {
public:
    explicit RestlessScreen(std::vector<Size> sizes)
        : ScriptedSource(kScreen), sizes_(std::move(sizes)) {}

    void set_region(const Rect& region) override {
        ScriptedSource::set_region(region);
        if (sizes_.empty()) return;
        resize(sizes_.front());
        noise(7);
        sizes_.erase(sizes_.begin());
    }

private:
    std::vector<Size> sizes_;
};

// Of a size that the X protocol can tell, though no server has it.
struct HugeSource : ScriptedSource {
    HugeSource() : ScriptedSource({1, 1}) {}
    Size full_size() const override { return {65535, 65535}; }
    std::unique_ptr<PictureMemory> make_memory(std::size_t) override {
        ADD_FAILURE() << "memory was asked for";
        throw std::bad_alloc();
    }
};

TEST(Snapshot, OfEverySyntheticPictureIsItsFirstStep) {
    for (const char* pattern : {"shift", "scroll", "window", "noise", "text", "chart", "scroll57",
                                "scroll120", "sideways", "film", "drag"}) {
        SCOPED_TRACE(pattern);
        const std::string lines = "syntheticPattern=" + std::string(pattern) + "\n";
        expect_first_step(lines + "width=331\nheight=203\nsyntheticSeed=42");
        expect_first_step(lines + "x=33\ny=17\nwidth=1\nheight=1\nsyntheticChange=100");
    }
    EXPECT_EQ(take_snapshot(parse_settings("source=synthetic")).size, (Size{1920, 1080}));
}

TEST(Snapshot, NeedsNoEncoder) {
    expect_first_step("width=64\nheight=64\nmode=h264\nh264FullColor=true\nrateControl=cbr");
}

// To the byte, so the encoder must have been given the same pixels.
TEST(Snapshot, EncodesToWhatTheFirstFrameDelivers) {
    const WatermarkFile file({20, 20});
    const std::string lines = file.line() +
                              "watermarkLocation=middle\ncaptureCursor=true\njpegQuality=100\n"
                              "width=320\nheight=60\nsyntheticPattern=noise\n";
    const Settings settings = parse_settings("source=synthetic\n" + lines);
    const Snapshot snapshot = take_snapshot(settings);
    const Picture picture = picture_of(snapshot);
    EncodeRequest request;
    request.quality = 100;
    const std::unique_ptr<StripeEncoder> encoder =
        encoder_for(settings).open(settings, snapshot.size);
    const EncodedStripe encoded = encoder->encode(picture.view(), BandSet(bands_in(60)), request);

    Viewer viewer(lines);
    const Received first = viewer.next();
    ASSERT_EQ(first.payloads.size(), 1u);
    EXPECT_EQ(first.payloads[0],
              std::vector<std::uint8_t>(encoded.data, encoded.data + encoded.size));
}

TEST(Snapshot, IsExactlyTheRegion) {
    ScriptedSource source(kScreen);
    source.noise(3);
    expect_part(snapshot_of(source, ""), source.picture(), kWhole);
    expect_part(snapshot_of(source, "x=11\ny=5\nwidth=40\nheight=33"), source.picture(),
                {11, 5, 40, 33});
    expect_part(snapshot_of(source, "x=96\ny=82"), source.picture(), {96, 82, 1, 1});
}

TEST(Snapshot, WithAutoAdjustSizeIsAsMuchAsFits) {
    ScriptedSource source(kScreen);
    source.noise(4);
    expect_part(snapshot_of(source, "autoAdjustSize=true\nx=90\ny=10\nwidth=50\nheight=20"),
                source.picture(), {90, 10, 7, 20});
}

TEST(Snapshot, ARegionThatDoesNotFitIsRefusedByName) {
    ScriptedSource source(kScreen);
    std::string text;
    EXPECT_EQ(refusal(source, "width=98", text), ErrorCode::kArgument);
    EXPECT_EQ(text, "width: 98 is out of range, allowed 1..97 at x=0 on a source of 97 pixels");
    EXPECT_EQ(refusal(source, "autoAdjustSize=true\ny=83", text), ErrorCode::kArgument);
    EXPECT_EQ(source.grabs, 0);
}

TEST(Snapshot, AVastSourceIsRefusedBeforeItIsRead) {
    HugeSource source;
    std::string text;
    EXPECT_EQ(refusal(source, "", text), ErrorCode::kArgument);
    EXPECT_EQ(text, "width: the source has 65535 pixels, choose 1..16384 of them");
    EXPECT_EQ(source.grabs, 0);
}

TEST(Snapshot, TheCursorIsDrawnOnlyWhenItIsWanted) {
    GreyScreen screen;
    EXPECT_EQ(count(snapshot_of(screen, ""), kGrey), kScreen.width * kScreen.height);
    EXPECT_EQ(count(snapshot_of(screen, "cursorEvents=true"), kRed), 0);
    const Snapshot with = snapshot_of(screen, "captureCursor=true");
    EXPECT_EQ(count(with, kRed), 16 * 16);
    EXPECT_EQ(at(with, 26, 16), kRed);
    EXPECT_EQ(at(with, 41, 31), kRed);
    EXPECT_EQ(at(with, 42, 31), kGrey);
    EXPECT_EQ(count(snapshot_of(screen, ""), kRed), 0);
}

TEST(Snapshot, ARegionHasItsPartOfTheCursor) {
    GreyScreen screen;
    const Snapshot part = snapshot_of(screen, "captureCursor=true\nx=40\ny=30\nwidth=9\nheight=9");
    EXPECT_EQ(count(part, kRed), 2 * 2);
    EXPECT_EQ(at(part, 1, 1), kRed);
}

TEST(Snapshot, TheWatermarkLiesWhereAFirstFrameHasIt) {
    const WatermarkFile file({24, 17});
    GreyScreen screen;
    EXPECT_EQ(count(snapshot_of(screen, file.line()), kGreen), 0);
    for (const auto& [word, x, y] : {std::tuple{"topLeft", 0, 0},
                                     {"topRight", 73, 0},
                                     {"bottomLeft", 0, 66},
                                     {"bottomRight", 73, 66},
                                     {"middle", 36, 33},
                                     {"animated", 0, 0}}) {
        SCOPED_TRACE(word);
        const Snapshot snapshot =
            snapshot_of(screen, file.line() + "watermarkLocation=" + word + "\n");
        EXPECT_EQ(count(snapshot, kGreen), 24 * 17);
        EXPECT_EQ(at(snapshot, x, y), kGreen);
        EXPECT_EQ(at(snapshot, x + 23, y + 16), kGreen);
    }
}

TEST(Snapshot, TheCursorLiesAboveTheWatermark) {
    const WatermarkFile file({200, 200});
    GreyScreen screen;
    const Snapshot snapshot =
        snapshot_of(screen, file.line() + "watermarkLocation=middle\ncaptureCursor=true\n");
    EXPECT_EQ(count(snapshot, kRed), 16 * 16);
    EXPECT_EQ(count(snapshot, kGreen), kScreen.width * kScreen.height - 16 * 16);
}

TEST(Snapshot, AWatermarkThatIsNoPngIsRefused) {
    GreyScreen screen;
    std::string text;
    EXPECT_EQ(refusal(screen, "watermarkPath=/etc/hostname", text), ErrorCode::kArgument);
    EXPECT_EQ(text.find("watermarkPath: "), 0u) << text;
    EXPECT_EQ(screen.grabs, 0);
}

TEST(Snapshot, AScreenThatCannotBeReadIsNotAskedAgain) {
    GreyScreen screen;
    screen.fail_next_grab(Error(ErrorCode::kCapture, "no pixels"));
    std::string text;
    EXPECT_EQ(refusal(screen, "", text), ErrorCode::kCapture);
    EXPECT_EQ(text, "no pixels");
    EXPECT_EQ(screen.grabs, 0);
}

TEST(Snapshot, AScreenThatIsResizedUnderTheGrabIsReadOnceMore) {
    const WatermarkFile file({8, 8});
    RestlessScreen screen({{50, 40}});
    const Snapshot snapshot =
        snapshot_of(screen, file.line() + "watermarkLocation=animated\nx=8\n");
    EXPECT_EQ(snapshot.size, (Size{42, 40}));
    EXPECT_EQ(at(snapshot, 0, 0), kGreen);
    EXPECT_EQ(at(snapshot, 41, 39), rgb_of(screen.picture().view().row(39) + 49 * kBytesPerPixel));
}

TEST(Snapshot, ARegionThatAResizeCutsOffIsRefusedAsIfAskedForThen) {
    RestlessScreen screen({{50, 40}});
    std::string text;
    EXPECT_EQ(refusal(screen, "width=60", text), ErrorCode::kArgument);
    EXPECT_EQ(text, "width: 60 is out of range, allowed 1..50 at x=0 on a source of 50 pixels");
}

TEST(Snapshot, AScreenThatIsResizedTwiceUnderTheGrabIsADisplayError) {
    RestlessScreen screen({{50, 40}, {30, 20}});
    std::string text;
    EXPECT_EQ(refusal(screen, "", text), ErrorCode::kDisplay);
    EXPECT_EQ(text.find("the source was resized to 30x20"), 0u) << text;
}

TEST(Snapshot, ADisplayThatIsNotThereIsADisplayError) {
    try {
        take_snapshot(parse_settings("display=:59999"));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::kDisplay);
        EXPECT_NE(std::string(error.what()).find("':59999'"), std::string::npos) << error.what();
    }
}

TEST(Snapshot, ManyThreadsTakeTheirOwnBesideASession) {
    Viewer viewer("width=128\nheight=64\nsyntheticChange=100");
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([] {
            for (int round = 0; round < 20; ++round) expect_first_step("width=96\nheight=64");
        });
    }
    for (std::uint64_t id = 0; id < 20; ++id) EXPECT_EQ(viewer.next().frame_id, id);
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(LiveSession::count(), 1);
}

TEST(Snapshot, OfAScreenHasItsPixels) {
    for (const std::vector<std::string>& server_without :
         {std::vector<std::string>{}, {"-extension", "MIT-SHM"}, {"-extension", "DAMAGE"}}) {
        const Xvfb server(kScreen, server_without);
        RootPainter painter(server.display());
        Picture screen(kScreen.width, kScreen.height);
        painter.fill(kWhole, 0x102030);
        screen.fill(kWhole, 0x30, 0x20, 0x10);
        painter.fill({17, 40, 12, 20}, 0xfedcba);
        screen.fill({17, 40, 12, 20}, 0xba, 0xdc, 0xfe);
        const std::string display = "display=" + server.display() + "\n";
        expect_part(take_snapshot(parse_settings(display)), screen, kWhole);
        expect_part(take_snapshot(parse_settings(display + "x=20\ny=33\nwidth=61\nheight=50")),
                    screen, {20, 33, 61, 50});
    }
}

TEST(Snapshot, OfAScreenShowsItsPointer) {
    const Xvfb server(kScreen);
    RootPainter painter(server.display());
    painter.fill(kWhole, kGrey);
    painter.pointer().show({4, 4}, std::vector<std::uint32_t>(16, 0xffff0000), 1, 1);
    painter.pointer().move(50, 60);
    painter.wait_until_done();
    const std::string display = "display=" + server.display() + "\n";
    const Snapshot snapshot = take_snapshot(parse_settings(display + "captureCursor=true"));
    EXPECT_EQ(count(snapshot, kRed), 4 * 4);
    EXPECT_EQ(at(snapshot, 49, 59), kRed);
    EXPECT_EQ(count(take_snapshot(parse_settings(display)), kRed), 0);
}

}  // namespace
}  // namespace pixelflux
