// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Compared with a map of pixels. */
class ChangedAreasTest {

    private static final int WIDTH = 90;
    private static final int HEIGHT = 70;

    @Provide
    Arbitrary<PictureArea> areas() {
        Arbitrary<Integer> x = Arbitraries.integers().between(0, WIDTH - 1);
        Arbitrary<Integer> y = Arbitraries.integers().between(0, HEIGHT - 1);
        Arbitrary<Integer> side = Arbitraries.integers().between(1, 40);
        return Combinators.combine(x, y, side, side)
                .as(
                        (left, top, width, height) ->
                                new PictureArea(
                                        left,
                                        top,
                                        Math.min(width, WIDTH - left),
                                        Math.min(height, HEIGHT - top)));
    }

    @Property(tries = 1000)
    void areThoseThatWereAddedWhileTheyAreFew(
            @ForAll @Size(max = 5) List<@From("areas") PictureArea> added) {
        int[][] held = map(gathered(added));
        int[][] wanted = map(added);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(held[y][x]).isEqualTo(Math.min(1, wanted[y][x]));
            }
        }
    }

    @Property(tries = 1000)
    void holdAllThatWasAddedInFewThatDoNotOverlap(
            @ForAll @Size(max = 200) List<@From("areas") PictureArea> added) {
        List<PictureArea> areas = gathered(added);
        assertThat(areas).hasSizeLessThanOrEqualTo(ChangedAreas.MOST);
        int[][] held = map(areas);
        int[][] wanted = map(added);
        long pixels = 0;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(held[y][x]).isLessThanOrEqualTo(1);
                assertThat(held[y][x]).isGreaterThanOrEqualTo(Math.min(1, wanted[y][x]));
                pixels += held[y][x];
            }
        }
        ChangedAreas same = new ChangedAreas();
        added.forEach(same::add);
        assertThat(same.pixels()).isEqualTo(pixels);
    }

    @Test
    void neighboursBecomeOne() {
        List<PictureArea> areas =
                gathered(
                        List.of(
                                new PictureArea(0, 0, 8, 14),
                                new PictureArea(8, 0, 8, 14),
                                new PictureArea(16, 0, 8, 14)));
        assertThat(areas).containsExactly(new PictureArea(0, 0, 24, 14));
    }

    @Test
    void sameCaretAgainIsNoMore() {
        PictureArea caret = new PictureArea(5, 5, 2, 16);
        assertThat(gathered(List.of(caret, caret, caret))).containsExactly(caret);
    }

    private static List<PictureArea> gathered(List<PictureArea> added) {
        ChangedAreas areas = new ChangedAreas();
        added.forEach(areas::add);
        return areas.areas();
    }

    /** How many of them have each pixel. */
    private static int[][] map(List<PictureArea> areas) {
        int[][] map = new int[HEIGHT][WIDTH];
        for (PictureArea area : areas) {
            for (int y = area.y(); y < area.bottom(); y++) {
                for (int x = area.x(); x < area.right(); x++) {
                    map[y][x]++;
                }
            }
        }
        return map;
    }
}
