// SPDX-License-Identifier: MPL-2.0
package org.pixelflux;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a {@link Frame} of stripes without a capture, for tests of programs that take frames:
 * {@link Frame#builder}. Needs no native library.
 *
 * <p>The defaults: epoch 0, id 0, captured and encoded at 0, no stripe.
 */
public final class FrameBuilder {

    private final int width;
    private final int height;
    private long epoch;
    private long id;
    private long captureNanos;
    private long encodedNanos;
    private final List<StripeBuilder> stripes = new ArrayList<>();

    FrameBuilder(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** See {@link Frame#epoch()}; 0 and more. */
    public FrameBuilder epoch(long epoch) {
        this.epoch = epoch;
        return this;
    }

    /** See {@link Frame#id()}; 0 and more. */
    public FrameBuilder id(long id) {
        this.id = id;
        return this;
    }

    /** See {@link Frame#captureNanos()}. */
    public FrameBuilder captureNanos(long captureNanos) {
        this.captureNanos = captureNanos;
        return this;
    }

    /** See {@link Frame#encodedNanos()}. */
    public FrameBuilder encodedNanos(long encodedNanos) {
        this.encodedNanos = encodedNanos;
        return this;
    }

    /**
     * Adds a stripe below those that were added before. This builder sets its frame, width and
     * time, and whether it is the last one.
     */
    public FrameBuilder stripe(StripeBuilder stripe) {
        stripes.add(stripe);
        return this;
    }

    /**
     * Makes the frame; its stripes live for ever.
     *
     * @throws IllegalArgumentException if a number is out of its range, or the stripes overlap, are
     *     not in ascending y or leave the picture
     */
    public Frame build() {
        StripeBuilder.require(width >= 1, "width", width);
        StripeBuilder.require(height >= 1, "height", height);
        StripeBuilder.require(epoch >= 0, "epoch", epoch);
        StripeBuilder.require(id >= 0, "id", id);
        List<Stripe> built = new ArrayList<>();
        int firstFreeRow = 0;
        for (StripeBuilder builder : stripes) {
            Stripe stripe =
                    builder.frameId(id)
                            .width(width)
                            .captureNanos(captureNanos)
                            .lastOfFrame(built.size() == stripes.size() - 1)
                            .build();
            if (stripe.y() < firstFreeRow || stripe.height() > height - stripe.y()) {
                throw new IllegalArgumentException(
                        stripe
                                + " does not fit a frame of "
                                + width
                                + "x"
                                + height
                                + " below row "
                                + firstFreeRow);
            }
            firstFreeRow = stripe.y() + stripe.height();
            built.add(stripe);
        }
        return Frame.of(epoch, id, captureNanos, encodedNanos, width, height, List.copyOf(built));
    }
}
