// SPDX-License-Identifier: MPL-2.0
// The guesses of where pixels went.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "needle_search.h"
#include "pictures.h"
#include "row_hashes.h"
#include "scroll_search.h"
#include "shift_votes.h"
#include "vectors.h"

namespace pixelflux {
namespace {

std::vector<std::uint32_t> numbers(int count, std::uint32_t seed) {
    std::mt19937 random(seed);
    std::vector<std::uint32_t> some(static_cast<std::size_t>(count));
    for (std::uint32_t& number : some) number = static_cast<std::uint32_t>(random());
    return some;
}

TEST(ShiftVotes, FindHowFarMostWent) {
    const std::vector<std::uint32_t> before = numbers(100, 1);
    for (const int shift : {1, 30, 99 - 24, -1, -30}) {
        std::vector<std::uint32_t> now = numbers(100, 2);
        for (int i = std::max(shift, 0); i < 100 + std::min(shift, 0); ++i)
            now[static_cast<std::size_t>(i)] = before[static_cast<std::size_t>(i - shift)];
        ShiftVotes votes(100);
        EXPECT_FALSE(votes.is_clear());
        votes.count(before, now);
        EXPECT_EQ(votes.shift(), shift);
        EXPECT_TRUE(votes.is_clear());
    }
}

TEST(ShiftVotes, FindNothingWhereNothingWent) {
    ShiftVotes votes(100);
    votes.count(numbers(100, 1), numbers(100, 2));
    EXPECT_EQ(votes.shift(), 0);
    votes.count(numbers(100, 1), numbers(100, 1));
    EXPECT_EQ(votes.shift(), 0);
    // What is there several times says nothing.
    const std::vector<std::uint32_t> same(100, 7);
    std::vector<std::uint32_t> now(100, 8);
    std::fill_n(now.begin(), 50, 7U);
    votes.count(same, now);
    EXPECT_EQ(votes.shift(), 0);
}

TEST(RowHashes, AreThoseOfColoursAlone) {
    Picture picture(kTileWidth, 64);
    picture.fill_with_noise(1);
    std::vector<std::uint32_t> rows(64);
    std::vector<std::uint32_t> columns(kTileWidth);
    hash_tile_rows(picture.view().data, picture.view().stride, rows);
    hash_tile_columns(picture.view().data, picture.view().stride, columns);
    for (int i = 0; i < kTileWidth; ++i) picture.pixel(i, i % 16)[3] ^= 0x77;
    std::vector<std::uint32_t> again(64);
    hash_tile_rows(picture.view().data, picture.view().stride, again);
    EXPECT_EQ(again, rows);
    picture.pixel(31, 9)[2] ^= 1;
    hash_tile_rows(picture.view().data, picture.view().stride, again);
    EXPECT_NE(again[9], rows[9]);
    again[9] = rows[9];
    EXPECT_EQ(again, rows);
    again.resize(kTileWidth);
    hash_tile_columns(picture.view().data, picture.view().stride, again);
    EXPECT_NE(again[31], columns[31]);
    again[31] = columns[31];
    EXPECT_EQ(again, columns);
}

// Noise of which a part moved.
class Moved {
public:
    explicit Moved(Move by) : kept_(640, 480), now_(640, 480) {
        kept_.fill_with_noise(9);
        now_.fill_with_noise(10);
        for (int y = std::max(by.y, 0); y < 480 + std::min(by.y, 0); ++y) {
            for (int x = std::max(by.x, 0); x < 640 + std::min(by.x, 0); ++x)
                std::copy_n(kept_.pixel(x - by.x, y - by.y), 3, now_.pixel(x, y));
        }
        grabbed_ = {{0, 0, 640, 480}, now_.view()};
    }
    PixelView kept() const { return kept_.view(); }
    SearchPlace place(bool lively = true) const {
        return {&grabbed_, grabbed_.area, [lively](int, int) { return lively; }};
    }

private:
    Picture kept_;
    Picture now_;
    GrabbedArea grabbed_;
};

TEST(ScrollSearch, FindsHowFar) {
    for (const int by : {1, -16, 57, -120, 300}) {
        const Moved up_and_down({0, by});
        EXPECT_EQ(find_vertical_scroll(up_and_down.kept(), up_and_down.place()), (Move{0, by}));
        EXPECT_EQ(find_horizontal_scroll(up_and_down.kept(), up_and_down.place()), Move{});
        const Moved sideways({by, 0});
        EXPECT_EQ(find_horizontal_scroll(sideways.kept(), sideways.place()), (Move{by, 0}));
        EXPECT_EQ(find_vertical_scroll(sideways.kept(), sideways.place()), Move{});
    }
}

TEST(ScrollSearch, LooksOnlyWhereSomethingIsLively) {
    const Moved moved({0, 16});
    EXPECT_EQ(find_vertical_scroll(moved.kept(), moved.place(false)), Move{});
    EXPECT_EQ(find_move(moved.kept(), moved.place(false)), Move{});
}

TEST(NeedleSearch, FindsHowFarInAnyDirection) {
    for (const Move by : {Move{1, 0}, Move{-13, 27}, Move{150, -90}, Move{-120, -7}, Move{0, 33}}) {
        const Moved moved(by);
        EXPECT_EQ(find_move(moved.kept(), moved.place()), by);
    }
    const Moved nowhere({640, 480});
    EXPECT_EQ(find_move(nowhere.kept(), nowhere.place()), Move{});
}

bool is_before(const detail::NeedleHit& a, const detail::NeedleHit& b) {
    return a.column != b.column ? a.column < b.column : a.needle < b.needle;
}

TEST(NeedleSearch, BothFormsFindTheSameColumns) {
    if (!has_avx2()) GTEST_SKIP() << kNoAvx2;
#if defined(__x86_64__)
    std::mt19937 random(4);
    for (int round = 0; round < 500; ++round) {
        // Few colours, so that much fits.
        Picture row(128, 1);
        row.fill_with_noise(static_cast<std::uint32_t>(random()));
        for (int x = 0; x < 128; ++x) {
            for (int channel = 0; channel < 3; ++channel) row.pixel(x, 0)[channel] &= 1U;
        }
        detail::NeedleKeys keys;
        keys.needles = 1 + round % detail::NeedleKeys::kMost;
        for (int needle = 0; needle < keys.needles; ++needle) {
            for (int key = 0; key < detail::NeedleKeys::kCount; ++key)
                keys.colours[key][needle] =
                    colours_at(row.pixel(detail::NeedleKeys::kAt[key] + 9 * needle, 0));
        }
        const int width = kNeedleLength + round % 100;
        std::vector<detail::NeedleHit> fast;
        std::vector<detail::NeedleHit> plain;
        const int scanned = detail::scan_avx2(row.pixel(0, 0), width, keys, fast);
        detail::scan_portable(row.pixel(0, 0), scanned, width, keys, fast);
        detail::scan_portable(row.pixel(0, 0), 0, width, keys, plain);
        std::sort(fast.begin(), fast.end(), is_before);
        std::sort(plain.begin(), plain.end(), is_before);
        ASSERT_FALSE(round % 100 > 10 && plain.empty());
        ASSERT_EQ(fast, plain);
    }
#endif
}

}  // namespace
}  // namespace pixelflux
