// SPDX-License-Identifier: MPL-2.0
// A picture of a source that lends a buffer which is overwritten as soon as the next call begins,
// and a session on it.
#include "kept_picture.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "damages.h"
#include "overlays.h"
#include "rect.h"
#include "scripted_source.h"
#include "synthetic_source.h"
#include "test_length.h"
#include "viewer.h"

namespace pixelflux {
namespace {

constexpr Size kScreen = {96, 80};
constexpr Rect kRegion = {17, 9, 61, 53};

constexpr Size kSize = {kRegion.width, kRegion.height};

// The place of the first pixel, if there is one, that the picture shows in another colour.
std::string difference(const PixelView& kept, Picture drawn) {
    for (int y = 0; y < kRegion.height; ++y) {
        for (int x = 0; x < kRegion.width; ++x) {
            const std::uint8_t* const pixel = kept.row(y) + x * kBytesPerPixel;
            if (!std::equal(pixel, pixel + 3, drawn.pixel(kRegion.x + x, kRegion.y + y)))
                return std::to_string(x) + "," + std::to_string(y);
        }
    }
    return "";
}

// Every function that may be called between two grabs.
void call_all(ScriptedSource& source) {
    Damage damage(kSize);
    source.take_changes(damage);
    source.take_notices();
    source.settle(WakeEvent(), Duration::zero());
    source.cursor();
}

TEST(KeptPicture, StaysWhileTheSourceWritesToWhatItLent) {
    ScriptedSource source(kScreen);
    source.noise(1);
    KeptPicture kept(source, kRegion);
    const PixelView picture = kept.grab(all_of(kSize));
    call_all(source);
    EXPECT_EQ(difference(picture, source.picture()), "");
    // The rows that are not grabbed again were lent before the last grab.
    source.fill({0, 25, kScreen.width, 16}, 10, 20, 30);
    kept.grab(rows_of(kSize, 16, 16));
    call_all(source);
    EXPECT_EQ(difference(picture, source.picture()), "");
}

TEST(KeptPicture, IsInItsOwnOrderWhateverTheSourceLends) {
    ScriptedSource source(kScreen);
    source.noise(1);
    KeptPicture kept(source, kRegion);
    for (const PixelOrder& order : {PixelOrder{2, 1, 0}, PixelOrder{3, 2, 1}}) {
        source.lend_in(order);
        const PixelView picture = kept.grab(all_of(kSize));
        call_all(source);
        EXPECT_EQ(difference(picture, source.picture()), "");
    }
}

// Which bands of a picture have another colour than `before`, pixel by pixel.
BandSet differing_bands(const PixelView& picture, const std::vector<std::uint8_t>& before) {
    BandSet bands(bands_in(picture.height));
    for (std::size_t at = 0; at < before.size(); ++at) {
        const std::size_t row = at / row_bytes(picture.width);
        if (at % kBytesPerPixel < 3 && before[at] != picture.data[at])
            bands.set(static_cast<int>(row) / kBandHeight);
    }
    return bands;
}

// Grabs of all kinds, in turns: narrow and wide ones, of what changed and of what did not.
template <typename Draw>
void expect_to_know_what_changed(FrameSource& source, Size size, Draw draw) {
    KeptPicture kept(source, whole_of(size));
    const MutablePixelView picture = kept.grab(all_of(size));
    std::mt19937 random(3);
    const auto pick = [&](int end) {
        return static_cast<int>(random() % static_cast<unsigned>(end));
    };
    for (int round = 0; round < test_length(200, 40); ++round) {
        const std::vector<std::uint8_t> before(picture.data, picture.data + picture_bytes(size));
        const bool wide = pick(2) == 0;
        const Rect area = {wide ? 0 : pick(size.width), pick(size.height),
                           wide ? size.width : 1 + pick(60), 1 + pick(100)};
        draw(area);
        Damage damage(size);
        damage.add(area);
        damage.add({pick(size.width), pick(size.height), 10, 10});
        kept.grab(damage);
        ASSERT_EQ(kept.changed().runs(), differing_bands(picture, before).runs()) << round;
    }
}

TEST(KeptPicture, KnowsInWhichBandsAGrabOfLentPixelsChangedIt) {
    const Size size = {320, 333};
    ScriptedSource source(size);
    source.noise(1);
    int drawn = 0;
    expect_to_know_what_changed(source, size, [&](const Rect& area) {
        if (++drawn % 3 != 0)
            source.fill(intersection(whole_of(size),
                                     {area.x + area.width / 2, area.y + area.height / 2, 5, 5}),
                        static_cast<std::uint8_t>(drawn), 2, 3);
    });
}

TEST(KeptPicture, KnowsInWhichBandsAGrabIntoItselfChangedIt) {
    Settings settings;
    settings.source = SourceKind::kSynthetic;
    settings.width = 320;
    settings.height = 333;
    settings.synthetic_change = 20;
    SyntheticSource source(settings);
    expect_to_know_what_changed(source, {320, 333}, [](const Rect&) {});
}

TEST(KeptPicture, AFailureOnTheWayLeavesTheSourceItsRegion) {
    ScriptedSource source(kScreen);
    source.noise(1);
    KeptPicture kept(source, kRegion);
    source.exhaust_next_region();
    EXPECT_THROW(KeptPicture(source, {0, 0, kScreen.width, kScreen.height}), std::bad_alloc);
    EXPECT_EQ(difference(kept.grab(all_of(kSize)), source.picture()), "");
}

// A screen in one colour, of which a session sends everything without another grab.
TEST(KeptPicture, WhatASessionSendsLaterIsWhatWasGrabbed) {
    auto* const source = new ScriptedSource(kScreen);
    Viewer viewer("jpegQuality=100\ncaptureCursor=true\nusePaintOverQuality=true\n",
                  std::unique_ptr<ScriptedSource>(source));
    const auto shape = red_square(16, 0);
    source->fill({0, 0, kScreen.width, kScreen.height}, 200, 100, 50);
    source->move_cursor({shape, 8, 8});
    // Whether the whole frame has that colour, except for the cursor.
    const auto expect_screen = [&](const Received& frame, int cursor_x) {
        ASSERT_EQ(frame.rows(), kScreen.height);
        const std::vector<std::uint8_t> pixels = decode_jpeg(frame.payloads.front());
        for (int y = 0; y < static_cast<int>(frame.stripes.front().height); ++y) {
            for (int x = 0; x < kScreen.width; ++x) {
                const bool near = x >= cursor_x - 8 && x < cursor_x + 24 && y < 32;
                if (near) continue;
                const auto at = static_cast<std::size_t>(y * kScreen.width + x) * kBytesPerPixel;
                ASSERT_NEAR(pixels[at], 200, 6) << x << "," << y;
                ASSERT_NEAR(pixels[at + 1], 100, 6) << x << "," << y;
                ASSERT_NEAR(pixels[at + 2], 50, 6) << x << "," << y;
            }
        }
    };
    expect_screen(viewer.next(), 8);
    expect_screen(viewer.next(), 8);  // the paint-over
    source->move_cursor({shape, 60, 8});
    viewer.session.request_key_frame();
    expect_screen(viewer.next(), 60);
    EXPECT_EQ(source->grabs, 3);
    EXPECT_EQ(source->grabbed_pixels, kScreen.width * kScreen.height);  // of the first grab alone
}

}  // namespace
}  // namespace pixelflux
