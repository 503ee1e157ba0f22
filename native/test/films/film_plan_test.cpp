// SPDX-License-Identifier: MPL-2.0
#include "film_plan.h"

#include <gtest/gtest.h>

#include <chrono>

#include "rect.h"

namespace pixelflux {
namespace {

using std::chrono::milliseconds;

// A screen on which films run, text is written and things move, 30 times a second.
class Screen {
public:
    explicit Screen(Size size = {960, 544}) : grid_(size) { plan.reset(size); }

    // What happens in the next frame.
    void film(const Rect& area) { change(area, FilmPlan::Content::kPicture); }
    void text(const Rect& area) { change(area, FilmPlan::Content::kText); }
    void flat(const Rect& area) { change(area, FilmPlan::Content::kFlat); }
    void copy(const Rect& target) { plan.copied(target, now); }

    // Text that stands still and was sent exactly.
    Rect standing;

    std::vector<Rect> frame(bool text_ends_it = false) {
        std::vector<Rect> drawn_over = plan.decide(now, text_ends_it, [&](const Rect& part) {
            return is_empty(intersection(part, standing));
        });
        went_on.clear();
        for (std::size_t i = 0; i < plan.count(); ++i) went_on.push_back(plan.goes_on(i, now));
        now += kPeriod;
        return drawn_over;
    }

    void run(const Rect& area, Duration time) {
        for (const TimePoint end = now + time; now < end;) {
            film(area);
            frame();
        }
    }

    static constexpr Duration kPeriod = milliseconds(33);
    TimePoint now = TimePoint{} + std::chrono::hours(1);
    FilmPlan plan;
    std::vector<bool> went_on;

private:
    void change(const Rect& area, FilmPlan::Content content) {
        const Rect tiles = tiles_of(area);
        for (int row = tiles.y; row < bottom_of(tiles); ++row) {
            for (int column = tiles.x; column < right_of(tiles); ++column)
                plan.changed(intersection(area, grid_.area(column, row)), content, now);
        }
    }

    TileGrid grid_;
};

constexpr Rect kFilm = {101, 53, 320, 180};

TEST(FilmPlan, OpensAFilmAfterASecondToThePixel) {
    Screen screen;
    screen.run(kFilm, milliseconds(900));
    EXPECT_EQ(screen.plan.count(), 0u);
    screen.run(kFilm, milliseconds(400));
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, kFilm);
    EXPECT_TRUE(screen.went_on[0]);
    const std::uint32_t generation = screen.plan.film(0).generation;
    screen.run(kFilm, std::chrono::seconds(20));
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).generation, generation);
}

TEST(FilmPlan, WhatStopsOrIsSmallIsNoFilm) {
    Screen screen;
    for (int i = 0; i < 10; ++i) {
        screen.run(kFilm, milliseconds(600));
        screen.now += milliseconds(400);
    }
    EXPECT_EQ(screen.plan.count(), 0u);
    screen.run({200, 200, 100, 100}, std::chrono::seconds(2));
    screen.run({200, 200, 900, 40}, std::chrono::seconds(2));
    EXPECT_EQ(screen.plan.count(), 0u);
}

TEST(FilmPlan, AFilmThatCalmsClosesAndOpensAsAnotherGeneration) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    ASSERT_EQ(screen.plan.count(), 1u);
    const Film before = screen.plan.film(0);
    screen.now += milliseconds(400);
    screen.plan.close_calm(screen.now);
    EXPECT_EQ(screen.plan.count(), 1u);
    screen.now += milliseconds(100);
    screen.plan.close_calm(screen.now);
    EXPECT_EQ(screen.plan.count(), 0u);
    screen.run(kFilm, milliseconds(1500));
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_NE(screen.plan.film(0).generation, before.generation);
}

TEST(FilmPlan, AShortPauseDoesNotCloseAFilm) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    const std::uint32_t generation = screen.plan.film(0).generation;
    for (int i = 0; i < 5; ++i) {
        screen.now += milliseconds(200);
        screen.run(kFilm, milliseconds(1500));
    }
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).generation, generation);
}

TEST(FilmPlan, TextBesideAFilmChangesNothing) {
    Screen screen;
    for (int i = 0; i < 60; ++i) {
        screen.film(kFilm);
        screen.text({421, 53, 200, 180});
        screen.copy({421, 69, 200, 164});
        screen.frame();
    }
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, kFilm);
}

TEST(FilmPlan, NoFilmCoversTextThatStandsStill) {
    // In the middle of a part of the film that does not move.
    Screen hole;
    hole.standing = {224, 128, 64, 32};
    for (int i = 0; i < 90; ++i) {
        for (const Rect& part : {Rect{96, 48, 320, 80}, Rect{96, 160, 320, 80},
                                 Rect{96, 128, 128, 32}, Rect{288, 128, 128, 32}})
            hole.film(part);
        hole.frame();
    }
    ASSERT_GE(hole.plan.count(), 1u);
    for (std::size_t i = 0; i < hole.plan.count(); ++i)
        EXPECT_TRUE(is_empty(intersection(hole.plan.film(i).area, hole.standing)));
}

TEST(FilmPlan, APartOfAFilmThatStandsIsCovered) {
    Screen screen;
    for (int i = 0; i < 60; ++i) {
        screen.film({96, 48, 320, 80});
        screen.film({96, 160, 320, 80});
        screen.frame();
    }
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, (Rect{96, 48, 320, 192}));
}

TEST(FilmPlan, TextThatStandsInAFilmClosesItAndIsSentAgain) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    ASSERT_EQ(screen.plan.count(), 1u);
    const Rect note = {200, 100, 60, 20};
    screen.film(kFilm);
    screen.text(note);
    EXPECT_TRUE(screen.frame().empty());
    EXPECT_EQ(screen.plan.count(), 1u);
    EXPECT_TRUE(screen.plan.has_text(0));
    // The film goes on around it.
    std::vector<Rect> again;
    const TimePoint start = screen.now;
    while (screen.plan.count() > 0 && screen.now - start < std::chrono::seconds(1)) {
        screen.film({101, 53, 320, 40});
        again = screen.frame();
    }
    EXPECT_EQ(screen.plan.count(), 0u);
    EXPECT_LE(screen.now - start, milliseconds(400));
    EXPECT_EQ(again, std::vector<Rect>{kFilm});
}

TEST(FilmPlan, AFilmGoesOnAroundTextThatStandsInIt) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    const Rect note = {200, 100, 60, 20};
    screen.text(note);
    for (int i = 0; i < 40; ++i) {
        screen.film({101, 53, 320, 43});
        screen.film({101, 128, 320, 105});
        screen.frame();
    }
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, (Rect{101, 128, 320, 105}));
}

TEST(FilmPlan, TextThatAFilmDrawsOverIsForgotten) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    screen.film(kFilm);
    screen.text({200, 100, 60, 20});
    screen.frame();
    screen.run(kFilm, std::chrono::seconds(2));
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_FALSE(screen.plan.has_text(0));
}

TEST(FilmPlan, AWindowOfTextOverAFilmClosesItAtOnce) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    screen.film({101, 53, 320, 60});
    screen.text({101, 113, 320, 100});
    EXPECT_TRUE(screen.frame().empty()) << "nothing was drawn over it yet";
    EXPECT_EQ(screen.plan.count(), 0u);
}

TEST(FilmPlan, AFilmThatIsMovedCloses) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    screen.copy({131, 63, 320, 180});
    screen.frame();
    EXPECT_EQ(screen.plan.count(), 0u);
}

TEST(FilmPlan, ARefreshIsOnlyForFilmsWithoutText) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    screen.film(kFilm);
    EXPECT_TRUE(screen.frame(true).empty());
    EXPECT_EQ(screen.plan.count(), 1u);
    screen.text({200, 100, 60, 20});
    screen.frame();
    EXPECT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.frame(true), std::vector<Rect>{kFilm});
    EXPECT_EQ(screen.plan.count(), 0u);
}

TEST(FilmPlan, FlatColoursBelongToAFilm) {
    Screen screen;
    for (int i = 0; i < 90; ++i) {
        screen.film({101, 53, 320, 100});
        if (i % 3 == 0)
            screen.flat({101, 153, 320, 80});
        else
            screen.film({101, 153, 320, 80});
        screen.frame();
    }
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, kFilm);
}

TEST(FilmPlan, AFilmThatGrowsOrShrinksForLongGetsAnotherRectangle) {
    Screen screen;
    screen.run(kFilm, milliseconds(1500));
    const Film small = screen.plan.film(0);
    const Rect large = {64, 48, 640, 360};
    screen.run(large, milliseconds(900));
    EXPECT_EQ(screen.plan.film(0).generation, small.generation);
    screen.run(large, milliseconds(900));
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, large);
    EXPECT_EQ(screen.plan.film(0).stream, small.stream);
    EXPECT_NE(screen.plan.film(0).generation, small.generation);
    screen.run(kFilm, milliseconds(2500));
    EXPECT_EQ(screen.plan.film(0).area, large);
    screen.run(kFilm, milliseconds(2000));
    ASSERT_EQ(screen.plan.count(), 1u);
    EXPECT_EQ(screen.plan.film(0).area, kFilm);
}

TEST(FilmPlan, ASpotThatGoesOnDoesNotKeepALargeFilmOpen) {
    Screen screen;
    screen.run({0, 0, 960, 544}, milliseconds(1500));
    ASSERT_EQ(screen.plan.count(), 1u);
    screen.run({400, 200, 32, 32}, milliseconds(3000));
    EXPECT_EQ(screen.plan.count(), 0u);
}

TEST(FilmPlan, HasThreeFilmsAtMostAndTheLargest) {
    Screen screen;
    const std::vector<Rect> areas = {
        {0, 0, 128, 96}, {0, 200, 200, 120}, {400, 0, 300, 200}, {500, 300, 256, 128}};
    for (int i = 0; i < 60; ++i) {
        for (const Rect& area : areas) screen.film(area);
        screen.frame();
    }
    ASSERT_EQ(screen.plan.count(), 3u);
    EXPECT_EQ(screen.plan.film(0).area, areas[2]);
    EXPECT_EQ(screen.plan.film(1).area, areas[3]);
    EXPECT_EQ(screen.plan.film(2).area, areas[1]);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(screen.plan.film(i).stream, i);
}

TEST(FilmPlan, AVeryHighPictureIsPlannedAsWell) {
    Screen screen({512, 16384});
    screen.run({0, 0, 512, 16384}, milliseconds(1500));
    ASSERT_EQ(screen.plan.count(), 1u);
}

}  // namespace
}  // namespace pixelflux
