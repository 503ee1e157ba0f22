// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Iterator;
import java.util.List;

/**
 * The stripes that changed at one moment, in ascending y. An empty frame says that nothing changed
 * in the time given; its id is -1 and its other values are 0.
 */
public final class Frame implements Iterable<Stripe> {

    static final Frame EMPTY = new Frame(-1, 0, 0, 0, 0, List.of());

    private final long id;
    private final long captureNanos;
    private final long encodedNanos;
    private final int width;
    private final int height;
    private final List<Stripe> stripes;

    Frame(
            long id,
            long captureNanos,
            long encodedNanos,
            int width,
            int height,
            List<Stripe> stripes) {
        this.id = id;
        this.captureNanos = captureNanos;
        this.encodedNanos = encodedNanos;
        this.width = width;
        this.height = height;
        this.stripes = stripes;
    }

    /** Makes a frame of this size without a capture, for tests. */
    public static FrameBuilder builder(int width, int height) {
        return new FrameBuilder(width, height);
    }

    /**
     * Counts the delivered frames of a capture from 0, so that consecutive ids mean that nothing
     * was lost. The wire header carries the low 16 bits.
     */
    public long id() {
        return id;
    }

    /** When the pixels were read, on the clock of {@link System#nanoTime()}. */
    public long captureNanos() {
        return captureNanos;
    }

    /** When the last stripe was encoded, on the clock of {@link System#nanoTime()}. */
    public long encodedNanos() {
        return encodedNanos;
    }

    /** Width of the captured region, in pixels. */
    public int width() {
        return width;
    }

    /** Height of the captured region, in pixels. */
    public int height() {
        return height;
    }

    /** The stripes, in ascending y. The list cannot be changed. */
    public List<Stripe> stripes() {
        return stripes;
    }

    /** Whether there is no stripe. */
    public boolean isEmpty() {
        return stripes.isEmpty();
    }

    @Override
    public Iterator<Stripe> iterator() {
        return stripes.iterator();
    }

    @Override
    public String toString() {
        return "Frame{" + id + " " + width + "x" + height + " " + stripes.size() + " stripes}";
    }
}
