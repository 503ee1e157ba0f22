// SPDX-License-Identifier: MPL-2.0
#include "cursor_report.h"

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

constexpr Rect kRegion = {100, 50, 300, 200};

std::shared_ptr<const CursorShape> shape(int hotspot) {
    auto image = std::make_shared<OverlayImage>();
    image->size = {8, 8};
    image->pixels.assign(8 * 8 * 4, 255);
    return std::make_shared<CursorShape>(CursorShape{image, hotspot, hotspot});
}

TEST(CursorReporter, TellsShapeAndPlaceFirstThenOnlyWhatIsNew) {
    CursorReporter reporter;
    const auto arrow = shape(0);
    const auto first = reporter.news({arrow, 110, 60}, kRegion);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->x, 10);
    EXPECT_EQ(first->y, 10);
    EXPECT_TRUE(first->visible);
    EXPECT_EQ(first->new_shape, arrow);
    EXPECT_FALSE(reporter.news({arrow, 110, 60}, kRegion));
    const auto moved = reporter.news({arrow, 111, 60}, kRegion);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->new_shape, nullptr);
    EXPECT_EQ(moved->shape_id, first->shape_id);
    const auto reshaped = reporter.news({shape(4), 111, 60}, kRegion);
    ASSERT_TRUE(reshaped);
    EXPECT_NE(reshaped->new_shape, nullptr);
    EXPECT_NE(reshaped->shape_id, first->shape_id);
}

TEST(CursorReporter, CountsFromTheRegionAndKnowsWhenItIsBeside) {
    CursorReporter reporter;
    const auto arrow = shape(4);
    EXPECT_TRUE(reporter.news({arrow, 97, 47}, kRegion)->visible);  // its lower right pixel
    EXPECT_FALSE(reporter.news({arrow, 96, 47}, kRegion)->visible);
    EXPECT_FALSE(reporter.news({arrow, 404, 60}, kRegion)->visible);
    EXPECT_EQ(reporter.news({arrow, 90, 60}, kRegion)->x, -10);
    EXPECT_EQ(reporter.news({arrow, 90, 60}, {90, 60, 10, 10})->x, 0);
}

TEST(CursorReporter, NoCursorHasNoShape) {
    CursorReporter reporter;
    const auto none = reporter.news({}, kRegion);
    ASSERT_TRUE(none);
    EXPECT_EQ(none->shape_id, 0u);
    EXPECT_FALSE(none->visible);
    EXPECT_FALSE(reporter.news({}, kRegion));
}

TEST(CursorReporter, StartsOverWithTheShapeUnderTheSameId) {
    CursorReporter reporter;
    const auto arrow = shape(0);
    const std::uint32_t id = reporter.news({arrow, 110, 60}, kRegion)->shape_id;
    reporter.start_over();
    const auto again = reporter.news({arrow, 110, 60}, kRegion);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->new_shape, arrow);
    EXPECT_EQ(again->shape_id, id);
}

}  // namespace
}  // namespace pixelflux
