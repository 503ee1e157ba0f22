// SPDX-License-Identifier: MPL-2.0
#include "refresh_request.h"

#include <limits>

#include <gtest/gtest.h>

#include "rect.h"

namespace pixelflux {
namespace {

constexpr std::int64_t kAny = RefreshRequest::kAnySize;

void expect_joined(const RefreshRequest& one, const RefreshRequest& other,
                   const std::optional<WholeAsOf>& reader, std::int64_t most_bytes) {
    for (const RefreshRequest& both : {one.joined(other), other.joined(one)}) {
        ASSERT_EQ(both.reader.has_value(), reader.has_value());
        if (reader) {
            EXPECT_EQ(both.reader->epoch, reader->epoch);
            EXPECT_EQ(both.reader->frame, reader->frame);
        }
        EXPECT_EQ(both.most_bytes, most_bytes);
    }
}

TEST(RefreshRequest, OfTwoReadersIsSinceTheOlderFrameForTheSlowerLink) {
    const RefreshRequest early = {WholeAsOf{7, 3}};
    const RefreshRequest late = {WholeAsOf{7, 5}};
    const RefreshRequest slow = {WholeAsOf{7, 4}, 5000};
    const RefreshRequest slower = {WholeAsOf{7, 9}, 4000};
    expect_joined(early, late, WholeAsOf{7, 3}, kAny);
    expect_joined(slower, slow, WholeAsOf{7, 4}, 4000);
}

// It does not ask again for what is coarse.
TEST(RefreshRequest, WhoHasNotAskedForWhatIsCoarseGetsNone) {
    expect_joined({WholeAsOf{7, 3}}, {WholeAsOf{7, 4}, 5000}, WholeAsOf{7, 3}, kAny);
    expect_joined({WholeAsOf{7, 3}}, {{}, 6000}, {}, kAny);
    expect_joined({WholeAsOf{7, 3}, 5000}, {}, {}, kAny);
    expect_joined({{}, 6000}, {}, {}, kAny);
}

TEST(RefreshRequest, OfTwoEpochsIsForEverything) {
    expect_joined({WholeAsOf{7, 3}}, {WholeAsOf{8, 9}}, {}, kAny);
    expect_joined({WholeAsOf{7, 3}, 5000}, {WholeAsOf{8, 9}, 4000}, {}, 4000);
}

TEST(RefreshRequest, OfOneThatHasNothingIsForEverything) {
    expect_joined({WholeAsOf{7, 3}, 5000}, {{}, 6000}, {}, 5000);
    expect_joined({{}, 6000}, {{}, 7000}, {}, 6000);
    expect_joined({}, {}, {}, kAny);
}

TEST(RefreshRequest, NamesTheAreasOfBothAndNoMoreThanItMay) {
    RefreshRequest request;
    request.add_again(1, 2, 3, 4);
    RefreshRequest other = {WholeAsOf{7, 3}};
    other.add_again(5, 6, 7, 8);
    const std::vector<Rect> both = {{1, 2, 3, 4}, {5, 6, 7, 8}};
    EXPECT_EQ(request.joined(other).again, both);
    EXPECT_EQ(request.joined(other).joined(request).again, both) << "each once";
    for (int x = 0; x < 1000; ++x) {
        RefreshRequest more = {WholeAsOf{7, 3}};
        more.add_again(x, 9, 1, 1);
        request = request.joined(more);
    }
    ASSERT_EQ(request.again.size(), RefreshRequest::kMostAgain);
    EXPECT_EQ(request.again.front(), (Rect{1, 2, 3, 4}));
    request.add_again(1, 2, 3, 4);
    EXPECT_EQ(request.again.size(), RefreshRequest::kMostAgain);
}

TEST(RefreshRequest, TakesAreasOfAnyNumbers) {
    constexpr int kMost = std::numeric_limits<int>::max();
    constexpr int kLeast = std::numeric_limits<int>::min();
    RefreshRequest request;
    request.add_again(-5, -6, 7, 8);
    request.add_again(3, 4, kMost, kMost);
    request.add_again(-1, -1, kMost, kMost);
    EXPECT_EQ(request.again, (std::vector<Rect>{{0, 0, 2, 2},
                                                {3, 4, kLargestSide - 3, kLargestSide - 4},
                                                {0, 0, kLargestSide, kLargestSide}}));
    for (const int x : {0, -1, 5, kMost, kLeast}) {
        request.add_again(x, 0, kLeast, kMost);
        request.add_again(0, x, kMost, -1);
        request.add_again(x, x, 0, 1);
        request.add_again(kMost, x, kMost, kMost);
        request.add_again(kLeast, x, kMost, kMost);
    }
    EXPECT_EQ(request.again.size(), 3U);
}

}  // namespace
}  // namespace pixelflux
