// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pixelflux.picture.PixelTarget;

/**
 * The current picture of a capture: the pixels that its newest frame shows, cursor and watermark
 * included, before an encoder made them coarser. It needs no connection of its own and asks the
 * screen for nothing.
 *
 * <p>Any thread may ask, also while another one waits in {@link FrameReader#next()}: a calm capture
 * answers at once, and one that is reading the screen when it is done, which takes as long as the
 * display's answer. It waits for an encoder only where the cursor or a watermark is drawn for it.
 * Before the first frame, and after the capture failed, there is no picture until the next frame.
 * Several objects of one capture know nothing of each other: each has its own last call of {@link
 * #draw}.
 */
public final class ScreenPicture {

    /** The most pixels that a side of a picture has, scaled or not. */
    public static final int LARGEST_SIDE = 16384;

    private static final double SMALLEST_SCALE = 0.01;
    private static final double LARGEST_SCALE = 4;

    /** What native code said of a picture; the areas follow. */
    private static final int AREAS = 7;

    private final NativeSession session;

    /** Of what was drawn last. */
    private long version;

    /** Of what was told last; 0 if nothing was. */
    private long toldVersion;

    private @Nullable Object lastTarget;
    private @Nullable TargetPixels lastPixels;

    ScreenPicture(NativeSession session) {
        this.session = session;
    }

    /** Whose picture it is. */
    NativeSession session() {
        return session;
    }

    /**
     * The whole picture as a new image of the type {@link BufferedImage#TYPE_INT_RGB}, which the
     * caller owns; null if there is none yet.
     *
     * @throws IllegalStateException if the capture was closed
     * @throws PixelfluxException if memory runs out
     */
    public @Nullable BufferedImage image() {
        Snapshot shown = snapshot();
        return shown == null ? null : shown.image();
    }

    /** The same, and of what moment it is. */
    @Nullable Snapshot snapshot() {
        long[] seen = read(0, true, ImagePixels.NONE);
        while (seen != null) {
            BufferedImage image = newImage(width(seen), height(seen));
            seen = read(0, true, ImagePixels.of(image));
            if (seen != null && isCopied(seen)) {
                ScreenChange shown = change(seen, SendReason.KEY_FRAME);
                return new Snapshot(image, shown.epoch(), shown.captureNanos());
            }
        }
        return null;
    }

    /**
     * Brings an image of the caller's up to date: writes what changed since the last call of {@code
     * draw}, or everything if that was the first one or had another target.
     *
     * @param image of the type {@link BufferedImage#TYPE_INT_RGB} and the picture's size
     * @return what changed since the last call, in areas of whole tiles of 32x16 pixels; null if
     *     there is no picture yet
     * @throws IllegalArgumentException if the image has another type or size; the message says what
     *     size it should have
     * @throws IllegalStateException if the capture was closed
     */
    public synchronized @Nullable ScreenChange draw(BufferedImage image) {
        long[] seen = read(version, image != lastTarget, ImagePixels.of(image));
        if (seen != null && !isCopied(seen)) {
            throw new IllegalArgumentException(
                    "image: its size is "
                            + image.getWidth()
                            + "x"
                            + image.getHeight()
                            + ", that of the picture "
                            + width(seen)
                            + "x"
                            + height(seen));
        }
        return seen == null ? null : drawn(seen, image);
    }

    /**
     * The same into a buffer of the caller's, which {@code target} is asked for at first and
     * whenever the size has changed.
     *
     * @return what changed since the last call, in areas of whole tiles of 32x16 pixels; null if
     *     there is no picture yet
     * @throws IllegalArgumentException if the picture does not fit the buffer
     * @throws IllegalStateException if the capture was closed
     */
    public synchronized @Nullable ScreenChange draw(PixelTarget target) {
        TargetPixels pixels = target == lastTarget ? lastPixels : null;
        boolean known = pixels != null;
        long[] seen = read(version, !known, pixels == null ? ImagePixels.NONE : pixels.place());
        while (seen != null && !isCopied(seen)) {
            int width = width(seen);
            int height = height(seen);
            pixels = TargetPixels.of(target.ofSize(width, height), width, height);
            known = false;
            seen = read(version, true, pixels.place());
        }
        if (seen == null || pixels == null) {
            return null;
        }
        // Before these changes count as drawn: what cannot be put there comes again.
        pixels.put(known ? areas(seen) : List.of(new PictureArea(0, 0, width(seen), height(seen))));
        ScreenChange change = drawn(seen, target);
        lastPixels = pixels;
        return change;
    }

    /**
     * What changed since the last call of this method, without a pixel: at first the whole picture,
     * then areas of whole tiles of 32x16 pixels, and none if the picture is the same; null if there
     * is no picture yet.
     *
     * @throws IllegalStateException if the capture was closed
     */
    public synchronized @Nullable ScreenChange changes() {
        long[] seen = read(toldVersion, false, ImagePixels.NONE);
        if (seen == null) {
            return null;
        }
        SendReason reason = toldVersion == 0 ? SendReason.KEY_FRAME : SendReason.CHANGE;
        toldVersion = seen[0];
        return change(seen, reason);
    }

    /**
     * The picture in another size as a new image of the type {@link BufferedImage#TYPE_INT_RGB},
     * which the caller owns; null if there is none yet. A pixel is the mean of the area that it
     * covers where the picture becomes smaller, and linear between its neighbours where it becomes
     * larger.
     *
     * @param scale what each side is multiplied by, 0.01 to 4
     * @throws IllegalArgumentException if the scale is out of range, or makes a side longer than
     *     16384 pixels
     * @throws IllegalStateException if the capture was closed
     * @throws PixelfluxException if memory runs out
     */
    public @Nullable BufferedImage image(double scale) {
        requireScale(scale);
        if (scale == 1) {
            return image();
        }
        int[] size = new int[2];
        int[] pixels =
                PixelfluxException.inHeap(
                        "a picture of which each side is multiplied by " + scale,
                        () -> session.scaledPicture(scale, size));
        return pixels == null ? null : ImagePixels.image(pixels, size[0], size[1]);
    }

    /**
     * The picture as an image file in memory, which the caller owns; null if there is none yet.
     *
     * @throws IllegalArgumentException if the format has no picture so large
     * @throws IllegalStateException if the capture was closed
     * @throws PixelfluxException if memory runs out or an encoder fails
     */
    public byte @Nullable [] encode(PictureFormat format) {
        return encode(format, 1);
    }

    /**
     * The picture as an image file in another size, as {@link #image(double)} has it. Encodes on
     * the caller's thread; the capture is held up only while the picture is copied.
     *
     * @param scale what each side is multiplied by, 0.01 to 4
     * @throws IllegalArgumentException if the scale is out of range, or makes a side longer than
     *     16384 pixels or than the format has
     * @throws IllegalStateException if the capture was closed
     * @throws PixelfluxException if memory runs out or an encoder fails
     */
    public byte @Nullable [] encode(PictureFormat format, double scale) {
        requireScale(scale);
        return PixelfluxException.inHeap(
                "a picture as a " + format.optionValue() + " file",
                () -> session.encodePicture(format, scale));
    }

    /**
     * Whether a picture can be scaled by that.
     *
     * @throws IllegalArgumentException if the scale is out of range
     */
    public static void requireScale(double scale) {
        if (!(scale >= SMALLEST_SCALE && scale <= LARGEST_SCALE)) {
            throw new IllegalArgumentException(
                    "scale: " + scale + " is out of range, allowed 0.01..4");
        }
    }

    /**
     * A hash of the picture's size and colours: pictures that are the same have the same one,
     * whichever capture of whatever source shows them. It is XXH3 of 64 bits over hashes of rows of
     * tiles; another version of this library may hash in another way. Costs what changed since the
     * last call. Empty if there is no picture yet.
     *
     * @throws IllegalStateException if the capture was closed
     */
    public OptionalLong contentHash() {
        return session.contentHash();
    }

    /**
     * The epoch of the frames that show it: see {@link Frame#epoch}. Empty if there is no picture
     * yet.
     *
     * @throws IllegalStateException if the capture was closed
     */
    public OptionalLong epoch() {
        // No picture is so new, so that nothing has to be looked up for it.
        long[] seen = read(Long.MAX_VALUE, false, ImagePixels.NONE);
        return seen == null ? OptionalLong.empty() : OptionalLong.of(epoch(seen));
    }

    private ScreenChange drawn(long[] seen, Object target) {
        SendReason reason = version == 0 ? SendReason.KEY_FRAME : SendReason.CHANGE;
        version = seen[0];
        lastTarget = target;
        lastPixels = null;
        return change(seen, reason);
    }

    private static ScreenChange change(long[] seen, SendReason reason) {
        return new ScreenChange(
                epoch(seen), seen[1], reason, seen[2], width(seen), height(seen), areas(seen));
    }

    private long @Nullable [] read(long since, boolean all, ImagePixels place) {
        return session.picture(
                since,
                all,
                place.array(),
                place.offset(),
                place.stride(),
                place.width(),
                place.height());
    }

    private static BufferedImage newImage(int width, int height) {
        return PixelfluxException.inHeap(
                "a picture of " + width + "x" + height,
                () -> new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static long epoch(long[] seen) {
        return seen[6];
    }

    private static int width(long[] seen) {
        return (int) seen[3];
    }

    private static int height(long[] seen) {
        return (int) seen[4];
    }

    private static boolean isCopied(long[] seen) {
        return seen[5] != 0;
    }

    private static List<PictureArea> areas(long[] seen) {
        List<PictureArea> areas = new ArrayList<>((seen.length - AREAS) / 4);
        for (int at = AREAS; at < seen.length; at += 4) {
            areas.add(
                    new PictureArea(
                            (int) seen[at],
                            (int) seen[at + 1],
                            (int) seen[at + 2],
                            (int) seen[at + 3]));
        }
        return areas;
    }
}
