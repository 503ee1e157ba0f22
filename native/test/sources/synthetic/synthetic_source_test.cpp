// SPDX-License-Identifier: MPL-2.0
#include "synthetic_source.h"

#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "damages.h"
#include "kept_picture.h"
#include "region.h"
#include "settings_text.h"
#include "test_length.h"

namespace pixelflux {
namespace {

// The formula of synthetic_shift.h, pixel by pixel, written from the header alone.
std::array<int, 3> expected_bgr(std::uint64_t seed, int x, int y, bool moving, int step) {
    const std::uint64_t u = static_cast<std::uint64_t>(x + (moving ? 2 * step : 0));
    const std::uint64_t v = static_cast<std::uint64_t>(y);
    std::uint64_t h = seed ^ u / 32 * 0x9E3779B97F4A7C15u ^ v / 32 * 0xC2B2AE3D27D4EB4Fu;
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9u;
    h = (h ^ h >> 27) * 0x94D049BB133111EBu;
    h ^= h >> 31;
    const int shade = static_cast<int>(u % 32 + v % 32) - 31;
    const int grey = 64 + static_cast<int>(h % 256 / 2);
    return {grey + static_cast<int>((h >> 16) % 32) - 16 + shade, grey + shade,
            grey + static_cast<int>((h >> 8) % 32) - 16 + shade};
}

TEST(SyntheticSource, ShowsWhatItsFormulaSaysStepByStep) {
    const Settings settings = parse_settings(
        "source=synthetic\nx=5\ny=7\nwidth=101\nheight=77\nsyntheticSeed=42\nsyntheticChange=30");
    SyntheticSource source(settings);
    KeptPicture kept(source, region_of(settings, source.full_size()));
    const int rows = 24;  // ceil(77 * 0.3)
    const int top = (77 - rows) / 2;
    Damage damage({101, 77});
    damage.add_all();
    for (int step = 0; step < 40; ++step) {
        source.take_changes(damage);
        const PixelView picture = kept.grab(damage);
        damage.clear();
        for (int y = 0; y < 77; ++y) {
            for (int x = 0; x < 101; ++x) {
                const bool moving = y >= top && y < top + rows;
                const std::array<int, 3> bgr = expected_bgr(42, 5 + x, 7 + y, moving, step);
                for (int c = 0; c < 3; ++c) {
                    ASSERT_EQ(picture.row(y)[4 * x + c], bgr[static_cast<std::size_t>(c)])
                        << x << "," << y;
                }
            }
        }
    }
}

TEST(SyntheticSource, IsFullHdUnlessSaidOtherwise) {
    EXPECT_EQ(SyntheticSource(parse_settings("source=synthetic")).full_size(), (Size{1920, 1080}));
    EXPECT_EQ(
        SyntheticSource(parse_settings("source=synthetic\nx=10\nwidth=20\nheight=30")).full_size(),
        (Size{30, 30}));
}

TEST(SyntheticSource, SleepsWhenNothingIsToMove) {
    const Settings settings =
        parse_settings("source=synthetic\nwidth=64\nheight=64\nsyntheticChange=0");
    SyntheticSource source(settings);
    source.set_region({0, 0, 64, 64});
    WakeEvent wake;
    EXPECT_EQ(source.wait_for_change(wake, Clock::now() + std::chrono::milliseconds(5)),
              FrameSource::Change::kNone);
    wake.signal();
    EXPECT_EQ(source.wait_for_change(wake, kNever), FrameSource::Change::kNone);
}

class EveryPattern : public testing::TestWithParam<const char*> {
protected:
    Settings settings(const std::string& more = "") const {
        return parse_settings("source=synthetic\nwidth=200\nheight=333\nsyntheticPattern=" +
                              std::string(GetParam()) + "\n" + more);
    }
};

std::vector<std::uint8_t> bytes_of(const PixelView& picture) {
    return {picture.data, picture.row(picture.height)};
}

TEST_P(EveryPattern, IsTheSameFromTwoSourcesWhetherGrabbedInPartOrWhole) {
    SyntheticSource partial(settings("syntheticChange=30"));
    SyntheticSource whole(settings("syntheticChange=30"));
    Rect region;
    std::optional<KeptPicture> kept_partial;
    std::optional<KeptPicture> kept_whole;
    for (int step = 0; step < test_length(60, 30); ++step) {
        if (step % 25 == 0) {
            region = {step, 2 * step, 200 - step, 333 - 2 * step};
            kept_partial.emplace(partial, region);
            kept_whole.emplace(whole, region);
        }
        const Size size = {region.width, region.height};
        Damage damage(size);
        if (step % 25 == 0) damage.add_all();
        partial.take_changes(damage);
        ASSERT_EQ(bytes_of(kept_partial->grab(damage)), bytes_of(kept_whole->grab(all_of(size))))
            << "step " << step;
    }
}

TEST_P(EveryPattern, GoesOnWithTheNextStepInANewRegion) {
    const Settings chosen = settings("syntheticChange=30");
    const Rect region{3, 5, 101, 77};
    SyntheticSource source(chosen);
    KeptPicture before(source, {0, 0, 200, 333});
    before.grab(all_of({200, 333}));
    before.grab(all_of({200, 333}));
    KeptPicture kept(source, region);
    const PixelView picture = kept.grab(all_of({101, 77}));
    std::vector<std::uint8_t> row(101 * kBytesPerPixel);
    for (int y = 0; y < 77; ++y) {
        make_synthetic_picture(chosen, region)->draw_row({0, 101}, y, 2, row.data());
        ASSERT_EQ(std::memcmp(picture.row(y), row.data(), row.size()), 0) << y;
    }
}

TEST_P(EveryPattern, WakesOnlyWhenTheNextStepChangesSomething) {
    for (const int change : {10, 0}) {
        const bool moves = change != 0 && GetParam() != std::string("chart");
        SyntheticSource source(settings("syntheticChange=" + std::to_string(change)));
        KeptPicture kept(source, {0, 0, 200, 333});
        for (int step = 0; step < 5; ++step) {
            WakeEvent wake;
            const TimePoint deadline = moves ? kNever : Clock::now() + std::chrono::milliseconds(2);
            EXPECT_EQ(source.wait_for_change(wake, deadline),
                      moves ? FrameSource::Change::kPending : FrameSource::Change::kNone);
            Damage damage({200, 333});
            source.take_changes(damage);
            EXPECT_EQ(damage.any(), moves);
            kept.grab(step == 0 ? all_of({200, 333}) : damage);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Synthetic, EveryPattern,
                         testing::Values("shift", "scroll", "window", "noise", "text", "chart",
                                         "scroll57", "scroll120", "sideways", "film", "drag"),
                         [](const testing::TestParamInfo<const char*>& instance) {
                             return instance.param;
                         });

}  // namespace
}  // namespace pixelflux
