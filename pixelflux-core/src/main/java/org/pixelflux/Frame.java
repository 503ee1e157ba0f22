// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed at one moment: stripes, in ascending y, or in mode mixed rectangles. An empty frame
 * says that nothing changed in the time given; its id is -1 and its other values are 0.
 */
public final class Frame implements Iterable<Stripe> {

    static final Frame EMPTY = new Frame(-1, 0, 0, 0, 0, List.of(), null);

    private final long id;
    private final long captureNanos;
    private final long encodedNanos;
    private final int width;
    private final int height;
    private final List<Stripe> stripes;
    private final @Nullable MixedFrame mixed;
    private final @Nullable ScreenChange change;

    Frame(
            long id,
            long captureNanos,
            long encodedNanos,
            int width,
            int height,
            List<Stripe> stripes,
            @Nullable MixedFrame mixed) {
        this(id, captureNanos, encodedNanos, width, height, stripes, mixed, null);
    }

    /** What a {@link ChangeReader} takes, which encodes nothing. */
    Frame(ScreenChange change, long encodedNanos) {
        this(
                change.id(),
                change.captureNanos(),
                encodedNanos,
                change.width(),
                change.height(),
                List.of(),
                null,
                change);
    }

    private Frame(
            long id,
            long captureNanos,
            long encodedNanos,
            int width,
            int height,
            List<Stripe> stripes,
            @Nullable MixedFrame mixed,
            @Nullable ScreenChange change) {
        this.id = id;
        this.captureNanos = captureNanos;
        this.encodedNanos = encodedNanos;
        this.width = width;
        this.height = height;
        this.stripes = stripes;
        this.mixed = mixed;
        this.change = change;
    }

    /** A frame in mode mixed; its bytes live as long as those of {@code mixed}. */
    public static Frame of(MixedFrame mixed) {
        return new Frame(
                mixed.id(),
                mixed.captureNanos(),
                mixed.encodedNanos(),
                mixed.width(),
                mixed.height(),
                List.of(),
                mixed);
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

    /**
     * When the pixels were read, or the frame was made if none were, on the clock of {@link
     * System#nanoTime()}.
     */
    public long captureNanos() {
        return captureNanos;
    }

    /** When the last stripe or rectangle was encoded, on the clock of {@link System#nanoTime()}. */
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

    /** The stripes, in ascending y; none in mode mixed. The list cannot be changed. */
    public List<Stripe> stripes() {
        return stripes;
    }

    /** The frame in mode mixed; null in other modes. */
    public @Nullable MixedFrame mixed() {
        return mixed;
    }

    /**
     * In mode mixed the rectangles, in the order in which they are drawn, else none. The list
     * cannot be changed.
     */
    public List<FrameRectangle> rectangles() {
        return mixed == null ? List.of() : mixed.rectangles();
    }

    /**
     * Whether there is nothing to hand on. A frame in mode mixed is never empty: if it has no
     * rectangle, it still is the one that the next frame follows.
     */
    public boolean isEmpty() {
        return stripes.isEmpty() && mixed == null && change == null;
    }

    /** Where something changed, in a capture that encodes nothing; null in any other. */
    @Nullable ScreenChange change() {
        return change;
    }

    /** Ends the life of the bytes of this frame alone. */
    void expire() {
        stripes.forEach(Stripe::expire);
        if (mixed != null) {
            mixed.expire();
        }
    }

    @Override
    public Iterator<Stripe> iterator() {
        return stripes.iterator();
    }

    @Override
    public String toString() {
        return "Frame{"
                + id
                + " "
                + width
                + "x"
                + height
                + " "
                + (mixed == null
                        ? stripes.size() + " stripes}"
                        : mixed.rectangles().size() + " rectangles}");
    }
}
