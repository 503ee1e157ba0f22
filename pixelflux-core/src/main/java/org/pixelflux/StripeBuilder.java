// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Makes a {@link Stripe} without a capture, for tests of programs that take stripes: {@link
 * Stripe#builder}. It lives for ever, as a {@link Stripe#copy()} does. Needs no native library.
 *
 * <p>The defaults: row 0, 1 pixel wide and high, a key frame, frame 0, captured at 0, the last of
 * its frame, because of a change, no wire header, no payload. A {@link FrameBuilder} sets what its
 * stripes have in common.
 */
public final class StripeBuilder {

    private static final long NOT_SET = Long.MIN_VALUE;

    private final Codec codec;
    private int y;
    private int width = 1;
    private int height = 1;
    private boolean keyFrame = true;
    private SendReason reason = SendReason.CHANGE;
    private long frameId;
    private long predictsFrom = NOT_SET;
    private long captureNanos;
    private boolean lastOfFrame = true;
    private WireHeader wireHeader = WireHeader.NONE;
    private byte[] payload = {};

    StripeBuilder(Codec codec) {
        this.codec = Objects.requireNonNull(codec, "codec");
    }

    /** See {@link Stripe#y()}; 0 and more. */
    public StripeBuilder y(int y) {
        this.y = y;
        return this;
    }

    /** See {@link Stripe#width()}; 1 and more. */
    public StripeBuilder width(int width) {
        this.width = width;
        return this;
    }

    /** See {@link Stripe#height()}; 1 and more. */
    public StripeBuilder height(int height) {
        this.height = height;
        return this;
    }

    /** See {@link Stripe#keyFrame()}. */
    public StripeBuilder keyFrame(boolean keyFrame) {
        this.keyFrame = keyFrame;
        return this;
    }

    /** See {@link Stripe#reason()}. */
    public StripeBuilder reason(SendReason reason) {
        this.reason = Objects.requireNonNull(reason, "reason");
        return this;
    }

    /** See {@link Stripe#frameId()}; 0 and more. */
    public StripeBuilder frameId(long frameId) {
        this.frameId = frameId;
        return this;
    }

    /**
     * See {@link Stripe#predictsFrom()}; -1 and more, and below {@link #frameId}. Not set: the
     * frame before for a stripe of H.264 that is no key frame, else none.
     */
    public StripeBuilder predictsFrom(long frameId) {
        this.predictsFrom = frameId;
        return this;
    }

    /** See {@link Stripe#captureNanos()}. */
    public StripeBuilder captureNanos(long captureNanos) {
        this.captureNanos = captureNanos;
        return this;
    }

    /** See {@link Stripe#lastOfFrame()}. */
    public StripeBuilder lastOfFrame(boolean lastOfFrame) {
        this.lastOfFrame = lastOfFrame;
        return this;
    }

    /** See {@link Stripe#wireHeader()}. */
    public StripeBuilder wireHeader(WireHeader wireHeader) {
        this.wireHeader = Objects.requireNonNull(wireHeader, "wireHeader");
        return this;
    }

    /** The encoded bytes; they are copied and not checked. */
    public StripeBuilder payload(byte[] payload) {
        this.payload = payload.clone();
        return this;
    }

    /**
     * Makes the stripe. The builder can be used again.
     *
     * @throws IllegalArgumentException if a number is out of its range; the message names it
     */
    public Stripe build() {
        require(y >= 0, "y", y);
        require(width >= 1, "width", width);
        require(height >= 1, "height", height);
        require(frameId >= 0, "frameId", frameId);
        int length = wireHeader.length(codec) + payload.length;
        PacketReader.Entry entry =
                new PacketReader.Entry(
                        0,
                        length,
                        wireHeader,
                        y,
                        width,
                        height,
                        codec,
                        keyFrame,
                        reason,
                        predictsFrom());
        ByteBuffer bytes = ByteBuffer.allocate(length);
        wireHeader.write(bytes, entry, frameId);
        bytes.put(payload).clear();
        return Stripe.forEver(bytes, entry, frameId, captureNanos, lastOfFrame);
    }

    private long predictsFrom() {
        if (predictsFrom == NOT_SET) {
            return codec == Codec.H264 && !keyFrame ? frameId - 1 : -1;
        }
        require(predictsFrom >= -1 && predictsFrom < frameId, "predictsFrom", predictsFrom);
        return predictsFrom;
    }

    static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is out of range");
        }
    }
}
