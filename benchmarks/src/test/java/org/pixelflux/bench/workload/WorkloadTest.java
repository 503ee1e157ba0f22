// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

class WorkloadTest {

    private static final int PAINTS = 60;

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
        for (int i = 0; i < PAINTS; i++) {
            screen.paint(workload.paint(i));
            Picture after = screen.picture();
            assertThat(difference(before, after)).as("paint %d", i).isPositive();
            before = after;
        }
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
        for (int i = 0; i < PAINTS; i++) {
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
    void scrollsByALine() {
        Stage stage = new Stage(680, 500, 5);
        Workload scroll = WorkloadKind.SCROLL.on(stage);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(scroll.first());
        Picture before = screen.picture();
        screen.paint(scroll.paint(0));
        Picture after = screen.picture();

        Area above = new Area(0, 0, 680, 464);
        assertThat(after.crop(above).largestError(before.crop(new Area(0, 16, 680, 464)), above))
                .isZero();
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
