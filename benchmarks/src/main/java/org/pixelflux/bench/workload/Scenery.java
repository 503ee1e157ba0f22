// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.List;
import java.util.stream.IntStream;
import org.pixelflux.support.Picture;

/**
 * Pictures as a camera makes them: detail of all sizes, weaker the finer it is, before a soft
 * light; the camera pans and zooms, things drift through the picture, and the film has grain.
 */
final class Scenery {

    private static final double[] WAVELENGTHS = {311, 127, 53, 23, 9, 4.3};
    private static final double[] AMPLITUDES = {52, 30, 16, 10, 7, 5};
    private static final double PAN_X = 3.3;
    private static final double PAN_Y = 1.2;
    private static final double ZOOM = 0.006;
    private static final int THINGS = 8;
    private static final double EDGE = 4;
    private static final int GRAIN = 4;

    private final long seed;
    private final int width;
    private final int height;
    private final List<Thing> things;

    /** A disc with detail of its own that drifts. */
    private record Thing(long seed, double x, double y, double size, double speed, double light) {}

    Scenery(long seed, int width, int height) {
        this.seed = seed;
        this.width = width;
        this.height = height;
        this.things = IntStream.range(0, THINGS).mapToObj(this::thing).toList();
    }

    private Thing thing(int number) {
        return new Thing(
                seed + 1 + number,
                width * unit(seed, number, 3),
                height * unit(seed, number, 4),
                height * (0.08 + 0.1 * unit(seed, number, 1)),
                12 * unit(seed, number, 2) - 6,
                20 * number - 40);
    }

    /** Without fine detail, as a desktop's background. */
    Picture still() {
        return draw((x, y) -> pixel(x, y, detail(seed, x, y, 2)));
    }

    /** The picture at that time, in frames. */
    Picture at(int time) {
        return draw((x, y) -> moving(x, y, time));
    }

    private interface Pixels {
        int at(int x, int y);
    }

    private Picture draw(Pixels pixels) {
        Picture picture = new Picture(width, height);
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            for (int x = 0; x < width; x++) {
                                picture.set(x, y, pixels.at(x, y));
                            }
                        });
        return picture;
    }

    private int moving(int x, int y, int time) {
        double scale = 1 - ZOOM * time;
        double u = (x - width / 2.0) * scale + PAN_X * time;
        double v = (y - height / 2.0) * scale + PAN_Y * time;
        double light = detail(seed, u, v, WAVELENGTHS.length);
        for (Thing thing : things) {
            double dx = x - thing.x - thing.speed * time;
            double dy = y - thing.y - thing.speed / 3 * time;
            double inside = Math.min(1, (thing.size - Math.sqrt(dx * dx + dy * dy)) / EDGE);
            if (inside > 0) {
                double own = thing.light + detail(thing.seed, dx, dy, WAVELENGTHS.length - 1);
                light += inside * (own - light);
            }
        }
        double grain = (2 * unit(seed + time, x, y) - 1) * GRAIN;
        return pixel(x, y, light + grain);
    }

    private int pixel(int x, int y, double light) {
        double across = (double) x / width;
        double down = (double) y / height;
        int red = level(120 + 40 * across - 20 * down + light);
        int green = level(125 + 15 * down + 0.9 * light);
        int blue = level(140 - 30 * across + 0.75 * light);
        return red << 16 | green << 8 | blue;
    }

    private static int level(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static double detail(long seed, double x, double y, int octaves) {
        double sum = 0;
        for (int i = 0; i < octaves; i++) {
            sum += AMPLITUDES[i] * noise(seed + 31 * i, x / WAVELENGTHS[i], y / WAVELENGTHS[i]);
        }
        return sum;
    }

    /** Smooth between random values at whole coordinates, -1 to 1. */
    private static double noise(long seed, double x, double y) {
        long left = (long) Math.floor(x);
        long top = (long) Math.floor(y);
        double right = smooth(x - left);
        double down = smooth(y - top);
        double above = mix(unit(seed, left, top), unit(seed, left + 1, top), right);
        double below = mix(unit(seed, left, top + 1), unit(seed, left + 1, top + 1), right);
        return 2 * mix(above, below, down) - 1;
    }

    private static double smooth(double part) {
        return part * part * (3 - 2 * part);
    }

    private static double mix(double a, double b, double part) {
        return a + (b - a) * part;
    }

    /** A random value from 0 to 1 that belongs to three numbers. */
    private static double unit(long seed, long a, long b) {
        long z = seed * 0x9E3779B97F4A7C15L + a * 0xC2B2AE3D27D4EB4FL + b * 0x165667B19E3779F9L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
    }
}
