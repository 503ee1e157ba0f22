// SPDX-License-Identifier: MPL-2.0
#include "frame_budget.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace pixelflux {
namespace {

using Item = FrameBudget::Item;
using Kind = FrameBudget::Kind;

constexpr int kKbps = 4000;
constexpr double kFps = 60;
constexpr double kFrame = kKbps * 1000 / kFps;  // bits
constexpr double kCoarsest = 16;
constexpr Duration kPeriod = std::chrono::microseconds(16667);

FrameBudget::Limit limit(int kbps = kKbps) { return {kbps, kFps, 1.5, kCoarsest, 1920 * 1080}; }

// What rectangles really cost: so many bits a pixel at the usual quality, and some for each.
struct Model {
    double image = 1.5;
    double text = 2;
    double text_steps = 6;  // that halve it
    double exact = 1;
    double piece = 12;

    std::int64_t bits(const Item& item) const {
        const double pixels = static_cast<double>(item.pixels);
        switch (item.kind) {
            case Kind::kImage:
                return std::llround(5000 + pixels * image * std::exp2(-item.coarser / 6));
            case Kind::kText:
                return std::llround(5000 + pixels * text * std::exp2(-item.coarser / text_steps));
            case Kind::kVideo:
            case Kind::kOther:
                break;
            case Kind::kExact:
                return std::llround(600 + pixels * exact);
            case Kind::kPiece:
                return std::llround(600 + pixels * piece);
        }
        return 300;
    }
};

Item item(Kind kind, std::int64_t pixels, bool refresh = false) {
    Item made;
    made.kind = kind;
    made.pixels = pixels;
    made.refresh = refresh;
    return made;
}

// A capture whose frames have the same rectangles for a while.
class Capture {
public:
    explicit Capture(const Model& model, int kbps = kKbps) : model_(model) {
        budget_.set_limit(limit(kbps));
    }

    FrameBudget& budget() { return budget_; }
    TimePoint now() const { return now_; }
    const std::vector<Item>& last() const { return last_; }

    // One frame, as soon as it can come.
    double frame(std::vector<Item> items, bool refining = false) {
        now_ = std::max(now_ + kPeriod, budget_.ready());
        budget_.begin(now_, false, refining);
        budget_.fit(items);
        return send(items);
    }

    // The bits a second of frames like that, from when they are known.
    double rate(const std::vector<Item>& items, int frames = 600, bool refining = false) {
        for (int i = 0; i < 60; ++i) frame(items, refining);
        const TimePoint start = now_;
        double sum = 0;
        for (int i = 0; i < frames; ++i) sum += frame(items, refining);
        return sum / std::chrono::duration<double>(now_ - start).count();
    }

    // A piece, as soon as it can come, as large as it may be.
    double piece() {
        now_ = std::max(now_, budget_.piece_ready());
        std::vector<Item> items = {
            item(Kind::kPiece, std::min<std::int64_t>(budget_.piece_pixels(now_), 32768))};
        return send(items);
    }

    // The next frame comes when it would have come without a piece.
    void back_to(TimePoint turn) { now_ = turn; }

    double send(std::vector<Item>& items) {
        double sum = 0;
        for (Item& one : items) {
            one.bits = model_.bits(one);
            sum += static_cast<double>(one.bits);
        }
        budget_.sent(items, 0, now_);
        last_ = items;
        return sum;
    }

    bool in_time() const { return budget_.ready() <= now_ + kPeriod; }

private:
    Model model_;
    FrameBudget budget_;
    TimePoint now_{std::chrono::hours(1)};
    std::vector<Item> last_;
};

TEST(FrameBudget, WithoutALimitNothingChanges) {
    FrameBudget budget;
    budget.begin(TimePoint{std::chrono::hours(1)}, true, true);
    std::vector<Item> items = {item(Kind::kImage, 2000000), item(Kind::kExact, 2000000)};
    budget.fit(items);
    budget.fit_refresh(items);
    items[0].bits = items[1].bits = 1000000000;
    budget.sent(items, 0, TimePoint{std::chrono::hours(1)});
    EXPECT_EQ(items[0].coarser, 0);
    EXPECT_EQ(items[1].kind, Kind::kExact);
    EXPECT_EQ(budget.ready(), TimePoint{});
    EXPECT_EQ(budget.piece_ready(), TimePoint{});
    EXPECT_EQ(budget.refresh_pixels(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(budget.piece_pixels({}), std::numeric_limits<std::int64_t>::max());
}

// What a page of text, a photo and a little text are to become for so many bits behind a slow link.
std::vector<Item> fitted(FrameBudget& budget, double bits) {
    std::vector<Item> items = {item(Kind::kExact, 960000), item(Kind::kImage, 40000),
                               item(Kind::kExact, 500)};
    budget.fit_link(items, bits, kCoarsest);
    return items;
}

TEST(FrameBudget, ASlowLinkGetsWhatItCanTakeOfARefresh) {
    FrameBudget budget;
    const std::vector<Item> all = fitted(budget, 1e9);
    EXPECT_EQ(all[0].kind, Kind::kExact);
    EXPECT_EQ(all[1].coarser, 0);
    const std::vector<Item> less = fitted(budget, 1600000);
    EXPECT_EQ(less[0].kind, Kind::kText);
    EXPECT_GT(less[0].coarser, 0);
    EXPECT_LT(less[0].coarser, kCoarsest);
    EXPECT_EQ(less[1].coarser, less[0].coarser);
    EXPECT_EQ(less[2].kind, Kind::kExact) << "which an image would not make smaller";
    const std::vector<Item> least = fitted(budget, 1);
    EXPECT_EQ(least[0].coarser, kCoarsest);
}

TEST(FrameBudget, KnowsWhatImagesCostAlsoWithoutALimit) {
    FrameBudget budget;
    Model dear;
    dear.text = 3.6;
    dear.text_steps = 12;
    const double foreseen = fitted(budget, 1600000)[0].coarser;
    std::vector<Item> items;
    for (int refresh = 0; refresh < 20; ++refresh) {
        items = fitted(budget, 1600000);
        for (Item& one : items) one.bits = dear.bits(one);
        budget.sent(items, 0, TimePoint{std::chrono::hours(1)});
    }
    EXPECT_GT(items[0].coarser, foreseen + 3);
    EXPECT_NEAR(static_cast<double>(dear.bits(items[0])), 1560000, 60000);
}

TEST(FrameBudget, WhatARateMadeCoarserStaysAtLeastSoCoarse) {
    FrameBudget budget;
    std::vector<Item> items = {item(Kind::kImage, 40000)};
    items[0].coarser = 7;
    budget.fit_link(items, 1e9, 3);
    EXPECT_EQ(items[0].coarser, 7);
}

TEST(FrameBudget, WhatTheRateCanCarryIsAsItWouldBeWithoutIt) {
    Capture capture({});
    const double rate = capture.rate({item(Kind::kImage, 10000), item(Kind::kExact, 10000)});
    EXPECT_LT(rate, kKbps * 1000);
    EXPECT_EQ(capture.last()[0].coarser, 0);
    EXPECT_EQ(capture.last()[1].kind, Kind::kExact);
    EXPECT_FALSE(capture.budget().is_short());
}

TEST(FrameBudget, FirstImagesBecomeCoarser) {
    Capture capture({});
    const double rate = capture.rate({item(Kind::kImage, 100000), item(Kind::kExact, 20000)});
    EXPECT_NEAR(rate, kKbps * 1000, kKbps * 30);
    EXPECT_GT(capture.last()[0].coarser, 0);
    EXPECT_LT(capture.last()[0].coarser, kCoarsest);
    EXPECT_EQ(capture.last()[1].kind, Kind::kExact);
    EXPECT_TRUE(capture.budget().is_short());
}

TEST(FrameBudget, ThenExactPixelsTheLargestFirst) {
    Capture capture({});
    const double rate = capture.rate({item(Kind::kImage, 100000), item(Kind::kExact, 60000),
                                      item(Kind::kExact, 5000), item(Kind::kExact, 700)});
    EXPECT_LE(rate, kKbps * 1030);
    EXPECT_EQ(capture.last()[1].kind, Kind::kText);
    EXPECT_EQ(capture.last()[2].kind, Kind::kExact);
    EXPECT_EQ(capture.last()[3].kind, Kind::kExact);
    EXPECT_TRUE(capture.in_time());
}

TEST(FrameBudget, FewerFramesComeLast) {
    Capture capture({});
    const double rate = capture.rate({item(Kind::kImage, 1000000), item(Kind::kExact, 600000)});
    EXPECT_NEAR(rate, kKbps * 1000, kKbps * 30);
    EXPECT_EQ(capture.last()[0].coarser, kCoarsest);
    EXPECT_EQ(capture.last()[1].kind, Kind::kText);
    EXPECT_FALSE(capture.in_time());
}

TEST(FrameBudget, TextThatIsDearerAsAnImageStaysExact) {
    Model model;
    model.text = 40;
    Capture capture(model);
    int images = 0;
    const std::vector<Item> items = {item(Kind::kExact, 150000)};
    for (int i = 0; i < 600; ++i) {
        capture.frame(items);
        if (i >= 60) images += capture.last()[0].kind == Kind::kText ? 1 : 0;
    }
    // Now and then it is tried.
    EXPECT_LT(images, 54);
}

TEST(FrameBudget, AFewPixelsStayExact) {
    Capture capture({}, 50);
    capture.rate({item(Kind::kImage, 1000000), item(Kind::kExact, 512)}, 10);
    EXPECT_EQ(capture.last()[1].kind, Kind::kExact);
}

TEST(FrameBudget, DearerContentIsInTimeAgainWithinASecond) {
    Capture dear({});
    for (int i = 0; i < 600; ++i) dear.frame({item(Kind::kImage, 1000)});
    const TimePoint start = dear.now();
    double sum = 0;
    while (dear.now() - start < std::chrono::seconds(1))
        sum += dear.frame({item(Kind::kImage, 200000)});
    EXPECT_LE(sum, kKbps * 1000 * 1.2);
    EXPECT_TRUE(dear.in_time());
}

TEST(FrameBudget, AtRestPiecesUseTheRateUp) {
    for (const double bits : {1.0, 4.0, 12.0, 24.0}) {
        Model model;
        model.piece = bits;
        Capture capture(model);
        capture.rate({item(Kind::kImage, 100000)});
        for (int i = 0; i < 60; ++i) capture.piece();
        const TimePoint start = capture.now();
        double sum = 0;
        for (int i = 0; i < 600; ++i) sum += capture.piece();
        const double last = kFrame * 1.5;
        const double seconds = std::chrono::duration<double>(capture.now() - start).count();
        EXPECT_NEAR(sum, kKbps * 1000 * seconds, last) << bits << " bits a pixel";
    }
}

TEST(FrameBudget, NoFrameWaitsForAPieceThatCostsWhatWasForeseen) {
    Capture capture({});
    for (int i = 0; i < 60; ++i) capture.frame({item(Kind::kExact, 500)});
    for (int i = 0; i < 60; ++i) {
        capture.piece();
        EXPECT_LE(capture.budget().ready(), capture.now());
    }
}

TEST(FrameBudget, WhereBitsAreShortPiecesHaveAFifth) {
    Capture capture({});
    const std::vector<Item> film = {item(Kind::kImage, 100000)};
    double pieces = 0;
    double all = 0;
    TimePoint start{};
    for (int i = 0; i < 1000; ++i) {
        if (i == 100) {
            start = capture.now();
            pieces = all = 0;
        }
        const double frame = capture.frame(film, true);
        const TimePoint turn = capture.now();
        all += frame;
        EXPECT_TRUE(i < 100 || capture.in_time());
        if (capture.budget().piece_ready() > capture.now() + kPeriod) continue;
        const double piece = capture.piece();
        pieces += piece;
        all += piece;
        capture.back_to(turn);
    }
    const double rate = kKbps * 1000 * std::chrono::duration<double>(capture.now() - start).count();
    EXPECT_NEAR(all, rate, rate * 0.03);
    EXPECT_NEAR(pieces, rate * 0.2, rate * 0.05);
}

TEST(FrameBudget, ARefreshIsSplitSoThatFramesGoOn) {
    Capture capture({});
    const std::vector<Item> film = {item(Kind::kImage, 100000)};
    capture.rate(film);
    std::int64_t left = 1920 * 1080;
    int parts = 0;
    const TimePoint start = capture.now();
    double sum = 0;
    for (TimePoint now = start; left > 0; ++parts) {
        now = std::max(now + kPeriod, capture.budget().ready());
        FrameBudget& budget = capture.budget();
        budget.begin(now, true, false);
        std::vector<Item> items = film;
        budget.fit(items);
        const std::int64_t pixels = std::min(left, budget.refresh_pixels());
        std::vector<Item> part = {item(Kind::kImage, pixels, true)};
        budget.fit_refresh(part);
        items.push_back(part.front());
        left -= pixels;
        for (Item& one : items) one.bits = Model().bits(one), sum += static_cast<double>(one.bits);
        budget.sent(items, 0, now);
        EXPECT_LE(budget.ready(), now + 4 * kPeriod);
        ASSERT_LT(parts, 300);
    }
    EXPECT_GT(parts, 10);
}

TEST(FrameBudget, TextOfARefreshStaysExactUnlessItIsMuchDearerThanItsPart) {
    Capture capture({});
    FrameBudget& budget = capture.budget();
    budget.begin(capture.now(), true, false);
    std::vector<Item> part = {item(Kind::kExact, budget.refresh_pixels(), true)};
    std::vector<Item> all = {item(Kind::kExact, 1920 * 1080, true)};
    budget.fit_refresh(part);
    budget.fit_refresh(all);
    EXPECT_EQ(part.front().kind, Kind::kExact);
    EXPECT_EQ(all.front().kind, Kind::kText);
}

}  // namespace
}  // namespace pixelflux
