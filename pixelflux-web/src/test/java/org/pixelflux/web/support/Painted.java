// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.web.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pixelflux.support.Area;
import org.pixelflux.support.TestChart;
import org.pixelflux.support.TestChart.Patch;
import org.pixelflux.support.X11Paint;
import org.pixelflux.support.XvfbDisplay;
import org.pixelflux.web.support.ViewerPage.Point;

/** A display that shows the test chart, and what a page must show of it. */
public final class Painted implements AutoCloseable {

    /** Of 255. */
    private static final int TOLERANCE = 6;

    /** Next to another colour, a codec mixes the two within one of its blocks. */
    private static final int MARGIN = 16;

    private final XvfbDisplay display;
    private final X11Paint paint;
    private final List<Patch> patches;
    private final int width;
    private final int height;

    public Painted(int width, int height) {
        this.width = width;
        this.height = height;
        TestChart chart = new TestChart(width, height);
        patches = new ArrayList<>(chart.patches());
        display = XvfbDisplay.start(width, height);
        paint = new X11Paint(display.name());
        paint.image(0, 0, chart.picture());
    }

    /** Where it is. */
    public String display() {
        return display.name();
    }

    /** The options that capture it. */
    public String uri(String mode) {
        return String.format(
                Locale.ROOT, "pixelflux:screen?display=%s&mode=%s", display.name(), mode);
    }

    /** Gives one of the chart's flat parts another colour. */
    public void recolor(int patch, int rgb) {
        Area area = patches.get(patch).area();
        paint.fill(area.x(), area.y(), area.width(), area.height(), rgb);
        patches.set(patch, new Patch(area, rgb));
    }

    /** What is wrong with the page's picture; empty when all flat colours are right. */
    public List<String> differences(ViewerPage page) {
        Object size = List.of(page.count("width"), page.count("height"));
        if (!size.equals(List.of((long) width, (long) height))) {
            return List.of("the picture is " + size);
        }
        List<Point> points = patches.stream().flatMap(patch -> corners(patch).stream()).toList();
        List<Integer> expected =
                patches.stream()
                        .flatMap(patch -> corners(patch).stream().map(p -> patch.rgb()))
                        .toList();
        int[] shown = page.pixels(points);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < shown.length; i++) {
            if (distance(shown[i], expected.get(i)) > TOLERANCE) {
                differences.add(
                        String.format(
                                Locale.ROOT,
                                "%s is %06x, not %06x",
                                points.get(i),
                                shown[i],
                                expected.get(i)));
            }
        }
        return differences;
    }

    /** Corners and centre; where a patch lies at the picture's edge, the very last pixel. */
    private List<Point> corners(Patch patch) {
        Area area = patch.area().inset(MARGIN, width, height);
        int right = area.right() - 1;
        int bottom = area.bottom() - 1;
        return List.of(
                new Point(area.x(), area.y()),
                new Point(right, area.y()),
                new Point(area.x(), bottom),
                new Point(right, bottom),
                new Point((area.x() + right) / 2, (area.y() + bottom) / 2));
    }

    private static int distance(int a, int b) {
        int largest = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            largest = Math.max(largest, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
        }
        return largest;
    }

    @Override
    public void close() {
        paint.close();
        display.close();
    }
}
