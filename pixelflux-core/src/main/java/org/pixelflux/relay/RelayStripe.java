// SPDX-License-Identifier: MPL-2.0
package org.pixelflux.relay;

import org.pixelflux.Codec;
import org.pixelflux.Frame;
import org.pixelflux.Stripe;
import org.pixelflux.WireHeader;

/**
 * A stripe on its way to viewers, with what a relay has to know about it.
 *
 * @param wireBytes wire header 1 and the payload, which is what the page reads; shared by all
 *     viewers, so nobody may change them
 * @param frameId see {@link Frame#id()}
 * @param y the first row within the picture, in pixels; H.264 stripes of the same y are one stream
 * @param height in pixels
 * @param frameWidth of the whole picture, in pixels
 * @param frameHeight of the whole picture, in pixels
 * @param keyFrame see {@link Stripe#keyFrame()}
 * @param lastOfFrame whether no other stripe of the frame follows
 * @param captureNanos when the pixels were read, on the clock of the capturing machine's {@link
 *     System#nanoTime()}
 */
public record RelayStripe(
        byte[] wireBytes,
        Codec codec,
        long frameId,
        int y,
        int height,
        int frameWidth,
        int frameHeight,
        boolean keyFrame,
        boolean lastOfFrame,
        long captureNanos)
        implements RelayMessage {

    /**
     * {@code stripe}, which is one of {@code frame}, whatever wire header it has. A copy, unless
     * its bytes stay and are as they should be: {@link Stripe#sharedBytes}.
     */
    public static RelayStripe of(Frame frame, Stripe stripe) {
        return of(stripe, frame.width(), frame.height());
    }

    /** The same, where {@code stripe} is one of a picture of this size in pixels. */
    public static RelayStripe of(Stripe stripe, int frameWidth, int frameHeight) {
        return new RelayStripe(
                stripe.sharedBytes(WireHeader.ONE),
                stripe.codec(),
                stripe.frameId(),
                stripe.y(),
                stripe.height(),
                frameWidth,
                frameHeight,
                stripe.keyFrame(),
                stripe.lastOfFrame(),
                stripe.captureNanos());
    }

    /** Whether it shows some rows of a stripe and leaves the others as they were. */
    boolean isPart() {
        return codec == Codec.JPEG && !keyFrame;
    }

    /** Whether this hides all of {@code other} when it is drawn over it. */
    boolean covers(RelayStripe other) {
        return y <= other.y && other.y + other.height <= y + height;
    }

    /** Whether both are parts of pictures of the same size, encoded in the same way. */
    boolean isOfTheSamePictureAs(RelayStripe other) {
        return codec == other.codec
                && frameWidth == other.frameWidth
                && frameHeight == other.frameHeight;
    }
}
