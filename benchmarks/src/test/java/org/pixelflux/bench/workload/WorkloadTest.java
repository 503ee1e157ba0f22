// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Copy;
import org.pixelflux.support.X11Paint.Step;
import org.pixelflux.support.X11Paint.Window;

class WorkloadTest {

    /** More than typing has columns. */
    private static final int PAINTS = 60;

    /** Of which each picture is looked at. */
    private static final int LOOKED_AT = 20;

    private static PaintedScreen painted(WorkloadKind kind, long seed, int paints) {
        Stage stage = new Stage(680, 500, seed);
        Workload workload = kind.on(stage);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(workload.first());
        for (int i = 0; i < paints; i++) {
            screen.paint(workload.paint(i));
        }
        return screen;
    }

    private static int difference(Picture a, Picture b) {
        return a.largestError(b, a.area());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IDLE")
    void paintsTheSameForOneSeed(WorkloadKind kind) {
        Picture once = painted(kind, 7, PAINTS).picture();

        assertThat(difference(once, painted(kind, 7, PAINTS).picture())).isZero();
        assertThat(difference(once, painted(kind, 8, PAINTS).picture())).isPositive();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IDLE")
    void changesTheScreenWithEveryPaint(WorkloadKind kind) {
        Stage stage = new Stage(680, 500, 1);
        Workload workload = kind.on(stage);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(workload.first());
        Picture before = screen.picture();
        for (int i = 0; i < LOOKED_AT; i++) {
            screen.paint(workload.paint(i));
            Picture after = screen.picture();
            assertThat(difference(before, after)).as("paint %d", i).isPositive();
            before = after;
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SLIDES", "SIDEWAYS", "DRAG", "VIDEO"})
    void showsTheSameAfterARound(WorkloadKind kind) {
        Workload workload = kind.on(new Stage(1920, 1080, 1));
        int round = (int) (workload.roundSeconds() * workload.rate());

        for (int i = 0; i < LOOKED_AT; i++) {
            assertThat(workload.paint(i + round)).isEqualTo(workload.paint(i));
        }
    }

    @Test
    void isMeasuredForWholeRounds() {
        Stage stage = new Stage(1920, 1080, 1);
        Workload slides = WorkloadKind.SLIDES.on(stage);
        int round = slides.roundSeconds();

        assertThat(round).isGreaterThan(2);
        assertThat(slides.secondsOfWholeRounds(2)).isEqualTo(round);
        assertThat(slides.secondsOfWholeRounds(round)).isEqualTo(round);
        assertThat(slides.secondsOfWholeRounds(round + 1)).isEqualTo(2 * round);
        assertThat(WorkloadKind.TYPING.on(stage).secondsOfWholeRounds(2)).isEqualTo(2);
    }

    @Test
    void leavesAnIdleScreenAlone() {
        Workload idle = WorkloadKind.IDLE.on(new Stage(64, 48, 1));

        assertThat(idle.rate()).isZero();
        assertThat(idle.first()).isEmpty();
    }

    @Test
    void leavesNothingBehindADraggedWindow() {
        Stage stage = new Stage(680, 500, 3);
        Workload drag = WorkloadKind.WINDOW.on(stage);
        Area window = stage.pictures().get(1).area();
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(drag.first());
        for (int i = 0; i < LOOKED_AT; i++) {
            screen.paint(drag.paint(i));
            PaintedScreen expected = new PaintedScreen(stage);
            // The first copy of a paint is the window at its new place.
            expected.paint(drag.paint(i).subList(0, 1));
            assertThat(difference(screen.picture(), expected.picture()))
                    .as("paint %d, window %s", i, window)
                    .isZero();
        }
    }

    @Test
    void uncoversWhatAWindowLeaves() {
        Area from = new Area(100, 100, 50, 40);

        assertThat(DraggedWindow.uncovered(from, new Area(108, 95, 50, 40)))
                .isEqualTo(List.of(new Area(100, 135, 50, 5), new Area(100, 100, 8, 35)));
        assertThat(DraggedWindow.uncovered(from, new Area(92, 100, 50, 40)))
                .isEqualTo(List.of(new Area(142, 100, 8, 40)));
        assertThat(DraggedWindow.uncovered(from, from)).isEmpty();
    }

    @Test
    void showsAPageWhereAMovedWindowIsNot() {
        Stage stage = new Stage(680, 500, 3);
        Workload drag = WorkloadKind.DRAG.on(stage);
        Picture window = stage.pictures().get(1);
        Picture page = stage.pictures().get(2);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(drag.first());
        for (int i = 0; i < LOOKED_AT; i++) {
            List<Step> steps = drag.paint(i);
            screen.paint(steps);
            assertThat(steps).singleElement().isInstanceOf(Window.class);
            Window place = (Window) steps.get(0);
            Picture expected = page.crop(page.area());
            expected.draw(window, place.x(), place.y(), window.width(), window.height());
            assertThat(difference(screen.picture(), expected)).as("paint %d", i).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"SCROLL, 0, 16", "SCROLL57, 0, 57", "SCROLL120, 0, 120", "SIDEWAYS, 16, 0"})
    void scrollsByItsPixels(WorkloadKind kind, int left, int up) {
        Stage stage = new Stage(200, 160, 5);
        Workload scroll = kind.on(stage);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(scroll.first());
        // The page of 2400 rows or 4800 columns begins again among them.
        for (int i = 0; i < 300; i++) {
            Picture before = screen.picture();
            screen.paint(scroll.paint(i));
            Picture after = screen.picture();

            Area rest = new Area(0, 0, 200 - left, 160 - up);
            Area moved = new Area(left, up, rest.width(), rest.height());
            assertThat(difference(after.crop(rest), before.crop(moved))).as("paint %d", i).isZero();
        }
    }

    @Test
    void showsThePageInOrderWhileItScrolls() {
        Stage stage = new Stage(200, 160, 5);
        Workload scroll = WorkloadKind.SCROLL57.on(stage);
        Picture page = stage.pictures().get(1);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(scroll.first());
        for (int i = 0; i < 60; i++) {
            screen.paint(scroll.paint(i));
            for (int y = 0; y < 160; y += 31) {
                int row = (57 * (i + 1) + y) % page.height();
                Picture shown = screen.picture().crop(new Area(0, y, 200, 1));
                assertThat(difference(shown, page.crop(new Area(0, row, 200, 1))))
                        .as("paint %d, row %d", i, y)
                        .isZero();
            }
        }
    }

    @Test
    void changesTextAndFilmBesideEachOther() {
        Stage stage = new Stage(1920, 1080, 1);
        Workload both = WorkloadKind.FILM.on(stage);
        List<Step> steps = both.paint(0);

        assertThat(steps).hasSize(3);
        Copy rest = (Copy) steps.get(0);
        Copy line = (Copy) steps.get(1);
        Copy film = (Copy) steps.get(2);
        assertThat(new Area(rest.x(), rest.y(), rest.part().width(), rest.part().height()))
                .isEqualTo(new Area(28, 140, 1200, 784));
        assertThat(new Area(line.x(), line.y(), line.part().width(), line.part().height()))
                .isEqualTo(new Area(28, 924, 1200, 16));
        assertThat(new Area(film.x(), film.y(), film.part().width(), film.part().height()))
                .isEqualTo(new Area(1252, 360, 640, 360));
    }

    @Test
    void runsAFilmForthAndBack() {
        Stage stage = new Stage(160, 120, 1);
        Workload video = WorkloadKind.VIDEO.on(stage);
        int period = 2 * (Video.PICTURES - 1);

        assertThat(video.paint(period - 1)).isEqualTo(video.first());
        assertThat(video.paint(0))
                .isEqualTo(video.paint(period - 2))
                .isEqualTo(video.paint(period));
    }
}
