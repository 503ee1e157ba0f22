// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed at one moment: stripes, in ascending y, or in mode mixed rectangles. An empty frame
 * says that nothing changed in the time given; its id is -1, its other values are 0, and its reason
 * means nothing.
 */
public final class Frame implements Iterable<Stripe> {

    static final Frame EMPTY = new Frame(0, -1, SendReason.CHANGE, 0, 0, 0, 0, List.of(), null);

    private final long epoch;
    private final long id;
    private final SendReason reason;
    private final long captureNanos;
    private final long encodedNanos;
    private final int width;
    private final int height;
    private final List<Stripe> stripes;
    private final @Nullable MixedFrame mixed;
    private final @Nullable ScreenChange change;

    Frame(
            long epoch,
            long id,
            SendReason reason,
            long captureNanos,
            long encodedNanos,
            int width,
            int height,
            List<Stripe> stripes,
            @Nullable MixedFrame mixed) {
        this(epoch, id, reason, captureNanos, encodedNanos, width, height, stripes, mixed, null);
    }

    /** What a {@link ChangeReader} takes, which encodes nothing. */
    Frame(ScreenChange change, long encodedNanos) {
        this(
                change.epoch(),
                change.id(),
                change.reason(),
                change.captureNanos(),
                encodedNanos,
                change.width(),
                change.height(),
                List.of(),
                null,
                change);
    }

    private Frame(
            long epoch,
            long id,
            SendReason reason,
            long captureNanos,
            long encodedNanos,
            int width,
            int height,
            List<Stripe> stripes,
            @Nullable MixedFrame mixed,
            @Nullable ScreenChange change) {
        this.epoch = epoch;
        this.id = id;
        this.reason = reason;
        this.captureNanos = captureNanos;
        this.encodedNanos = encodedNanos;
        this.width = width;
        this.height = height;
        this.stripes = stripes;
        this.mixed = mixed;
        this.change = change;
    }

    /**
     * A frame in mode mixed; its bytes live as long as those of {@code mixed}. They do not say why
     * it was sent: its {@link #reason()} is a key frame if it is complete, a refresh if it has
     * nothing else, and a change where it may also be a refinement.
     */
    public static Frame of(MixedFrame mixed) {
        boolean own = mixed.rectangles().stream().anyMatch(one -> one.role().isOwn());
        SendReason notOwn = mixed.refresh() == null ? SendReason.CHANGE : SendReason.REFRESH;
        SendReason partly = own ? SendReason.CHANGE : notOwn;
        return of(mixed, mixed.complete() ? SendReason.KEY_FRAME : partly);
    }

    static Frame of(MixedFrame mixed, SendReason reason) {
        return new Frame(
                mixed.epoch(),
                mixed.id(),
                reason,
                mixed.captureNanos(),
                mixed.encodedNanos(),
                mixed.width(),
                mixed.height(),
                List.of(),
                mixed);
    }

    /** A frame of stripes. */
    static Frame of(
            long epoch,
            long id,
            long captureNanos,
            long encodedNanos,
            int width,
            int height,
            List<Stripe> stripes) {
        return new Frame(
                epoch,
                id,
                lowestReason(stripes),
                captureNanos,
                encodedNanos,
                width,
                height,
                stripes,
                null);
    }

    /**
     * The first in the order of {@link SendReason}. No stream: one would leave some 200 bytes of
     * garbage for each frame.
     */
    private static SendReason lowestReason(List<Stripe> stripes) {
        SendReason lowest = null;
        for (Stripe stripe : stripes) {
            if (lowest == null || stripe.reason().compareTo(lowest) < 0) {
                lowest = stripe.reason();
            }
        }
        return lowest == null ? SendReason.CHANGE : lowest;
    }

    /** Makes a frame of this size without a capture, for tests. */
    public static FrameBuilder builder(int width, int height) {
        return new FrameBuilder(width, height);
    }

    /**
     * Grows when a capture opens, when the picture's size changes, and when the mode changes to
     * mixed or from it: frames of two epochs have nothing in common. It is the time when that was,
     * in milliseconds since 1970, or more: it is above the one before, and {@link
     * CaptureSettings#minimumEpoch} at least. 0 and more.
     */
    public long epoch() {
        return epoch;
    }

    /** Why it was sent; of a frame with stripes the first reason in order that one of them has. */
    public SendReason reason() {
        return reason;
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
