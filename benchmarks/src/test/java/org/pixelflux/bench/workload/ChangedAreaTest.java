// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelflux.bench.workload.ChangedArea.Content;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;

class ChangedAreaTest {

    private static int differing(Picture a, Picture b, Area area) {
        int pixels = 0;
        for (int y = area.y(); y < area.bottom(); y++) {
            for (int x = area.x(); x < area.right(); x++) {
                pixels += a.get(x, y) == b.get(x, y) ? 0 : 1;
            }
        }
        return pixels;
    }

    @ParameterizedTest
    @CsvSource({"PAGES, 1", "PAGES, 25", "PAGES, 100", "FILM, 10", "FILM, 100"})
    void changesThatShareInEveryPaintAndNothingElse(Content content, int percent) {
        Stage stage = new Stage(640, 360, 1);
        ChangedArea changed = new ChangedArea(stage, percent, content);
        PaintedScreen screen = new PaintedScreen(stage);
        screen.paint(changed.first());
        for (int i = 0; i < 40; i++) {
            Picture before = screen.picture();
            screen.paint(changed.paint(i));
            Picture after = screen.picture();
            int all = differing(before, after, after.area());
            assertThat(differing(before, after, changed.area())).isEqualTo(all);
            // A film's pixels may stay the same by chance.
            assertThat(all).isCloseTo(640 * 360 * percent / 100, withPercentage(15));
        }
    }
}
