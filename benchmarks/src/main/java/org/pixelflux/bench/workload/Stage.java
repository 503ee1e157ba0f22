// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.pixelflux.support.Area;
import org.pixelflux.support.Picture;
import org.pixelflux.support.X11Paint.Copy;

/** A screen with a desktop's background, and the pictures that a workload copies to it. */
public final class Stage {

    private static final int DESKTOP = 0;

    private final int width;
    private final int height;
    private final long seed;
    private final List<Picture> pictures = new ArrayList<>();

    public Stage(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.seed = seed;
        keep(new Scenery(seed, width, height).still());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pictures by their numbers; the first is the desktop. */
    public List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    /** A source of random numbers that gives the same ones in every run. */
    Random random() {
        return new Random(seed);
    }

    long seed() {
        return seed;
    }

    /** Adds a picture; returns its number. */
    int keep(Picture picture) {
        pictures.add(picture);
        return pictures.size() - 1;
    }

    /** All of the desktop, or a part that had been covered. */
    Copy desktop(Area part) {
        return new Copy(DESKTOP, part, part.x(), part.y());
    }

    /** All of a picture. */
    Copy whole(int picture, int x, int y) {
        return new Copy(picture, pictures.get(picture).area(), x, y);
    }

    /** An area of that size in the middle, smaller where the screen is. */
    Area centered(int wantedWidth, int wantedHeight) {
        int areaWidth = Math.min(wantedWidth, width);
        int areaHeight = Math.min(wantedHeight, height);
        return new Area((width - areaWidth) / 2, (height - areaHeight) / 2, areaWidth, areaHeight);
    }
}
